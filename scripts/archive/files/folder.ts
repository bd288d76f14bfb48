import { createHash } from "node:crypto";
import { readdir, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { ArchiveError } from "../archive-error.ts";
import type { ArchivedFile } from "../checkpoint.ts";
import { UNFINISHED } from "../safe-file.ts";
import { takeArchiveFolder } from "../take-folder.ts";
import { checkpointFile, listFile, sumsFile, type Entry, type FilesCheckpoint } from "./entry.ts";

/** An archive of files that was opened for writing. */
export interface FilesFolder {
  /** The newest checkpoint and the SHA-256 of its file; undefined in a new archive. */
  readonly last: { readonly checkpoint: FilesCheckpoint; readonly digest: string } | undefined;
  /** Documents that are kept, by their own digest. */
  readonly kept: ReadonlyMap<string, ArchivedFile>;
  /** Cases and digests that a list names, as `case digest`. */
  readonly listed: ReadonlySet<string>;
  /** Documents that no checkpoint vouches for; they are written again, or a checkpoint is missing. */
  readonly strays: readonly string[];
  /** What an interrupted run left and was taken away. */
  readonly removed: readonly string[];
  close(): void;
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/**
 * Opens the folder of an archive of files, or makes it. What a checkpoint vouches for is never touched.
 * @throws ArchiveError for a folder that is something else, an archive with a part missing or damaged, or one in use
 */
export async function openFilesFolder(out: string): Promise<FilesFolder> {
  const release = await takeArchiveFolder(out, {
    what: "archive of files",
    folders: ["documents", "lists", "checkpoints"],
    files: [],
  });
  try {
    const { last, kept, listed } = await readAll(out);
    const removed = await removeUnfinished(out, last?.checkpoint.sequence ?? 0);
    return { last, kept, listed, removed, strays: await straysIn(out, kept), close: release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Every checkpoint with its list, each held against what vouches for it. */
async function readAll(out: string) {
  const kept = new Map<string, ArchivedFile>();
  const listed = new Set<string>();
  let last: FilesFolder["last"];
  const count = (await readdir(join(out, "checkpoints"))).filter((name) => /^\d{6,}\.json$/.test(name)).length;
  for (let sequence = 1; sequence <= count; sequence++) {
    const bytes = await read(out, checkpointFile(sequence));
    const checkpoint = JSON.parse(bytes.toString("utf8")) as FilesCheckpoint;
    if (checkpoint.holds !== "documents" || checkpoint.previous !== (last?.digest ?? null)) {
      throw new ArchiveError(
        `${checkpointFile(sequence)} of ${out} does not follow the one before. Run verify.mjs in it.`,
      );
    }
    const list = await read(out, listFile(sequence));
    if (sha256(list) !== checkpoint.list.sha256) {
      throw new ArchiveError(`${listFile(sequence)} of ${out} is damaged. Run verify.mjs in it.`);
    }
    for (const line of list.toString("utf8").split("\n").filter(Boolean)) {
      const entry = JSON.parse(line) as Entry;
      kept.set(entry.digest, entry.kept);
      listed.add(`${entry.case} ${entry.digest}`);
    }
    last = { checkpoint, digest: sha256(bytes) };
  }
  return { last, kept, listed };
}

async function read(out: string, file: string): Promise<Buffer> {
  return readFile(join(out, file)).catch((cause: unknown) => {
    throw new ArchiveError(`The archive ${out} has no ${file}. Take a whole copy, and continue that.`, { cause });
  });
}

/** Takes away what was being written when a run ended: never a whole document, which may be the only copy. */
async function removeUnfinished(out: string, last: number): Promise<string[]> {
  const next = [listFile(last + 1), sumsFile(last + 1)];
  const removed: string[] = [];
  for (const part of ["lists", "checkpoints", ...(await documentFolders(out))]) {
    for (const name of await readdir(join(out, part))) {
      const file = `${part}/${name}`;
      if (name.endsWith(UNFINISHED) || next.includes(file)) removed.push(file);
    }
  }
  for (const file of removed) await unlink(join(out, file));
  return removed;
}

/** Whole documents that no checkpoint vouches for: of an interrupted run, or of a checkpoint that was lost. */
async function straysIn(out: string, kept: ReadonlyMap<string, ArchivedFile>): Promise<string[]> {
  const vouched = new Set([...kept.values()].map(({ file }) => file));
  const strays: string[] = [];
  for (const part of await documentFolders(out)) {
    for (const name of await readdir(join(out, part))) {
      if (!vouched.has(`${part}/${name}`)) strays.push(`${part}/${name}`);
    }
  }
  return strays;
}

const documentFolders = async (out: string) =>
  (await readdir(join(out, "documents"))).map((name) => `documents/${name}`);
