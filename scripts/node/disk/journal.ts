import { stat } from "node:fs/promises";
import { join } from "node:path";
import { NodeError } from "../errors.ts";
import type { Log } from "../log.ts";
import { createAppender } from "./appender.ts";
import type { Position } from "./appender.ts";
import { decodeEntry, encodeEntry } from "./blocks.ts";
import type { BlockPlan, SealedBlock } from "./blocks.ts";
import { writeWhole } from "./files.ts";
import { DamagedRecord, scanRecords } from "./scan.ts";
import type { ScanEnd } from "./scan.ts";

/** A block of the journal with what its first execution gave, when that was written down. */
export interface JournalBlock {
  plan: BlockPlan;
  sealed: SealedBlock | undefined;
}

/** The append-only record of every block: the ledger itself. All else in the folder can be made from it. */
export interface Journal {
  /** Number of the last block, 0 when there is only the genesis. */
  readonly last: number;
  /** Writes a decided block; when it resolves, the block will be executed whatever happens. */
  appendBlock(plan: BlockPlan): Promise<void>;
  /** Writes what executing the block gave. */
  appendSealed(sealed: SealedBlock): Promise<void>;
  /** The position behind everything on disk, from which a later `read` may go on. */
  position(): Position;
  /** Blocks behind a position, in order. */
  read(from: Position | undefined, visit: (block: JournalBlock) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Identity of the chain at the head of its journal. */
export interface JournalChain {
  chainId: number;
}

/**
 * Opens the journal and checks every record in it, so that damage is known at once and not in years.
 * An unfinished last record is cut and reported; its transactions are still in the queue.
 * @throws NodeError NODE_JOURNAL_CORRUPT, NODE_DATA_MISMATCH
 */
export async function openJournal(dataDir: string, chain: JournalChain, log: Log): Promise<Journal> {
  const path = join(dataDir, "journal.log");
  await createIfMissing(path);
  let last = 0;
  let named = false;
  const end = await scanJournal(path, (payload, offset) => {
    const entry = decodeEntry(payload);
    if (entry.kind === "chain") {
      if (entry.chainId !== chain.chainId) {
        const what = `is of chain ${entry.chainId}, not ${chain.chainId}`;
        throw new NodeError("NODE_DATA_MISMATCH", `The journal ${path} ${what}.`);
      }
      named = true;
    } else if (entry.kind === "block") {
      if (entry.plan.number !== last + 1) throw new DamagedRecord(offset, `block ${last + 1} is missing`);
      last = entry.plan.number;
    } else if (entry.sealed.number > last) {
      throw new DamagedRecord(offset, "a result stands before its block");
    }
  });
  if (end.torn > 0) {
    log.warn(
      `The journal ended in an unfinished record of ${end.torn} bytes (a stop in the middle of a write): it was cut at ` +
        `offset ${end.end}. The last block is ${last}; transactions of the unfinished one are still in the queue.`,
    );
  }
  const appender = await createAppender(path, { offset: end.end, check: end.check });
  if (!named) await appender.append(encodeEntry({ kind: "chain", chainId: chain.chainId }));

  return {
    get last() {
      return last;
    },
    async appendBlock(plan) {
      await appender.append(encodeEntry({ kind: "block", plan }));
      last = plan.number;
    },
    async appendSealed(sealed) {
      await appender.append(encodeEntry({ kind: "sealed", sealed }));
    },
    position: () => appender.position(),
    async read(from, visit) {
      let open: BlockPlan | undefined;
      await scanJournal(
        path,
        async (payload) => {
          const entry = decodeEntry(payload);
          if (entry.kind === "chain") return;
          if (entry.kind === "sealed") {
            // A result may stand late, or belong to a block before the position.
            if (open?.number !== entry.sealed.number) return;
            const plan = open;
            open = undefined;
            await visit({ plan, sealed: entry.sealed });
            return;
          }
          if (open) await visit({ plan: open, sealed: undefined });
          open = entry.plan;
        },
        from,
      );
      if (open) await visit({ plan: open, sealed: undefined });
    },
    close: () => appender.close(),
  };
}

async function createIfMissing(path: string): Promise<void> {
  try {
    await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    await writeWhole(path, []);
  }
}

async function scanJournal(
  path: string,
  visit: (payload: Buffer, offset: number) => void | Promise<void>,
  from?: Position,
): Promise<ScanEnd> {
  try {
    return await scanRecords(path, ({ payload, offset }) => visit(payload, offset), from);
  } catch (error) {
    if (!(error instanceof DamagedRecord)) throw error;
    throw new NodeError(
      "NODE_JOURNAL_CORRUPT",
      `The journal ${path} is damaged at byte ${error.offset}: ${error.message}. The node does not start, because going ` +
        `on would lose blocks. Put back a copy of this data folder from before the damage; the folder as it is was left ` +
        `untouched.`,
      error,
    );
  }
}
