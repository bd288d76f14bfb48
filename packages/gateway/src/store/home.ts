import { openLevel } from "./level.ts";
import { defineTable, type Entry, type Range, type Reader, type Table } from "./table.ts";
import { decode, encode } from "./value.ts";
import { listRows } from "./view.ts";

/** One write to the home records. */
export type HomeWrite = { readonly key: string } & (
  { readonly type: "put"; readonly bytes: string } | { readonly type: "del" }
);

/** Records that the chain cannot give again: operations, documents, keys, access log. */
export interface HomeStore extends Reader {
  /** Writes all or none, and returns when they are on disk. Concurrent callers share one disk sync. */
  commit(writes: readonly HomeWrite[]): Promise<void>;
  /** Writes all or none without waiting for the disk: for what a restart can find out again. */
  note(writes: readonly HomeWrite[]): Promise<void>;
  close(): Promise<void>;
}

/** A write of a row. */
export function put<Row>(table: Table<Row>, key: string, row: Row): HomeWrite {
  return { type: "put", key: table.prefix + key, bytes: encode(row) };
}

/** A removal of a row. */
export function del<Row>(table: Table<Row>, key: string): HomeWrite {
  return { type: "del", key: table.prefix + key };
}

const remedy = "These records are not on the ledger: restore them from a backup.";

/** Opens the home records. */
export async function openHomeStore(options: { folder: string }): Promise<HomeStore> {
  const db = await openLevel(options.folder, remedy);
  let waiting: { writes: readonly HomeWrite[]; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing = false;

  const toBatch = (writes: readonly HomeWrite[]) =>
    writes.map((w) =>
      w.type === "put" ? { type: "put" as const, key: w.key, value: w.bytes } : { type: "del" as const, key: w.key },
    );

  // While one batch is being synced, further commits gather and go together in the next.
  const flush = async () => {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await db.batch(toBatch(group.flatMap((w) => w.writes)), { sync: true });
        for (const w of group) w.done();
      } catch (error) {
        for (const w of group) w.failed(error);
      }
    }
    writing = false;
  };

  return {
    get<Row>(table: Table<Row>, key: string) {
      const bytes = db.getSync(table.prefix + key);
      return bytes === undefined ? undefined : decode<Row>(bytes);
    },
    list<Row>(table: Table<Row>, range?: Range): Promise<Entry<Row>[]> {
      return listRows(db, table, range);
    },
    commit(writes) {
      return new Promise((done, failed) => {
        waiting.push({ writes, done, failed });
        if (!writing) void flush();
      });
    },
    note: (writes) => db.batch(toBatch(writes)),
    close: () => db.close(),
  };
}

/** The chain these home records speak of. */
export const homeIdentityTable = defineTable<{ chainId: string; genesisHash: string }>("identity");
