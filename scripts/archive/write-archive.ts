import { createLineWriter } from "./block-line.ts";
import type { Sealed } from "./checkpoint.ts";
import { createConcerns } from "./concerns.ts";
import { openFolder } from "./folder.ts";
import { recall } from "./recall.ts";
import type { Settings } from "./settings.ts";
import { openSource, requireSameLedger } from "./source.ts";
import { writeSegment } from "./write-segment.ts";

/** What a run tells. */
export interface Told {
  /** A part that an interrupted run left, and that was taken away. */
  readonly onRemoved: (file: string) => void;
  /** A segment is sealed; `head` is the newest block of the ledger. */
  readonly onCheckpoint: (sealed: Sealed, head: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Appends to an archive what the ledger has that it has not, segment by segment. Ended at any instant it leaves whole
 * segments with their checkpoints, and at most a part that no checkpoint vouches for, which the next run takes away.
 *
 * @returns the newest checkpoint; undefined when it was told to stop before the first
 * @throws ArchiveError for another ledger or another history than the archive has
 */
export async function writeArchive(settings: Settings, told: Told): Promise<Sealed | undefined> {
  const { out, deployment, segmentBlocks } = settings;
  const { signal } = told;
  const { rpc, head } = await openSource(settings);
  const folder = await openFolder(out);
  try {
    for (const file of folder.removed) told.onRemoved(file);
    let { last } = folder;
    const concerns = createConcerns();
    if (last !== undefined) {
      await requireSameLedger(rpc, settings, last.checkpoint);
      await recall(out, last.checkpoint.sequence, concerns);
    }
    const lineOf = createLineWriter(deployment, concerns);
    let from = last === undefined ? 0 : last.checkpoint.to.number + 1;
    while (from <= head && !signal.aborted) {
      const to = Math.min(from + segmentBlocks - 1, head);
      last = await writeSegment({ out, rpc, deployment, lineOf, from, to, last, signal });
      told.onCheckpoint(last, head);
      from = to + 1;
    }
    return last;
  } catch (error) {
    if (signal.aborted && error === signal.reason) return undefined;
    throw error;
  } finally {
    folder.close();
  }
}
