import { key } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";

/** Ids of things by what lists ask for: key list, value, order; the row is the id. */
export const listedTable = defineTable<string>("listed");

/** Enters a thing into lists. `values` are of the form `field:value`. */
export function enlist(tx: Tx, list: string, values: readonly string[], order: string, id: string): void {
  for (const value of values) tx.put(listedTable, key(list, value, order), id);
}

/** Moves a thing from the lists it was in to those it is in now. */
export function relist(
  tx: Tx,
  list: string,
  before: readonly string[],
  after: readonly string[],
  order: string,
  id: string,
): void {
  for (const value of before) if (!after.includes(value)) tx.del(listedTable, key(list, value, order));
  enlist(
    tx,
    list,
    after.filter((value) => !before.includes(value)),
    order,
    id,
  );
}
