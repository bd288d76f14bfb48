import { digestOfSubmission, enumNames, isLedgerError, type NationalSubmission } from "@data-voucher/sdk";
import { createAlarm, pause } from "../chain/wait.ts";
import type { Acts } from "../desk/acts.ts";
import { submissionFrom } from "../ledger/models/submission.ts";
import { caseTable } from "../ledger/project/case-row.ts";
import { keeperOf, keptBy } from "../ledger/project/keeper.ts";
import { listedTable } from "../ledger/project/listed.ts";
import { submissionAt, submissionKey, submissionTable } from "../ledger/project/submission.ts";
import { isFinished } from "../outbox/operation.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { del, put, type HomeStore } from "../store/home.ts";
import { u64 } from "../store/keys.ts";
import type { LedgerStore } from "../store/ledger.ts";
import type { View } from "../store/view.ts";
import { handedInTable, progressTable, type ProgressRow, type SubmissionId } from "./progress.ts";
import { NationalFault, type NationalAnswer, type NationalSystem } from "./system.ts";

/** What the sender works with. */
export interface SenderOptions {
  readonly store: LedgerStore;
  readonly home: HomeStore;
  readonly acts: Acts;
  readonly outbox: Outbox;
  readonly system: NationalSystem;
  /** The name of this ledger where several meet. */
  readonly ledger: string;
  /** Whether the index is near the head: an old index shows as due what was mirrored long ago. */
  readonly isReady: () => boolean;
  readonly log: { warn(fields: object, text: string): void };
  readonly now?: () => number;
}

/** Submits what is due, and mirrors the answers. */
export interface Sender {
  /** Looks again at once: something was handed in. */
  ring(): void;
  /** Submissions that had no answer on the ledger when it last looked. */
  readonly waiting: number;
  /** Submits and mirrors until aborted. */
  run(signal: AbortSignal): Promise<void>;
}

/** Something to submit, with all that is needed to. */
interface Work extends SubmissionId {
  readonly keeper: string;
  readonly submission: NationalSubmission;
}

const atOnce = 100;
/** How long a submission that went wrong is left alone: doubling from the first to the second, in milliseconds. */
const firstRest = 1_000;
const longestRest = 300_000;
/** How often it looks when nothing rings. */
const longestWait = 5_000;
const undecided = ["examined", "published"];

const fresh = { answer: null, mirrored: 0, operation: null, failures: 0, problem: null, nextAt: 0 };

/**
 * Creates the sender. What is due follows from the index; what was answered is on disk before it is mirrored, and the act
 * that mirrors it has a request id of its own: so each is submitted and mirrored once, whenever the process ends.
 */
export function createSender(options: SenderOptions): Sender {
  const { store, home, acts, outbox, system, ledger, isReady, log, now = Date.now } = options;
  const alarm = createAlarm();
  let waiting = 0;

  /** What is due at a registry, of which some may be waited for already. */
  const findDue = async (view: View, registry: string, after: string | undefined) => {
    const range = { under: ["submission", `waiting:${registry}`], limit: atOnce };
    const entries = await view.list(listedTable, { ...range, ...(after !== undefined && { after }) });
    const due = entries.map(({ key }) => workOf(view, submissionAt(key)));
    return { due, next: entries.length === atOnce ? entries.at(-1)!.key : undefined };
  };
  const workOf = (view: View, { caseId, kind }: SubmissionId, handedIn?: string): Work => {
    const material = handedIn ?? view.get(submissionTable, submissionKey(caseId, kind))!.material!;
    const submission = submissionFrom(view, ledger, { caseId, kind, material });
    return { caseId, kind, submission, keeper: keeperOf(view, submission.registry) };
  };
  const findHandedIn = async (view: View): Promise<Work[]> => {
    const found: Work[] = [];
    for (const { row } of await home.list(handedInTable)) {
      const { caseId, evidenceDigest } = row;
      const mirrored = view.get(submissionTable, submissionKey(caseId, "evidence"));
      const state = view.get(caseTable, u64(caseId))?.state;
      // An index that is being filled anew may not have the case yet.
      if (state === undefined) continue;
      // Once the case is decided, or the answer mirrored, what was handed in has done its work.
      if (mirrored !== undefined || !undecided.includes(state)) {
        await home.note([del(handedInTable, u64(caseId))]);
      } else found.push(workOf(view, { caseId, kind: "evidence" }, evidenceDigest));
    }
    return found;
  };

  const advance = async (work: Work, signal: AbortSignal): Promise<void> => {
    const at = submissionKey(work.caseId, work.kind);
    const digest = (await digestOfSubmission(work.submission)).sha256;
    const known = home.get(progressTable, at);
    let row: ProgressRow = known?.digest === digest ? known : { ...fresh, digest };
    if (row.nextAt > now()) return;
    try {
      if (row.answer === null) {
        const answer = await system.submit(work.submission, signal);
        if (answer.digest !== digest) {
          throw new NationalFault("refused", `The national service system received ${answer.digest}, not ${digest}.`);
        }
        row = { ...row, answer, failures: 0, problem: null };
        await home.commit([put(progressTable, at, row)]);
      }
      const operation = row.operation === null ? undefined : outbox.get(row.operation);
      if (operation !== undefined && isFinished(operation) && operation.success !== true) {
        row = { ...row, operation: null, mirrored: row.mirrored + 1 };
        const why = operation.revert?.code ?? operation.refusal ?? "another transaction took its place";
        throw new Error(`Mirroring it had no effect: ${why}.`);
      }
      if (operation === undefined) {
        const made = await mirror(work, row, row.answer!);
        await home.commit([put(progressTable, at, { ...row, operation: made, failures: 0, problem: null })]);
      }
    } catch (error) {
      signal.throwIfAborted();
      const failures = row.failures + 1;
      const rest = Math.min(firstRest * 2 ** Math.min(row.failures, 20), longestRest);
      const problem = error instanceof Error ? error.message : String(error);
      await home.commit([put(progressTable, at, { ...row, failures, problem, nextAt: now() + rest })]);
      if (row.failures === 0)
        log.warn({ err: error, caseId: work.caseId, kind: work.kind }, "a submission to the national system waits");
      // When it cannot be reached at all the others wait as well.
      if (error instanceof NationalFault && error.kind === "unreachable") throw error;
      if (isLedgerError(error, "NODE_UNREACHABLE")) throw error;
    }
  };

  const mirror = async (work: Work, { digest, mirrored }: ProgressRow, answer: NationalAnswer): Promise<string> => {
    const { caseId, kind, keeper, submission } = work;
    const statedAt = Date.parse(answer.statedAt) / 1000;
    const { receiptNumber, sample } = answer;
    const args = [
      BigInt(caseId),
      enumNames.Submission.indexOf(kind),
      { receiptNumber, statedAt, sample, material: submission.material, digest },
    ];
    // A ledger without traffic has no block since the answer: the one that takes this will be of now.
    const ahead = statedAt > (store.cursor?.time ?? 0);
    const call = { contract: "AssetRegistry", method: "mirrorSubmission", power: "operate", args, ahead } as const;
    const client = { role: "registry", party: keeper.toLowerCase(), keyId: "national" } as const;
    const scope = { client: "national", key: `${caseId}:${kind}:${digest}:${mirrored}`, bodyHash: digest };
    return (await acts.act(client, call, scope)).id;
  };

  /** One look at everything. */
  const round = async (signal: AbortSignal): Promise<void> => {
    if (!isReady()) return;
    const view = store.view();
    let seen = 0;
    const look = async (works: readonly Work[]) => {
      for (const work of works) {
        seen++;
        await advance(work, signal);
      }
    };
    try {
      const mine = await acts.parties();
      await look((await findHandedIn(view)).filter(({ keeper }) => mine.includes(keeper)));
      for (const party of mine) {
        for (const registry of await keptBy(view, party)) {
          let after: string | undefined;
          do {
            const { due, next } = await findDue(view, registry, after);
            await look(due);
            after = next;
          } while (after !== undefined && !signal.aborted);
        }
      }
      waiting = seen;
    } finally {
      waiting = Math.max(waiting, seen);
      view.release();
    }
  };

  return {
    ring: () => alarm.ring(),
    get waiting() {
      return waiting;
    },
    async run(signal) {
      const off = store.onChange(() => alarm.ring());
      const offOutbox = outbox.onChange((operation) => {
        if (isFinished(operation)) alarm.ring();
      });
      try {
        while (!signal.aborted) {
          try {
            await round(signal);
            if (!signal.aborted) await alarm.wait(longestWait, signal);
          } catch (error) {
            if (signal.aborted) return;
            if (!(error instanceof NationalFault)) log.warn({ err: error }, "cannot submit to the national system");
            await pause(firstRest, signal);
          }
        }
      } finally {
        off();
        offOutbox();
      }
    },
  };
}
