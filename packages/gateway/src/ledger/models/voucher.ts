import { rfc3339 } from "./time.ts";
import type { VoucherJson } from "../../schemas/voucher.ts";
import { fromHex, u64 } from "../../store/keys.ts";
import { seriesOfVoucher } from "../project/holding.ts";
import { childTable, voucherTable, type VoucherRow } from "../project/voucher.ts";
import { assetRow } from "./asset.ts";
import { labelOf, unknownThing } from "./ids.ts";
import { lastPart, mostLinks, type Reading } from "./reading.ts";
import { seriesRow } from "./series.ts";

/** The row of a voucher. @throws LedgerError VOUCHER_UNKNOWN */
export function voucherRow({ view }: Reading, voucherId: string): Readonly<VoucherRow> {
  const row = view.get(voucherTable, u64(voucherId));
  if (row === undefined) throw unknownThing("VOUCHER_UNKNOWN", voucherId);
  return row;
}

/** State of a voucher: one of a series that is over has expired, whether that was written down or not. */
export function stateOf(
  { asOf }: Reading,
  { state }: Pick<VoucherRow, "state">,
  seriesEnd: number,
): VoucherJson["state"] {
  return state === "live" && asOf.time > seriesEnd ? "expired" : state;
}

/** The vouchers split off a voucher. */
export async function childrenOf({ view }: Reading, voucherId: string): Promise<string[]> {
  const entries = await view.list(childTable, { under: [u64(voucherId)], limit: mostLinks });
  return entries.map(({ key }) => fromHex(lastPart(key)).toString());
}

/** A voucher. @throws LedgerError VOUCHER_UNKNOWN */
export async function readVoucher(reading: Reading, voucherId: string): Promise<VoucherJson> {
  return showVoucher(reading, voucherId, voucherRow(reading, voucherId), await childrenOf(reading, voucherId));
}

/** A voucher from its row. */
export function showVoucher(reading: Reading, voucherId: string, row: VoucherRow, children: string[]): VoucherJson {
  const seriesId = seriesOfVoucher(voucherId);
  const { assetId, end } = seriesRow(reading, seriesId);
  return {
    voucherId,
    label: labelOf(voucherId),
    seriesId,
    assetId,
    assetName: assetRow(reading, assetId).name,
    holder: row.holder,
    units: String(row.units),
    used: String(row.used),
    licensed: String(row.licensed),
    epoch: row.epoch,
    locks: row.locks.map((lock) => ({
      ...lock,
      lockClass: lock.lockClass as VoucherJson["locks"][number]["lockClass"],
      since: rfc3339(lock.since),
    })),
    digest: row.digest,
    state: stateOf(reading, row, end),
    issuedAt: rfc3339(row.issuedAt),
    issuedTo: row.issuedTo,
    parent: row.parent,
    children,
  };
}
