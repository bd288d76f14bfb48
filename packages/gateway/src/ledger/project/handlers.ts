import type { LedgerEvent } from "../../index/rows.ts";
import type { Tx } from "../../store/tx.ts";
import type { EventArgs } from "../args.ts";

/** What a projection does at each event that it reads. Depends on nothing but its arguments and the rows before. */
export type Handlers = {
  readonly [Name in keyof EventArgs]?: (args: EventArgs[Name], event: LedgerEvent, tx: Tx) => void | Promise<void>;
};

/** A row that the ledger's own rules promise to be there. */
export function known<Row>(row: Row | undefined, event: LedgerEvent): Row {
  if (row === undefined) throw new Error(`event ${event.id} ${event.name} speaks of something that no event made`);
  return row;
}
