import { boundsOf, within } from "./bounds.ts";
import { compareKeys } from "./keys.ts";
import type { Database } from "./level.ts";
import type { Entry, Reader, Table } from "./table.ts";
import { decode, encode } from "./value.ts";

/** Collects the writes of one or several blocks; reads see them. */
export interface Tx extends Reader {
  put<Row>(table: Table<Row>, key: string, row: Row): void;
  del<Row>(table: Table<Row>, key: string): void;
}

/** A transaction together with what its owner needs to write it. */
export interface OpenTx {
  readonly tx: Tx;
  /** The writes, one a key, last one wins. */
  writes(): ({ type: "put"; key: string; value: string } | { type: "del"; key: string })[];
  /** The bytes each written key had before (null: none). Reads the keys that nobody has read yet. */
  previous(): [key: string, bytes: string | null][];
}

/** Opens a transaction over the current state of the database. Nothing is written until its owner does. */
export function openTx(db: Database): OpenTx {
  const written = new Map<string, { row: unknown } | null>();
  const before = new Map<string, string | undefined>();

  const bytesBefore = (key: string) => {
    if (!before.has(key)) before.set(key, db.getSync(key));
    return before.get(key);
  };

  const tx: Tx = {
    get<Row>(table: Table<Row>, key: string) {
      const whole = table.prefix + key;
      const own = written.get(whole);
      if (own !== undefined) return own === null ? undefined : (own.row as Row);
      const bytes = bytesBefore(whole);
      return bytes === undefined ? undefined : decode<Row>(bytes);
    },
    put(table, key, row) {
      written.set(table.prefix + key, { row });
    },
    del(table, key) {
      written.set(table.prefix + key, null);
    },
    async list<Row>(table: Table<Row>, range = {}) {
      const bounds = boundsOf(table, range);
      const rows = new Map<string, Row>();
      const own: [string, { row: unknown } | null][] = [];
      for (const write of written) if (within(write[0], bounds)) own.push(write);
      // Own writes may add and remove rows, so the limit applies after the merge.
      const removed = own.filter(([, write]) => write === null).length;
      const limit = bounds.limit < 0 ? -1 : bounds.limit + removed;
      for (const [key, bytes] of await db.iterator({ ...bounds, limit }).all()) rows.set(key, decode<Row>(bytes));
      for (const [key, write] of own) {
        if (write === null) rows.delete(key);
        else rows.set(key, write.row as Row);
      }
      const keys = [...rows.keys()].sort(compareKeys);
      if (bounds.reverse) keys.reverse();
      const page = bounds.limit < 0 ? keys : keys.slice(0, bounds.limit);
      return page.map((key): Entry<Row> => ({ key: key.slice(table.prefix.length), row: rows.get(key)! }));
    },
  };

  return {
    tx,
    writes: () =>
      [...written].map(([key, own]) =>
        own === null ? { type: "del" as const, key } : { type: "put" as const, key, value: encode(own.row) },
      ),
    previous: () => [...written.keys()].map((key) => [key, bytesBefore(key) ?? null]),
  };
}
