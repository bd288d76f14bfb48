import { boundsOf } from "./bounds.ts";
import { u64 } from "./keys.ts";
import { openLevel, type Database } from "./level.ts";
import { defineTable } from "./table.ts";
import { openTx, type Tx } from "./tx.ts";
import { decode, encode } from "./value.ts";
import { shareSnapshot, type BlockRef, type View } from "./view.ts";

/** Which chain and which form of rows an index is of. */
export interface Identity {
  readonly chainId: string;
  readonly genesisHash: string;
  /** Digest or list of the indexed addresses and the start block. */
  readonly deployment: string;
  /** Raised whenever projections change: an older index is rebuilt. */
  readonly schema: number;
}

/** One block to write. */
export interface BlockWork {
  readonly block: BlockRef;
  /** Writes the block's rows. */
  project(tx: Tx): void | Promise<void>;
}

/** What happened to the index. */
export interface Change {
  readonly kind: "applied" | "undone";
  /** The index's last block now; undefined when none is left. */
  readonly block: BlockRef | undefined;
}

/** The index of the ledger: rows that follow from logs and headers alone. */
export interface LedgerStore {
  readonly identity: Identity | undefined;
  /** The last block written. */
  readonly cursor: BlockRef | undefined;
  /** Everything as it is after the last whole block. Release it when done. */
  view(): View;
  /** Writes several blocks in one atomic batch, without undo records: for blocks that are final. */
  applyFinal(works: readonly BlockWork[]): Promise<void>;
  /** Writes one block, with what is needed to undo it, in one atomic batch. */
  apply(work: BlockWork): Promise<void>;
  /** Takes back the last block, exactly. False when it was final or its undo record is no longer kept. */
  undo(): Promise<boolean>;
  /** Removes every row; the next blocks start anew under this identity. */
  reset(identity: Identity): Promise<void>;
  onChange(listener: (change: Change) => void): () => void;
  close(): Promise<void>;
}

interface UndoRecord {
  readonly parent: BlockRef | null;
  readonly previous: readonly (readonly [string, string | null])[];
}

const metaTable = defineTable<BlockRef | Identity>("meta");
const undoTable = defineTable<UndoRecord>("undo");
const cursorKey = metaTable.prefix + "cursor";
const identityKey = metaTable.prefix + "identity";
const remedy = "It holds only what the chain can give again: run `data-voucher-gateway rebuild`.";

/**
 * Opens the index.
 * @param options.undoDepth how many blocks can be taken back
 */
export async function openLedgerStore(options: { folder: string; undoDepth: number }): Promise<LedgerStore> {
  const db = await openLevel(options.folder, remedy);
  return createLedgerStore(db, options.undoDepth);
}

function createLedgerStore(db: Database, undoDepth: number): LedgerStore {
  const read = <Row>(key: string) => {
    const bytes = db.getSync(key);
    return bytes === undefined ? undefined : decode<Row>(bytes);
  };
  const listeners = new Set<(change: Change) => void>();
  let identity = read<Identity>(identityKey);
  let cursor = read<BlockRef>(cursorKey);
  let shared = shareSnapshot(db, cursor);

  const moved = (kind: Change["kind"], block: BlockRef | undefined) => {
    cursor = block;
    const old = shared;
    shared = shareSnapshot(db, block);
    old.retire();
    for (const listener of listeners) listener({ kind, block });
  };

  const follows = (block: BlockRef) => {
    if (cursor === undefined) return;
    if (block.number <= cursor.number || (block.number === cursor.number + 1 && block.parentHash !== cursor.hash)) {
      throw new Error(`block ${block.number} (${block.hash}) does not follow ${cursor.number} (${cursor.hash})`);
    }
  };

  return {
    get identity() {
      return identity;
    },
    get cursor() {
      return cursor;
    },
    view: () => shared.acquire(),

    async applyFinal(works) {
      const last = works.at(-1)?.block;
      if (last === undefined) return;
      follows(works[0]!.block);
      const open = openTx(db);
      for (const work of works) {
        const done = work.project(open.tx);
        if (done !== undefined) await done;
      }
      const undoKeys = await db.keys(boundsOf(undoTable)).all();
      await db.batch([
        ...open.writes(),
        ...undoKeys.map((key) => ({ type: "del" as const, key })),
        { type: "put", key: cursorKey, value: encode(last) },
      ]);
      moved("applied", last);
    },

    async apply({ block, project }) {
      follows(block);
      const open = openTx(db);
      await project(open.tx);
      const undo: UndoRecord = { parent: cursor ?? null, previous: open.previous() };
      const tooOld = block.number - undoDepth;
      await db.batch([
        ...open.writes(),
        { type: "put", key: undoTable.prefix + u64(block.number), value: encode(undo) },
        ...(tooOld >= 0 ? [{ type: "del" as const, key: undoTable.prefix + u64(tooOld) }] : []),
        { type: "put", key: cursorKey, value: encode(block) },
      ]);
      moved("applied", block);
    },

    async undo() {
      if (cursor === undefined) return false;
      const undoKey = undoTable.prefix + u64(cursor.number);
      const record = read<UndoRecord>(undoKey);
      if (record === undefined) return false;
      await db.batch([
        ...record.previous.map(([key, bytes]) =>
          bytes === null ? { type: "del" as const, key } : { type: "put" as const, key, value: bytes },
        ),
        { type: "del", key: undoKey },
        record.parent === null
          ? { type: "del" as const, key: cursorKey }
          : { type: "put" as const, key: cursorKey, value: encode(record.parent) },
      ]);
      moved("undone", record.parent ?? undefined);
      return true;
    },

    async reset(next) {
      // The cursor goes first: an interrupted reset leaves rows without a cursor, which the next start clears again.
      await db.batch([
        { type: "del", key: cursorKey },
        { type: "del", key: identityKey },
      ]);
      await db.clear();
      await db.put(identityKey, encode(next));
      identity = next;
      moved("undone", undefined);
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async close() {
      shared.retire();
      await db.close();
    },
  };
}
