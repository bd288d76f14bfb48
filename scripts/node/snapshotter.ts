import type { Chain } from "./engine/chain.ts";
import type { Log } from "./log.ts";

/** Decides when a snapshot is worth its cost. */
export interface Snapshotter {
  /** Called between blocks. */
  onPause: () => Promise<void>;
  /** The snapshot at a stop. */
  last: () => Promise<void>;
}

/** A snapshot is due when a replay would take this many times as long as the snapshot itself did. */
const RATIO = 10;

/** Makes a snapshotter; `leastMs` is the shortest replay worth one. */
export function createSnapshotter(options: { chain: Chain; leastMs: number; log: Log }): Snapshotter {
  const { chain, leastMs, log } = options;
  let costMs = 0;

  async function take(): Promise<void> {
    const started = performance.now();
    try {
      await chain.snapshot();
    } catch (error) {
      // Not needed for anything but a fast start: the journal is the record.
      log.warn(`No snapshot could be written: ${(error as Error).message}`);
    }
    costMs = performance.now() - started;
  }

  return {
    async onPause() {
      if (chain.replayMs >= Math.max(leastMs, RATIO * costMs)) await take();
    },
    async last() {
      if (chain.replayMs > 0) await take();
    },
  };
}
