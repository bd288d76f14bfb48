import type { Chain } from "./engine/chain.ts";
import type { Head } from "./engine/restore.ts";
import { EngineDown, NodeError } from "./errors.ts";
import type { Log } from "./log.ts";
import type { Intake } from "./queue/intake.ts";
import type { Nonces } from "./queue/nonces.ts";
import type { Pool } from "./queue/pool.ts";

/** "auto": blocks follow the clock. "manual": blocks come when asked for, at the time asked for. */
export type Mode = "auto" | "manual";

/** Decides when there is a block, what is in it and which time it bears. */
export interface Sealer {
  /** Something may have become ready. */
  wake(): void;
  /** Makes a block now with all that is ready, at `time`; further ones a second later each when one is not enough. */
  seal(options: { time: number }): Promise<Head>;
  setMode(mode: Mode): void;
  /** Manual mode: from now on what arrives is sealed at once, at this time or one second behind the last block. */
  setStoryTime(time: number): void;
  /** Time that the next block would have now. */
  nextTime(): number;
  /** Finishes the block under way and makes no further one. */
  stop(): Promise<void>;
}

/** What the sealer works with; times in seconds unless named otherwise. */
export interface SealerOptions {
  chain: Chain;
  pool: Pool;
  nonces: Nonces;
  intake: Intake;
  log: Log;
  clock: () => number;
  mode: Mode;
  blockGasLimit: number;
  blockSeconds: number;
  idleSeconds: number;
  /** Called between blocks, where a snapshot may be taken. */
  onPause: () => Promise<void>;
}

/** How long after an arrival the block waits for company. */
const GATHER_MS = 4;
/** How long after a failure (no space, say) the next try is. */
const RETRY_MS = 2_000;

/** Starts the sealer. */
export function createSealer(options: SealerOptions): Sealer {
  const { chain, pool, nonces, intake, log, clock, blockGasLimit, blockSeconds, idleSeconds, onPause } = options;
  let mode = options.mode;
  let storyTime: number | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let due = Infinity;
  let startedMs = performance.now();
  let lastSealMs = -Infinity;
  let queue: Promise<unknown> = Promise.resolve();

  function nextTime(): number {
    const wanted = mode === "auto" ? Math.floor(clock() / 1000) : (storyTime ?? 0);
    return Math.max(chain.head.time + 1, wanted);
  }

  const untilBlock = () => lastSealMs + blockSeconds * 1000 - performance.now();
  const untilIdle = () => Math.max(lastSealMs, startedMs) + idleSeconds * 1000 - performance.now();

  /** One block of what is ready; false when nothing was and none was forced. */
  async function sealOne(time: number | undefined, evenEmpty: boolean): Promise<boolean> {
    await chain.ready();
    for (const before = chain.head.number; chain.head.number === before;) {
      const picked = pool.pick(BigInt(blockGasLimit), nonces.known);
      if (picked.length === 0 && !evenEmpty) return false;
      const raws = picked.map(({ raw }) => raw);
      try {
        const refused = await chain.offer(raws);
        if (refused.size > 0) {
          for (const [index, reason] of refused) {
            const pending = picked[index];
            if (pending) await intake.drop(pending, `the engine refused it (${reason})`);
          }
          continue;
        }
        const { number, hash } = chain.head;
        await chain.seal({
          number: number + 1,
          time: Math.max(time ?? nextTime(), chain.head.time + 1),
          parentHash: hash,
          raws,
        });
        lastSealMs = performance.now();
      } catch (error) {
        if (!(error instanceof EngineDown)) throw error;
        // The restart also executes the block if it was already in the journal.
        await chain.restarted();
      }
    }
    return true;
  }

  function exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  function arm(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (stopped || at >= due) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => {
      due = Infinity;
      void exclusive(tick);
    }, delayMs);
  }

  async function tick(): Promise<void> {
    if (stopped) return;
    if (mode === "auto" && untilBlock() > 0) return arm(untilBlock());
    try {
      const idle = untilIdle() <= 0;
      if (mode === "auto" || storyTime !== undefined) {
        const sealed = await sealOne(undefined, mode === "auto" && idle);
        if (sealed) await onPause();
        if (sealed && pool.size > 0) wake();
      }
      if (mode === "auto") arm(Math.max(0, untilIdle()));
    } catch (error) {
      if (stopped || (error as NodeError).code === "NODE_STOPPED") return;
      log.error(`No block could be made: ${(error as Error).message}`);
      arm(RETRY_MS);
    }
  }

  function wake(): void {
    if (mode === "manual") {
      if (storyTime !== undefined) arm(GATHER_MS);
      return;
    }
    arm(Math.max(GATHER_MS, untilBlock()));
  }

  if (mode === "auto") arm(idleSeconds * 1000);

  return {
    wake,
    nextTime,
    seal: ({ time }) =>
      exclusive(async () => {
        if (stopped) throw new NodeError("NODE_STOPPED", "The node is stopping.");
        const last = chain.head.time;
        if (!Number.isSafeInteger(time) || time <= last) {
          throw new NodeError("NODE_TIME_NOT_LATER", `A block at ${time} cannot follow the last one at ${last}.`);
        }
        await sealOne(time, true);
        for (let later = time + 1; await sealOne(later, false); later++);
        await onPause();
        return chain.head;
      }),
    setMode(next) {
      mode = next;
      storyTime = undefined;
      startedMs = performance.now();
      wake();
    },
    setStoryTime(time) {
      storyTime = time;
      if (pool.size > 0) wake();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await queue;
    },
  };
}
