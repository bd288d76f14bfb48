import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { lockFolder } from "../node/disk/lock.ts";
import { ArchiveError } from "./archive-error.ts";
import { UNFINISHED } from "./safe-file.ts";

/** What an archive of a kind holds. */
export interface ArchiveShape {
  /** What it is called: as "archive" or "archive of files". */
  readonly what: string;
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/**
 * Takes the folder of an archive for this run, or makes it.
 * @returns what lets go of it
 * @throws ArchiveError for a folder of something else, before anything is written into it, or one that is in use
 */
export async function takeArchiveFolder(out: string, { what, folders, files }: ArchiveShape): Promise<() => void> {
  const own = new Set([...folders, ...files, "README.md", "verify.mjs", "lock", "probe.tmp"]);
  const names = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw new ArchiveError(`${out} cannot be read as a folder (${error.code}).`, { cause: error });
  });
  const stranger = names.find((name) => !own.has(name) && !name.endsWith(UNFINISHED));
  if (stranger !== undefined) {
    throw new ArchiveError(`${out} holds ${stranger}, which is no part of an ${what}. Name a folder of its own.`);
  }
  const held = await lockFolder(out).catch((cause: unknown) => {
    const inUse = (cause as { code?: string }).code === "NODE_DATA_IN_USE";
    const why = inUse ? "is being written by another run" : `cannot be written: ${(cause as Error).message}`;
    throw new ArchiveError(`The archive ${out} ${why}.`, { cause });
  });
  try {
    for (const part of folders) await mkdir(join(out, part), { recursive: true });
  } catch (error) {
    held.release();
    throw error;
  }
  return () => held.release();
}
