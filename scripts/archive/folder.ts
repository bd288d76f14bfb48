import { createHash } from "node:crypto";
import { readdir, readFile, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError } from "./archive-error.ts";
import { type Checkpoint, checkpointFile, type Sealed, segmentFile, sumsFile } from "./checkpoint.ts";
import { UNFINISHED } from "./safe-file.ts";
import { takeArchiveFolder } from "./take-folder.ts";

/** An archive that was opened for writing. */
export interface ArchiveFolder {
  /** The newest checkpoint; undefined in a new archive. */
  readonly last: Sealed | undefined;
  /** What an interrupted run left and was taken away, because no checkpoint vouches for it. */
  readonly removed: readonly string[];
  close(): void;
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/**
 * Opens the folder of an archive, or makes it. Files that a checkpoint vouches for are never touched.
 * @throws ArchiveError for a folder that is something else, an archive with a part missing, or one that is in use
 */
export async function openFolder(out: string): Promise<ArchiveFolder> {
  const release = await takeArchiveFolder(out, {
    what: "archive",
    folders: ["segments", "checkpoints"],
    files: ["abi.json"],
  });
  try {
    const sequences = await sequencesOf(out);
    const last = sequences.at(-1);
    const removed = await removeUnfinished(out, last ?? 0);
    return { last: last === undefined ? undefined : await readCheckpoint(out, last), removed, close: release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Numbers of the checkpoints, oldest first. */
async function sequencesOf(out: string): Promise<number[]> {
  const names = await readdir(join(out, "checkpoints"));
  const sequences = names.flatMap((name) => (/^\d{6,}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []));
  sequences.sort((a, b) => a - b);
  const gap = sequences.findIndex((sequence, i) => sequence !== i + 1);
  if (gap < 0) return sequences;
  throw new ArchiveError(`The archive ${out} has no ${checkpointFile(gap + 1)}. Take a whole copy, and continue that.`);
}

/**
 * Takes away what was being written when a run ended: at most one segment and its sums.
 * @throws ArchiveError when more follows the newest checkpoint, because then checkpoints are missing
 */
async function removeUnfinished(out: string, last: number): Promise<string[]> {
  const next = [segmentFile(last + 1), sumsFile(last + 1)];
  const removed: string[] = [];
  for (const part of ["", "segments", "checkpoints"]) {
    for (const name of await readdir(join(out, part))) {
      const file = part === "" ? name : `${part}/${name}`;
      if (part !== "" && !name.endsWith(UNFINISHED) && Number.parseInt(name, 10) > last + 1) {
        throw new ArchiveError(
          `The archive ${out} has ${file}, but no ${checkpointFile(last + 1)}. Take a whole copy.`,
        );
      }
      if (name.endsWith(UNFINISHED) || next.includes(file)) removed.push(file);
    }
  }
  for (const file of removed) await unlink(join(out, file));
  return removed;
}

async function readCheckpoint(out: string, sequence: number): Promise<Sealed> {
  const bytes = await readFile(join(out, checkpointFile(sequence)));
  let checkpoint: Checkpoint;
  try {
    checkpoint = JSON.parse(bytes.toString("utf8")) as Checkpoint;
  } catch (cause) {
    throw new ArchiveError(`${checkpointFile(sequence)} of ${out} is damaged. Run verify.mjs in it.`, { cause });
  }
  const { bytes: size } = await stat(join(out, segmentFile(sequence))).then(
    (found) => ({ bytes: found.size }),
    () => ({ bytes: undefined }),
  );
  if (size !== checkpoint.segment?.bytes) {
    throw new ArchiveError(
      `${segmentFile(sequence)} of ${out} has ${size ?? "no"} bytes, not ${checkpoint.segment?.bytes}. Run verify.mjs in it.`,
    );
  }
  const digest = sha256(bytes);
  const sums = await readFile(join(out, sumsFile(sequence)), "utf8").catch(() => "");
  if (!sums.includes(digest)) {
    throw new ArchiveError(`${checkpointFile(sequence)} of ${out} is not what ${sumsFile(sequence)} says.`);
  }
  return { checkpoint, digest };
}
