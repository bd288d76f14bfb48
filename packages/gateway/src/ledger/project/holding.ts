import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { tally } from "./tally.ts";

/** What parties hold now: key party, voucher. */
export const holdingTable = defineTable<1>("holding");

/** What a party holds of one series. */
export interface HoldingSumRow {
  readonly vouchers: number;
  /** At most 2^48, as the series itself. */
  readonly units: number;
}

/** Sums of holdings: key party, series. */
export const holdingSumTable = defineTable<HoldingSumRow>("holdingSum");

/** The series of a voucher. */
export function seriesOfVoucher(voucherId: string): number {
  // Up to 15 digits are exact as a number.
  return voucherId.length <= 15 ? Math.floor(Number(voucherId) / 2 ** 32) : Number(BigInt(voucherId) >> 32n);
}

function addToSum(tx: Tx, party: string, voucherId: string, vouchers: number, units: number): void {
  const at = key(party, u32(seriesOfVoucher(voucherId)));
  const before = tx.get(holdingSumTable, at) ?? { vouchers: 0, units: 0 };
  const after = { units: before.units + units, vouchers: before.vouchers + vouchers };
  if (after.vouchers === 0) tx.del(holdingSumTable, at);
  else tx.put(holdingSumTable, at, after);
}

/** A party comes to hold a voucher. */
export function gain(tx: Tx, party: string, voucherId: string, units: number): void {
  tx.put(holdingTable, key(party, u64(voucherId)), 1);
  addToSum(tx, party, voucherId, 1, units);
  tally(tx, party, "vouchers", 1);
}

/** A party no longer holds a voucher. */
export function lose(tx: Tx, party: string, voucherId: string, units: number): void {
  tx.del(holdingTable, key(party, u64(voucherId)));
  addToSum(tx, party, voucherId, -1, -units);
  tally(tx, party, "vouchers", -1);
}

/** The units of a voucher that a party holds change. */
export function resize(tx: Tx, party: string, voucherId: string, change: number): void {
  addToSum(tx, party, voucherId, 0, change);
}
