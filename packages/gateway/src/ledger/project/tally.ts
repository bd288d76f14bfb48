import { key } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";

/** What is counted by party. */
export type TallyName = "assets" | "certificates" | "vouchers" | "series" | "cases";

/** How much of something a party has: key party, name. */
export const tallyTable = defineTable<number>("tally");

/** Adds to a party's count. */
export function tally(tx: Tx, party: string, name: TallyName, change: number): void {
  const at = key(party, name);
  tx.put(tallyTable, at, (tx.get(tallyTable, at) ?? 0) + change);
}
