import { key, u32, u64 } from "../../store/keys.ts";
import { seriesOfVoucher } from "../project/holding.ts";
import { seriesStepTable, stepTable, type StepRow } from "../project/step.ts";
import { unknownThing } from "../models/ids.ts";
import { lastPart, type Reading } from "../models/reading.ts";
import { voucherRow } from "../models/voucher.ts";

/** A step with its position and the voucher that it happened to. */
export interface PlacedStep extends StepRow {
  readonly order: string;
  /** Undefined for a step of the whole series. */
  readonly own: string | undefined;
}

/** Which steps of a line to read. */
export interface LineRange {
  /** Only steps after this position. */
  readonly after?: string | undefined;
  /** Most steps of the voucher itself; those of its series among them come besides. */
  readonly limit: number;
}

/** Steps of a line, oldest first. */
export interface Line {
  readonly steps: readonly PlacedStep[];
  /** The position after which more steps follow; null at the end. */
  readonly next: string | null;
}

/** A voucher in the line of another, itself included, with the bounds of its part. */
interface Part {
  readonly own: string;
  /** Position of its first step. */
  readonly first: string;
  readonly before: string;
}

/**
 * Steps of a voucher up to a block, oldest first: its own, before its split those of its ancestors, and those of its
 * series while it lived.
 * @throws LedgerError VOUCHER_UNKNOWN, also when the voucher is younger than the block
 */
export async function readLine(
  reading: Reading,
  voucherId: string,
  block: number,
  { after = "", limit }: LineRange = { limit: Infinity },
): Promise<Line> {
  const parts = await partsOf(reading, voucherId, block);
  const steps: PlacedStep[] = [];
  for (const part of parts) {
    if (steps.length > limit) break;
    if (part.before > after) steps.push(...(await stepsOf(reading, part, after, limit + 1 - steps.length)));
  }
  const more = steps.length > limit;
  if (more) steps.length = limit;
  const before = after === "" ? undefined : await lastStep(reading, parts, after);
  const from = after === "" ? steps[0]!.order : `${after}\u0001`;
  const last = steps.at(-1) ?? before!;
  const end = more || last.holderAfter === null ? last.order : u64(block + 1);
  return {
    steps: withSeries(before, steps, await seriesSteps(reading, voucherId, from, end)),
    next: more ? last.order : null,
  };
}

/** The voucher and its ancestors, the eldest first. */
async function partsOf(reading: Reading, voucherId: string, block: number): Promise<Part[]> {
  const parts: Part[] = [];
  let before = u64(block + 1);
  for (let own: string | null = voucherId; own !== null;) {
    const { parent }: { parent: string | null } = voucherRow(reading, own);
    const id = u64(own);
    const [start] = await reading.view.list(stepTable, { under: [id], before: key(id, before), limit: 1 });
    if (start === undefined && parts.length === 0) {
      throw unknownThing("VOUCHER_UNKNOWN", `${voucherId} at block ${block}`);
    }
    const first = start === undefined ? before : lastPart(start.key);
    parts.unshift({ own, first, before });
    // What came before the split happened to the parent.
    before = first;
    own = parent;
  }
  return parts;
}

async function stepsOf({ view }: Reading, { own, before }: Part, after: string, most: number): Promise<PlacedStep[]> {
  const id = u64(own);
  const start = after === "" ? {} : { after: key(id, after) };
  const limit = most === Infinity ? {} : { limit: most };
  const entries = await view.list(stepTable, { under: [id], ...start, before: key(id, before), ...limit });
  return entries.map((entry): PlacedStep => ({ ...entry.row, order: lastPart(entry.key), own }));
}

/** The last step up to a position. */
async function lastStep({ view }: Reading, parts: readonly Part[], order: string): Promise<PlacedStep | undefined> {
  const part = parts.findLast(({ first }) => first <= order);
  if (part === undefined) return undefined;
  const id = u64(part.own);
  const range = { under: [id], before: key(id, order) + "\u0000", reverse: true, limit: 1 };
  const [entry] = await view.list(stepTable, range);
  return entry && { ...entry.row, order: lastPart(entry.key), own: part.own };
}

async function seriesSteps({ view }: Reading, voucherId: string, from: string, end: string) {
  const series = u32(seriesOfVoucher(voucherId));
  const start = `${series}\u0000${from}`;
  const before = key(series, end);
  return start < before ? view.list(seriesStepTable, { under: [series], from: start, before }) : [];
}

function withSeries(
  before: PlacedStep | undefined,
  steps: readonly PlacedStep[],
  series: Awaited<ReturnType<typeof seriesSteps>>,
): PlacedStep[] {
  if (series.length === 0) return [...steps];
  const all: PlacedStep[] = [];
  let next = 0;
  for (const { key: joined, row } of series) {
    const order = lastPart(joined);
    while (next < steps.length && steps[next]!.order < order) all.push(steps[next++]!);
    const { unitsAfter, holderAfter } = all.at(-1) ?? before!;
    const none = { from: null, to: null, voucher: null, lockClass: null };
    all.push({ ...row, ...none, units: unitsAfter, unitsAfter, holderAfter, order, own: undefined });
  }
  return [...all, ...steps.slice(next)];
}
