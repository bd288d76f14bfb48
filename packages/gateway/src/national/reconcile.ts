import { canonicalJson, digestOfSubmission, type JsonValue, type SubmissionKind } from "@data-voucher/sdk";
import { submissionFrom } from "../ledger/models/submission.ts";
import { rfc3339 } from "../ledger/models/time.ts";
import { caseTable } from "../ledger/project/case-row.ts";
import { keeperOf, keptBy } from "../ledger/project/keeper.ts";
import { listedTable } from "../ledger/project/listed.ts";
import { submissionAt, submissionKey, submissionTable, type SubmissionRow } from "../ledger/project/submission.ts";
import { u64 } from "../store/keys.ts";
import type { Entry } from "../store/table.ts";
import type { View } from "../store/view.ts";
import type { HeldSubmission, NationalSystem } from "./system.ts";

/**
 * How ledger and national service system stand to each other in one submission.
 * - agree: both have it, and everything in it is the same
 * - waiting: the ledger owes it, the system has nothing yet
 * - missingThere: the ledger mirrors an answer, the system holds nothing
 * - missingHere: the system holds it, the ledger mirrors no answer
 * - differs: both have it, and they say different things
 */
export const agreements = ["differs", "missingThere", "missingHere", "waiting", "agree"] as const;
/** One of {@link agreements}. */
export type Agreement = (typeof agreements)[number];

/** What differs; `submission.<member>` names a member of the submission itself. */
export interface FieldDifference {
  readonly field: string;
  readonly ledger: JsonValue;
  readonly system: JsonValue;
}

/** One submission, as both have it. */
export interface ReconciledItem {
  readonly agreement: Agreement;
  readonly caseId: string;
  readonly kind: SubmissionKind;
  /** Registry that keeps the case; null for a case that the ledger does not have. */
  readonly keeper: string | null;
  readonly dueAt: string | null;
  readonly mirroredAt: string | null;
  readonly receiptNumber: string | null;
  readonly statedAt: string | null;
  readonly sample: boolean | null;
  /** What the system answered; null where it holds nothing. */
  readonly held: HeldAnswer | null;
  readonly differences: readonly FieldDifference[];
}

/** What the system answered, as a registry writes it down. */
export interface HeldAnswer {
  readonly receiptNumber: string;
  /** RFC 3339 time, UTC. */
  readonly statedAt: string;
  readonly sample: boolean;
  readonly material: string;
  readonly digest: string;
}

/** Which submissions. */
export interface ReconcileScope {
  /** Checksummed; all when left out. */
  readonly keeper?: string | undefined;
  /** Seconds since 1970, both included: when it became due, or what the system states of what the ledger does not owe. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/**
 * Compares what the ledger owes and mirrors with what the national service system holds. What is expected is computed
 * anew from the ledger, and the system's digest from its own content: neither is believed.
 * @throws {NationalFault} when the system cannot be asked
 */
export async function reconcile(
  view: View,
  system: NationalSystem,
  ledger: string,
  scope: ReconcileScope,
  signal: AbortSignal,
): Promise<ReconciledItem[]> {
  const held = await readHeld(system, ledger, signal);
  const items: ReconciledItem[] = [];
  for (const { caseId, kind } of await ownSubmissions(view, scope.keeper)) {
    const row = view.get(submissionTable, submissionKey(caseId, kind))!;
    const place = `${caseId}:${kind}`;
    const there = held.get(place);
    held.delete(place);
    if (!within(row.dueAt ?? row.answer!.statedAt, scope)) continue;
    items.push(await compare(view, ledger, { caseId, kind }, row, there));
  }
  for (const there of held.values()) {
    const keeper = keeperOfCase(view, there.caseId);
    if (scope.keeper !== undefined && keeper !== scope.keeper) continue;
    if (within(Date.parse(there.statedAt) / 1000, scope)) items.push(onlyThere(there, keeper));
  }
  return items.sort((a, b) => agreements.indexOf(a.agreement) - agreements.indexOf(b.agreement));
}

const within = (time: number, { from, to }: ReconcileScope) =>
  (from === undefined || time >= from) && (to === undefined || time <= to);

async function readHeld(system: NationalSystem, ledger: string, signal: AbortSignal) {
  const held = new Map<string, HeldSubmission>();
  let after: string | undefined;
  do {
    const page = await system.list(ledger, after, signal);
    for (const item of page.items) if (item.ledger === ledger) held.set(`${item.caseId}:${item.kind}`, item);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return held;
}

async function ownSubmissions(view: View, keeper: string | undefined) {
  const lists = keeper === undefined ? ["all"] : (await keptBy(view, keeper)).map((one) => `registry:${one}`);
  const found: Entry<string>[] = [];
  for (const list of lists) found.push(...(await view.list(listedTable, { under: ["submission", list] })));
  return found.map(({ key }) => submissionAt(key));
}

/** What the system holds may have anything in the place of a number. */
function keeperOfCase(view: View, caseId: string): string | null {
  const row = /^\d{1,19}$/.test(caseId) ? view.get(caseTable, u64(caseId)) : undefined;
  return row === undefined ? null : keeperOf(view, row.registry);
}

async function compare(
  view: View,
  ledger: string,
  { caseId, kind }: { caseId: string; kind: SubmissionKind },
  { dueAt, material, answer, mirroredAt }: SubmissionRow,
  there: HeldSubmission | undefined,
): Promise<ReconciledItem> {
  const known = answer ?? there;
  const statedAt = known === undefined ? null : answer === null ? there!.statedAt : rfc3339(answer.statedAt);
  const item = {
    caseId,
    kind,
    keeper: keeperOfCase(view, caseId),
    dueAt: dueAt === null ? null : rfc3339(dueAt),
    mirroredAt: mirroredAt === null ? null : rfc3339(mirroredAt),
    receiptNumber: known?.receiptNumber ?? null,
    statedAt,
    sample: known?.sample ?? null,
    held: there === undefined ? null : answerOf(there),
    differences: [] as readonly FieldDifference[],
  };
  // Evidence that is confirmed before the case is decided: what was submitted is what the answer says.
  const expected = submissionFrom(view, ledger, { caseId, kind, material: material ?? answer!.material });
  if (answer === null) return { ...item, agreement: there === undefined ? "waiting" : "missingHere" };
  if (there === undefined) return { ...item, agreement: "missingThere" };
  const digest = (await digestOfSubmission(expected)).sha256;
  const differences = [
    ...fieldsThatDiffer("", { ...answer, statedAt: rfc3339(answer.statedAt) }, answerOf(there)),
    ...fieldsThatDiffer("submission.", expected, there.submission),
    ...(await ownDigestOf(there)),
    ...(answer.digest === digest ? [] : [{ field: "expected", ledger: digest, system: answer.digest }]),
  ];
  return { ...item, agreement: differences.length === 0 ? "agree" : "differs", differences };
}

/** What it holds may have anything in the place of a digest. */
const answerOf = ({ receiptNumber, statedAt, sample, digest, submission }: HeldSubmission): HeldAnswer => {
  return { receiptNumber, statedAt, sample, material: String(submission.material), digest };
};

/** The digest that the system states against the one of what it holds. */
async function ownDigestOf({ digest, submission }: HeldSubmission): Promise<FieldDifference[]> {
  const actual = (await digestOfSubmission(submission)).sha256;
  return actual === digest ? [] : [{ field: "content", ledger: digest, system: actual }];
}

function fieldsThatDiffer(prefix: string, ours: object, theirs: object): FieldDifference[] {
  const left = ours as Record<string, JsonValue>;
  const right = theirs as Record<string, JsonValue>;
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
  return names.flatMap((name) => {
    const [ledger = null, system = null] = [left[name], right[name]];
    const same = canonicalJson(ledger) === canonicalJson(system);
    return same ? [] : [{ field: `${prefix}${name}`, ledger, system }];
  });
}

function onlyThere(there: HeldSubmission, keeper: string | null): ReconciledItem {
  const { caseId, kind, receiptNumber, statedAt, sample } = there;
  return {
    agreement: "missingHere",
    caseId,
    kind,
    keeper,
    dueAt: null,
    mirroredAt: null,
    receiptNumber,
    statedAt,
    sample,
    held: answerOf(there),
    differences: [],
  };
}

/** How many there are of each. */
export function countsOf(items: readonly ReconciledItem[]): Record<Agreement, number> {
  const counts = Object.fromEntries(agreements.map((name) => [name, 0])) as Record<Agreement, number>;
  for (const { agreement } of items) counts[agreement]++;
  return counts;
}
