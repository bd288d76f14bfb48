import type { BlockPlan, SealedBlock } from "../disk/blocks.ts";
import type { Journal } from "../disk/journal.ts";
import type { ChainMeta } from "../disk/meta.ts";
import type { Snapshot, Snapshots } from "../disk/snapshots.ts";
import { NodeError, RpcError } from "../errors.ts";
import type { Log } from "../log.ts";
import { EngineDeviation, mine, offer } from "./execute.ts";
import { noteEngine } from "./orphan.ts";
import { startEngine } from "./process.ts";
import type { EngineProcess } from "./process.ts";
import { readHead, restoreSnapshot } from "./restore.ts";
import type { Head } from "./restore.ts";

/** What a replay works with. */
export interface ReplayOptions {
  dataDir: string;
  meta: ChainMeta;
  journal: Journal;
  snapshots: Snapshots;
  log: Log;
  /** Called with the block that the replay starts behind. */
  onStart: (start: Head) => void;
  /** Takes over each block; `known` is what its first execution gave. @throws EngineDeviation when they differ */
  settle: (plan: BlockPlan, sealed: SealedBlock, known: SealedBlock | undefined) => void;
}

/**
 * Starts an engine and brings it to the journal's last block: from the newest snapshot that gives the recorded blocks,
 * and when none does, from genesis.
 * @throws NodeError NODE_REPLAY_MISMATCH, NODE_JOURNAL_CORRUPT; EngineDown when the engine dies on the way
 */
export async function startAtJournalEnd(options: ReplayOptions): Promise<{ engine: EngineProcess; ms: number }> {
  const { dataDir, meta, log } = options;
  let deviation: Error | undefined;
  for await (const snapshot of starts(options)) {
    const engine = await startEngine(meta);
    try {
      await noteEngine(dataDir, engine.pid);
      return { engine, ms: await replay(engine, snapshot, options) };
    } catch (error) {
      await engine.kill();
      if (!isDeviation(error, snapshot)) throw error;
      deviation = error as Error;
      const where = snapshot ? `the snapshot of block ${snapshot.number}` : "genesis";
      log.warn(`The replay from ${where} does not give the recorded blocks (${deviation.message}).`);
    }
  }
  throw new NodeError(
    "NODE_REPLAY_MISMATCH",
    `The engine does not give the recorded blocks again: ${deviation?.message}. It was probably exchanged for another ` +
      `version: install the version that the lock file names. Nothing was changed.`,
    deviation,
  );
}

/** Snapshots, newest first, and last of all none: the replay from genesis. */
async function* starts({ journal, snapshots }: ReplayOptions): AsyncGenerator<Snapshot | undefined> {
  for (const number of await snapshots.list()) {
    if (number > journal.last) {
      throw new NodeError(
        "NODE_JOURNAL_CORRUPT",
        `There is a snapshot of block ${number}, but the journal ends at block ${journal.last}: its end is missing. ` +
          `Put back a copy of this data folder that is whole; nothing was changed.`,
      );
    }
    const snapshot = await snapshots.load(number);
    if (snapshot) yield snapshot;
  }
  yield undefined;
}

async function replay(engine: EngineProcess, snapshot: Snapshot | undefined, options: ReplayOptions): Promise<number> {
  const { journal, onStart, settle } = options;
  const { control } = engine;
  const start = snapshot ? await restoreSnapshot(control, snapshot) : await readHead(control);
  onStart(start);
  let last = start.number;
  let ms = 0;
  await journal.read(snapshot?.journal, async ({ plan, sealed }) => {
    const started = performance.now();
    await offer(control, plan.raws);
    settle(plan, await mine(control, plan), sealed);
    last = plan.number;
    ms += performance.now() - started;
  });
  if (last !== journal.last) throw new EngineDeviation(`it ends at block ${last}, the journal at ${journal.last}`);
  return ms;
}

/**
 * Whether another start may still give the recorded blocks. The whole journal was checked when it was opened, so
 * damage found from a snapshot's position on means that the position, and with it the snapshot, is not of it.
 */
function isDeviation(error: unknown, snapshot: Snapshot | undefined): boolean {
  if (error instanceof EngineDeviation || error instanceof RpcError) return true;
  return snapshot !== undefined && error instanceof NodeError && error.code === "NODE_JOURNAL_CORRUPT";
}
