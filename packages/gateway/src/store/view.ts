import { boundsOf } from "./bounds.ts";
import type { Database } from "./level.ts";
import type { Entry, Range, Reader, Table } from "./table.ts";
import { decode } from "./value.ts";

/** A block as the index knows it. */
export interface BlockRef {
  readonly number: number;
  readonly hash: string;
  readonly parentHash: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** Everything as it was after one whole block. */
export interface View extends Reader {
  /** The last block this view shows; undefined before the first. */
  readonly block: BlockRef | undefined;
  /** Lets go of the view. It must not be read afterwards. */
  release(): void;
}

/** A snapshot that many readers share; closed when the last lets go. */
export interface SharedSnapshot {
  readonly block: BlockRef | undefined;
  acquire(): View;
  /** Gives up the owner's own hold. */
  retire(): void;
}

/** Takes a snapshot of the database as it is now. */
export function shareSnapshot(db: Database, block: BlockRef | undefined): SharedSnapshot {
  const snapshot = db.snapshot();
  let holds = 1;
  const drop = () => {
    if (--holds === 0) void snapshot.close();
  };

  const get = <Row>(table: Table<Row>, key: string) => {
    const bytes = db.getSync(table.prefix + key, { snapshot });
    return bytes === undefined ? undefined : decode<Row>(bytes);
  };
  const list = <Row>(table: Table<Row>, range?: Range) => listRows(db, table, range, snapshot);

  return {
    block,
    retire: drop,
    acquire() {
      holds++;
      let released = false;
      return {
        block,
        get,
        list,
        release() {
          if (released) return;
          released = true;
          drop();
        },
      };
    },
  };
}

/** Lists rows straight from the database, from a snapshot if one is given. */
export async function listRows<Row>(
  db: Database,
  table: Table<Row>,
  range?: Range,
  snapshot?: ReturnType<Database["snapshot"]>,
): Promise<Entry<Row>[]> {
  const options = snapshot === undefined ? boundsOf(table, range) : { ...boundsOf(table, range), snapshot };
  const rows = await db.iterator(options).all();
  return rows.map(([key, bytes]) => ({ key: key.slice(table.prefix.length), row: decode<Row>(bytes) }));
}
