import { eventTable } from "../../index/rows.ts";
import { u32, u64 } from "../../store/keys.ts";
import { eventKeyAt } from "../project/history.ts";
import { seriesOfVoucher } from "../project/holding.ts";
import { seriesStepTable, stepTable, type StepRow } from "../project/step.ts";
import type { SeriesRow } from "../project/series.ts";
import type { LockRow, VoucherRow } from "../project/voucher.ts";
import type { Reading } from "../models/reading.ts";
import { carriesLicences, seriesRow, showSeries, totalsAt } from "../models/series.ts";
import { voucherRow } from "../models/voucher.ts";
import type { SeriesJson } from "../../schemas/voucher.ts";
import { readLine, type PlacedStep } from "./line.ts";

/** What a step left of its voucher. */
type Remains = Pick<VoucherRow, "holder" | "units" | "state">;

/** Steps that end a voucher's epoch. */
const epochEnds = new Set<string>(["transferred", "splitOff", "unitsIn", "unitsOut", "licensed"]);

const endsBy: Partial<Record<string, VoucherRow["state"]>> = {
  cancelled: "cancelled",
  expired: "writtenExpired",
  used: "used",
  licensed: "used",
};

function remainsAfter(step: Pick<StepRow, "kind" | "from" | "holderAfter" | "unitsAfter">): Remains {
  const { kind, from, holderAfter, unitsAfter } = step;
  if (holderAfter !== null) return { holder: holderAfter, units: unitsAfter, state: "live" };
  return { holder: from!, units: 0, state: endsBy[kind] ?? "merged" };
}

/** A voucher's row as it was after the steps of its line. */
export function pastVoucher(reading: Reading, voucherId: string, line: readonly PlacedStep[]): VoucherRow {
  const own = line.filter((step) => step.own === voucherId);
  const remains = remainsAfter(own.at(-1)!);
  return {
    ...voucherRow(reading, voucherId),
    ...remains,
    used: sumOf(own, "used"),
    licensed: sumOf(own, "licensed"),
    // The step that leaves nothing ends the voucher, not its epoch; a licence of which nothing was used ends none.
    epoch: own.filter(({ kind, holderAfter, units }) => epochEnds.has(kind) && holderAfter !== null && units !== 0)
      .length,
    locks: remains.state === "live" ? locksAfter(reading, line) : [],
  };
}

/** Units of the steps of one kind. */
function sumOf(steps: readonly PlacedStep[], kind: "used" | "licensed"): number {
  return steps.reduce((sum, step) => sum + (step.kind === kind ? Number(step.units) : 0), 0);
}

/** The locks that stood after the steps: a child has those of its parent. */
function locksAfter({ view }: Reading, line: readonly PlacedStep[]): LockRow[] {
  let locks: LockRow[] = [];
  for (const { kind, lockClass, order, time, digest } of line) {
    if (kind === "unlocked") locks = locks.filter((lock) => lock.lockClass !== lockClass);
    if (kind !== "locked") continue;
    const controller = view.get(eventTable, eventKeyAt(order))!.args["controller"] as string;
    locks = [...locks, { lockClass: lockClass!, controller, since: time, detailsDigest: digest! }];
  }
  return locks;
}

/** Holder, units and state of any voucher after a block. */
export async function remainsAt(reading: Reading, voucherId: string, block: number): Promise<Remains> {
  const id = u64(voucherId);
  const range = { under: [id], before: `${id}\u0000${u64(block + 1)}`, reverse: true, limit: 1 };
  const [last] = await reading.view.list(stepTable, range);
  return last === undefined ? voucherRow(reading, voucherId) : remainsAfter(last.row);
}

/** A series as it was after a block. */
export async function pastSeries(reading: Reading, voucherId: string, block: number): Promise<SeriesJson> {
  const seriesId = seriesOfVoucher(voucherId);
  const row = await pastRow(reading, seriesId, block);
  const suspending = await suspendedAboveAt(reading, row, block);
  return showSeries(reading, seriesId, row, await totalsAt(reading, seriesId, block), suspending);
}

async function pastRow(reading: Reading, seriesId: number, block: number): Promise<SeriesRow> {
  const under = { under: [u32(seriesId)], before: `${u32(seriesId)}\u0000${u64(block + 1)}` };
  let [closed, suspended, basisLost, ended] = [false, false, false, false];
  for (const { row } of await reading.view.list(seriesStepTable, under)) {
    if (row.kind === "licenceEnded") ended = true;
    if (row.kind === "seriesClosed" || row.kind === "licenceEnded") closed = true;
    if (row.kind === "seriesSuspended" || row.kind === "seriesResumed") suspended = row.kind === "seriesSuspended";
    if (row.kind === "basisLost" || row.kind === "basisRestored") basisLost = row.kind === "basisLost";
  }
  const now = seriesRow(reading, seriesId);
  return { ...now, closed, suspended, basisLost, licenceUsed: ended ? now.licenceUsed : null };
}

/** The nearest voucher above a sub-licence that kept it from being granted, moved or used after a block. */
async function suspendedAboveAt(reading: Reading, series: SeriesRow, block: number): Promise<string | null> {
  for (let row = series; row.basisKind === "licence";) {
    const voucherId = row.basisId;
    row = await pastRow(reading, seriesOfVoucher(voucherId), block);
    const { steps } = await readLine(reading, voucherId, block);
    if (!carriesLicences(reading, pastVoucher(reading, voucherId, steps).locks, row)) return voucherId;
  }
  return null;
}
