import { createHash } from "node:crypto";
import { open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ArchiveError } from "./archive-error.ts";
import type { ArchivedFile } from "./checkpoint.ts";

/** What a file that is being written is called until it is whole. */
export const UNFINISHED = ".unfinished";

/**
 * Writes a file of the archive in pieces, under another name until all of it is on the disk.
 * @returns its size and digests
 * @throws ArchiveError when the disk does not take it, and what the pieces throw
 */
export async function writeSafely(
  folder: string,
  file: string,
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
): Promise<ArchivedFile> {
  const path = join(folder, file);
  const temporary = `${path}${UNFINISHED}`;
  const sha256 = createHash("sha256");
  const sm3 = createHash("sm3");
  let bytes = 0;
  const handle = await open(temporary, "w", 0o644);
  try {
    for await (const piece of pieces) {
      const data = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
      sha256.update(data);
      sm3.update(data);
      bytes += data.length;
      await handle.writeFile(data);
    }
    await handle.sync();
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    const { code, syscall } = error as NodeJS.ErrnoException;
    // What is read for the pieces fails in words of its own.
    if (syscall === undefined) throw error;
    throw new ArchiveError(`${path} cannot be written (${code}).`, { cause: error });
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
  return { file, bytes, sha256: sha256.digest("hex"), sm3: sm3.digest("hex") };
}

/** Makes names in a folder durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot sync a folder; the rename is atomic all the same.
    if (!["EINVAL", "EISDIR", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  } finally {
    await handle.close();
  }
}
