import { transactionTable, type LedgerEvent } from "../../index/rows.ts";
import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { checksum } from "../checksum.ts";

/** What events speak of. */
export type HistoryKind = "party" | "asset" | "case";

/** The events that speak of something: key kind, its id, {@link orderOf}. The event itself is in the event table. */
export const historyTable = defineTable<1>("history");

/** Position of an event in the ledger's history, as one part of a key. */
export function orderOf({ block, logIndex }: Pick<LedgerEvent, "block" | "logIndex">): string {
  return u64(block) + u32(logIndex);
}

/** The event table's key of the event at a position. */
export function eventKeyAt(order: string): string {
  return key(order.slice(0, 16), order.slice(16));
}

/** Enters an event into the histories of several things of one kind; once where they are the same. */
export function remember(tx: Tx, event: LedgerEvent, kind: HistoryKind, ...ids: readonly string[]): void {
  const order = orderOf(event);
  for (const id of ids) tx.put(historyTable, key(kind, id, order), 1);
}

/** The account that sent an event's transaction, for events that do not name it. */
export function senderOf(tx: Tx, event: LedgerEvent): string | null {
  const from = tx.get(transactionTable, event.tx)?.from;
  return from === undefined ? null : checksum(from);
}
