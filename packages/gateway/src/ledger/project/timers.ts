import { fromHex, key, u64 } from "../../store/keys.ts";
import { defineTable, type Entry } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";

/** Moments at which time alone does something, without an event. */
export interface Timers<Row> {
  /** Sets a timer for a moment, in seconds since 1970; the same id at the same moment is one timer. */
  set(tx: Tx, at: number, id: string, row: Row): void;
  clear(tx: Tx, at: number, id: string): void;
  /** Hands over those whose moment has come, earliest first; whoever takes them clears them. Undefined when none is due. */
  run(tx: Tx, now: number, work: (due: readonly Entry<Row>[]) => Promise<void>): Promise<void> | undefined;
}

/**
 * Declares timers.
 *
 * @param name table of the timers: key moment, id
 * @param firstName table of the earliest moment, which spares every block that nothing happens in a look at the timers
 */
export function defineTimers<Row>(name: string, firstName: string): Timers<Row> {
  const table = defineTable<Row>(name);
  const firstTable = defineTable<number>(firstName);

  async function runDue(tx: Tx, now: number, work: (due: readonly Entry<Row>[]) => Promise<void>): Promise<void> {
    await work(await tx.list(table, { before: u64(now + 1) }));
    const [next] = await tx.list(table, { limit: 1 });
    if (next === undefined) tx.del(firstTable, "first");
    else tx.put(firstTable, "first", Number(fromHex(next.key.slice(0, 16))));
  }

  return {
    set(tx, at, id, row) {
      tx.put(table, key(u64(at), id), row);
      const first = tx.get(firstTable, "first");
      if (first === undefined || at < first) tx.put(firstTable, "first", at);
    },
    clear: (tx, at, id) => tx.del(table, key(u64(at), id)),
    run(tx, now, work) {
      const first = tx.get(firstTable, "first");
      return first === undefined || now < first ? undefined : runDue(tx, now, work);
    },
  };
}
