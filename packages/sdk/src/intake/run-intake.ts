import { declareAsset } from "../actions/assets/declare-asset.ts";
import { applyForRegistration } from "../actions/cases/apply-for-registration.ts";
import type { LedgerClient } from "../client/client.ts";
import type { Write, Written } from "../client/write.ts";
import { isLedgerError, type LedgerError } from "../errors/ledger-error.ts";
import { applicationOf, type ReadyLine } from "./application.ts";
import { caseOfAsset, ownAssetId } from "./earlier-case.ts";
import { inParallel } from "./in-parallel.ts";
import type { IntakeJournal, LineOutcome } from "./journal.ts";

/** How far an import is: lines in all, assets declared, applications filed, lines that the ledger refused. */
export type IntakeProgress = {
  readonly lines: number;
  readonly declared: number;
  readonly applied: number;
  readonly refused: number;
};

/** What an import needs. */
export type RunIntakeOptions = {
  /** Lines of a file without errors, as `readyLines` makes them. */
  readonly lines: readonly ReadyLine[];
  readonly journal: IntakeJournal;
  /** Stops: nothing more is signed; the next run with the same journal goes on. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IntakeProgress) => void) | undefined;
};

/** What an import came to. */
export type IntakeReport = {
  /** One for each line that is through, in the order of the file; all of them unless it was stopped. */
  readonly outcomes: readonly LineOutcome[];
  readonly stopped: boolean;
};

/** Times that a request is made anew when other programs take the nonces of this key. */
const attemptsMost = 5;

/**
 * Declares and applies for every line (article 32), each once, however often the run is killed and begun again: what a
 * line sends follows from the journal's seed, and the queue, whose store the journal is, sends a request id once. The
 * client must have been made with the journal's store. A refused line stays refused; the others go on.
 *
 * @throws LedgerError codes of node, store and signer; the next run goes on from there
 * @example
 * const ledger = await createLedger({ rpcUrl, deployment, signer, store: journal.store });
 * const { outcomes } = await runIntake(ledger.client, { lines, journal });
 */
export async function runIntake(client: LedgerClient, options: RunIntakeOptions): Promise<IntakeReport> {
  const { lines, journal, signal, onProgress } = options;
  const known = journal.outcomes();
  const counts = { lines: lines.length, declared: 0, applied: 0, refused: 0 };
  const count = ({ assetId, caseId, refusal }: LineOutcome) => {
    if (caseId !== null) counts.applied += 1;
    if (refusal) counts.refused += 1;
    if (assetId !== null && refusal?.step !== "declare") counts.declared += 1;
  };
  for (const { line } of lines) {
    const outcome = known.get(line);
    if (outcome) count(outcome);
  }
  onProgress?.({ ...counts });

  const once = { client, journal, signal };
  const work = async (ready: ReadyLine) => {
    const outcome = await sendLine(once, ready).catch((error: unknown) => {
      // Whoever stopped the run knows; what is on its way is followed by the next one.
      if (signal?.aborted && isLedgerError(error, "ABORTED")) return undefined;
      throw error;
    });
    if (!outcome) return;
    journal.putOutcome(outcome);
    count(outcome);
    onProgress?.({ ...counts });
  };
  const left = lines.filter(({ line }) => !known.has(line));
  await inParallel(left, client.profile.maxInFlight, work, signal);
  const outcomes = lines.flatMap(({ line }) => journal.outcomes().get(line) ?? []);
  return { outcomes, stopped: outcomes.length < lines.length };
}

type Run = { readonly client: LedgerClient; readonly journal: IntakeJournal; readonly signal: AbortSignal | undefined };

async function sendLine(run: Run, ready: ReadyLine): Promise<LineOutcome> {
  const { line, form } = ready;
  const outcome = { line, lineKey: form.lineKey, assetId: null, caseId: null, refusal: null };
  const { declaration, application } = await applicationOf(ready, run.journal.seed);
  const declared = await sendOnce(run, `declare-${line}`, declareAsset, declaration);
  let assetId: string;
  if (!("refusal" in declared)) assetId = declared.assetId;
  else if (declared.refusal.code === "ASSET_EXISTS") {
    // A journal that was put back from a copy has forgotten what was sent; nobody else can know the line's key.
    assetId = await ownAssetId(run.client, declaration.key);
    const caseId = await caseOfAsset(run.client, assetId);
    if (caseId !== undefined) return { ...outcome, assetId, caseId };
  } else return { ...outcome, refusal: refusalOf("declare", declared.refusal) };

  const applied = await sendOnce(run, `apply-${line}`, applyForRegistration, { ...application, assetId });
  if ("refusal" in applied) return { ...outcome, assetId, refusal: refusalOf("apply", applied.refusal) };
  return { ...outcome, assetId, caseId: String(applied.caseId) };
}

function refusalOf(step: "declare" | "apply", { code, message }: LedgerError): LineOutcome["refusal"] {
  return { step, code, message };
}

/**
 * Sends a request, or finds the one that an earlier run sent. A transaction whose nonce was finalised by another program's
 * is dead for good, so the request is made anew under another id.
 *
 * @returns what came of it, or the ledger's refusal
 * @throws LedgerError a refusal that may pass, before anything was sent; failures on the way
 */
async function sendOnce<P, R>(
  { client, journal, signal }: Run,
  step: string,
  write: Write<P, R>,
  params: P,
): Promise<Written<R> | { readonly refusal: LedgerError }> {
  for (;;) {
    const attempt = journal.attempts(step);
    // The seed makes the ids of this import its own, whatever else the key and its store are used for.
    const id = `intake-${journal.seed.slice(2, 18)}-${step}-${attempt}`;
    let sent = false;
    try {
      const handle = await write(client, params, { id, signal });
      sent = true;
      return await handle.wait({ signal });
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      if (error.code === "TRANSACTION_REPLACED" && attempt < attemptsMost) {
        journal.startAgain(step);
        continue;
      }
      const refused = error.details.revert !== undefined || error.code === "TRANSACTION_REVERTED";
      if (refused && (sent || !error.retryable)) return { refusal: error };
      throw error;
    }
  }
}
