import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { fault } from "../errors.ts";

/** Writes a stream to a file and to disk, with both digests. */
export async function receive(bytes: Readable, path: string, maxBytes: number) {
  const hashes = { sha256: createHash("sha256"), sm3: createHash("sm3") };
  const file = await open(path, "wx", 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw fault("DOCUMENT_OVERSIZED", `A document has at most ${maxBytes} bytes.`);
      hashes.sha256.update(chunk);
      hashes.sm3.update(chunk);
      await file.writeFile(chunk);
    }
    if (size === 0) throw fault("DOCUMENT_EMPTY");
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hashes.sha256.digest("hex"), sm3: hashes.sm3.digest("hex"), size };
}

/** Puts a folder's entries on disk: without it a renamed file may be gone after a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
