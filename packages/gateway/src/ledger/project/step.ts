import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { partyOfAccount } from "./account.ts";
import { orderOf, senderOf } from "./history.ts";

/** What can happen to a voucher itself. */
export const voucherStepKinds = [
  "issued",
  "transferred",
  "splitFrom",
  "splitOff",
  "unitsIn",
  "unitsOut",
  "locked",
  "unlocked",
  "approved",
  "used",
  "licensed",
  "cancelled",
  "expired",
] as const;

/** What can happen to a voucher with its whole series. */
export const seriesStepKinds = [
  "seriesSuspended",
  "seriesResumed",
  "basisLost",
  "basisRestored",
  "seriesClosed",
  "licenceEnded",
] as const;

/** One thing that happened to a voucher. */
export interface StepRow {
  readonly kind: (typeof voucherStepKinds)[number] | (typeof seriesStepKinds)[number];
  readonly block: number;
  readonly logIndex: number;
  readonly time: number;
  readonly transaction: string;
  /** The party that the account acts for. */
  readonly party: string | null;
  readonly account: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Units that the step was about. */
  readonly units: number | string;
  readonly unitsAfter: number;
  readonly holderAfter: string | null;
  /** The other voucher. */
  readonly voucher: string | null;
  readonly lockClass: string | null;
  readonly digest: string | null;
  /** What a use was. */
  readonly use?: UseRow;
  /** The series of the sub-licence that ended. */
  readonly licence?: number;
}

/** What a use was for, and where. */
export interface UseRow {
  readonly accessPoint: string;
  readonly analysis: string;
  /** Bit on the purpose list. */
  readonly purpose: number;
  readonly usedUntil: number;
}

/** Steps of vouchers: key voucher, order. */
export const stepTable = defineTable<StepRow>("step");

/** A step of a whole series; holder and units are the voucher's own. */
export type SeriesStepRow = Omit<
  StepRow,
  "from" | "to" | "units" | "unitsAfter" | "holderAfter" | "voucher" | "lockClass" | "use" | "licence"
>;

/** Steps of series: key series, order. */
export const seriesStepTable = defineTable<SeriesStepRow>("seriesStep");

/** What of a step its event tells. */
export type StepFacts = Pick<StepRow, "kind" | "units" | "unitsAfter" | "holderAfter"> &
  Partial<Pick<StepRow, "account" | "from" | "to" | "voucher" | "lockClass" | "digest" | "use" | "licence">>;

function placed(tx: Tx, event: LedgerEvent, named: string | null | undefined) {
  const account = named ?? senderOf(tx, event);
  const { block, logIndex, time, tx: transaction } = event;
  return { block, logIndex, time, transaction, account, party: partyOfAccount(tx, account) };
}

/** Adds to the steps of a voucher. */
export function addStep(tx: Tx, event: LedgerEvent, voucherId: string, facts: StepFacts): void {
  const { account, block, logIndex, party, time, transaction } = placed(tx, event, facts.account);
  const { digest = null, from = null, holderAfter, kind, lockClass = null } = facts;
  const { to = null, units, unitsAfter, voucher = null } = facts;
  // In the order of the stored bytes, which spares a copy.
  const row: StepRow = {
    account,
    block,
    digest,
    from,
    holderAfter,
    kind,
    ...(facts.licence !== undefined && { licence: facts.licence }),
    lockClass,
    logIndex,
    party,
    time,
    to,
    transaction,
    units,
    unitsAfter,
    ...(facts.use !== undefined && { use: facts.use }),
    voucher,
  };
  tx.put(stepTable, key(u64(voucherId), orderOf(event)), row);
}

/** Adds to the steps of a series. */
export function addSeriesStep(
  tx: Tx,
  event: LedgerEvent,
  seriesId: number,
  facts: Pick<StepRow, "kind"> & Partial<Pick<StepRow, "account" | "digest">>,
): void {
  const row: SeriesStepRow = { digest: null, ...facts, ...placed(tx, event, facts.account) };
  tx.put(seriesStepTable, key(u32(seriesId), orderOf(event)), row);
}
