import { createBackoff, pause } from "../chain/wait.ts";
import type { RawLog } from "../chain/types.ts";
import type { BlockWork, LedgerStore } from "../store/ledger.ts";
import type { Tx } from "../store/tx.ts";
import type { BlockRef } from "../store/view.ts";
import { Inconsistent, type FetchedBlock, type Fetcher } from "./fetch.ts";
import {
  eventKey,
  eventOf,
  eventTable,
  writeBlock,
  type DecodedEvent,
  type LedgerEvent,
  type TransactionRow,
} from "./rows.ts";

/** What turns logs into rows. Must depend on nothing but its arguments, so that a rebuild gives the same rows. */
export interface Projection {
  /** The event of a log, or undefined for a log that is none of ours. */
  decode(log: RawLog): DecodedEvent | undefined;
  /** Contracts whose logs it reads, and whose transactions the index lists; all of the deployment when left out. */
  readonly addresses?: readonly string[];
  /** What time alone does; called for every block, before its transactions and events. */
  block?(block: BlockRef, tx: Tx): void | Promise<void>;
  /** A transaction that concerns the ledger; called before the block's events. */
  transaction?(row: TransactionRow, tx: Tx): void;
  project(event: LedgerEvent, tx: Tx): void | Promise<void>;
}

/** Where the engine stands. */
export interface SyncStatus {
  /** Newest block of the node, if it has answered. */
  readonly head: number | undefined;
  /** Its time, in seconds since 1970. */
  readonly headTime: number | undefined;
  readonly indexed: number | undefined;
  /** Why the last attempt failed; undefined when it did not. */
  readonly failure: string | undefined;
  /** Logs of our addresses that no event of ours explains. */
  readonly unknownLogs: number;
  readonly reorganisations: number;
}

/** The chain changed deeper than the index can undo. */
export class TooDeep extends Error {
  override readonly name = "TooDeep";
}

/** Follows the chain into the store. */
export interface Sync {
  /** Follows until aborted. Fails only with {@link TooDeep}. */
  run(signal: AbortSignal): Promise<void>;
  /** Follows until the store has every block the node has now. */
  catchUp(signal: AbortSignal): Promise<void>;
  status(): SyncStatus;
}

/** What the engine works with. */
export interface SyncOptions {
  readonly fetcher: Fetcher;
  readonly store: LedgerStore;
  readonly projection: Projection;
  /** First block to index: where the ledger was deployed. */
  readonly startBlock: number;
  /** Blocks nearer to the head than this are written so that they can be undone. */
  readonly undoDepth: number;
  readonly pollMs: number;
  readonly log: { warn(fields: object, text: string): void; info(fields: object, text: string): void };
}

/** Creates the engine. It writes whole blocks only and goes on from the store's cursor. */
export function createSync(options: SyncOptions): Sync {
  const { fetcher, store, projection, startBlock, undoDepth, pollMs, log } = options;
  const backoff = createBackoff(250, 10_000);
  let head: BlockRef | undefined;
  let failure: string | undefined;
  let unknownLogs = 0;
  let reorganisations = 0;
  let ahead: { from: number; blocks: Promise<FetchedBlock[]> } | undefined;

  const workOf = (fetched: FetchedBlock): BlockWork => ({
    block: fetched.ref,
    async project(tx) {
      const { ref, logs } = fetched;
      const begun = projection.block?.(ref, tx);
      if (begun !== undefined) await begun;
      for (const row of writeBlock(fetched, tx)) projection.transaction?.(row, tx);
      for (const rawLog of logs) {
        const decoded = projection.decode(rawLog);
        if (decoded === undefined) {
          unknownLogs++;
          continue;
        }
        const event = eventOf(rawLog, decoded, ref.time);
        tx.put(eventTable, eventKey(event.block, event.logIndex), event);
        const done = projection.project(event, tx);
        if (done !== undefined) await done;
      }
    },
  });

  const fetchRange = (from: number, to: number) => {
    const blocks = ahead?.from === from ? ahead.blocks : fetcher.range(from, to);
    ahead = undefined;
    return blocks;
  };

  const prefetch = (from: number, to: number) => {
    if (from > to) return;
    ahead = { from, blocks: fetcher.range(from, to) };
    ahead.blocks.catch(() => undefined);
  };

  const undoLast = async () => {
    const gone = store.cursor!;
    if (!(await store.undo())) {
      throw new TooDeep(
        `The chain was reorganised below block ${gone.number}, deeper than the index can undo: ` +
          "run `data-voucher-gateway rebuild` if this chain is the right one.",
      );
    }
    reorganisations++;
    log.warn({ block: gone.number, hash: gone.hash }, "undid a block that is no longer on the chain");
  };

  /** One step; true when the store has every block the node has. */
  const step = async (): Promise<boolean> => {
    const cursor = store.cursor;
    const seen = await fetcher.head(cursor?.number);
    head = seen.head;
    const newest = head.number;
    if (cursor !== undefined) {
      if (newest < cursor.number)
        throw new Inconsistent(`the node is at block ${newest}, the index at ${cursor.number}`);
      if (seen.block === undefined) throw new Inconsistent(`the node does not have block ${cursor.number} yet`);
      if (seen.block.hash !== cursor.hash) {
        ahead = undefined;
        await undoLast();
        return false;
      }
    }
    const next = cursor === undefined ? startBlock : cursor.number + 1;
    if (next > newest) return true;

    const lastFinal = newest - undoDepth;
    const final = next <= lastFinal;
    const blocks = await fetchRange(next, final ? lastFinal : newest);
    if (cursor !== undefined && blocks[0]!.ref.parentHash !== cursor.hash) return false;
    const reached = blocks.at(-1)!.ref.number;
    if (final) {
      prefetch(reached + 1, lastFinal);
      await store.applyFinal(blocks.map(workOf));
    } else {
      for (const block of blocks) await store.apply(workOf(block));
    }
    return reached === newest;
  };

  const follow = async (signal: AbortSignal, untilCaughtUp: boolean) => {
    while (!signal.aborted) {
      try {
        const caughtUp = await step();
        failure = undefined;
        backoff.reset();
        if (caughtUp && untilCaughtUp) return;
        if (caughtUp) await pause(pollMs, signal);
      } catch (error) {
        ahead = undefined;
        if (signal.aborted) return;
        failure = error instanceof Error ? error.message : String(error);
        if (error instanceof TooDeep) throw error;
        if (!(error instanceof Inconsistent)) log.warn({ err: error }, "cannot follow the chain; trying again");
        await pause(backoff.next(), signal);
      }
    }
  };

  return {
    run: (signal) => follow(signal, false),
    catchUp: (signal) => follow(signal, true),
    status: () => ({
      head: head?.number,
      headTime: head?.time,
      indexed: store.cursor?.number,
      failure,
      unknownLogs,
      reorganisations,
    }),
  };
}
