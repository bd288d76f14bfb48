import { open, type FileHandle } from "node:fs/promises";
import { LedgerError } from "../errors/ledger-error.ts";
import { fingerprintOf, type Fingerprint } from "../fingerprint/fingerprint.ts";
import { growTree, type GrownTree, type LeafReader } from "../fingerprint/grow.ts";
import type { FingerprintOptions } from "../fingerprint/options.ts";
import { proofOf, type LeafProof } from "../fingerprint/proof.ts";

/**
 * Fingerprint of a file, read in order and once, two leaves in memory.
 *
 * @throws LedgerError FILE_NOT_READABLE, FILE_CHANGED when it was written meanwhile, and those of `fingerprint`
 */
export async function fingerprintFile(path: string, options: FingerprintOptions = {}): Promise<Fingerprint> {
  return fingerprintOf(await growFromFile(path, options));
}

/**
 * Proof for one leaf of a file; see `proveLeaf`.
 *
 * @throws LedgerError FINGERPRINT_LEAF_NOT_FOUND and those of `fingerprintFile`
 */
export async function proveFileLeaf(
  path: string,
  leafIndex: number,
  options: FingerprintOptions = {},
): Promise<LeafProof> {
  return proofOf(await growFromFile(path, options, leafIndex), leafIndex);
}

async function growFromFile(path: string, options: FingerprintOptions, target?: number): Promise<GrownTree> {
  const unreadable = (cause: unknown) => new LedgerError("FILE_NOT_READABLE", { cause, details: { path } });
  const file = await open(path, "r").catch((error: unknown) => Promise.reject(unreadable(error)));
  try {
    const before = await file.stat({ bigint: true });
    if (!before.isFile()) throw unreadable(new Error("it is not a plain file"));
    const grown = await growTree(readLeaves(file), options, Number(before.size), target);
    const after = await file.stat({ bigint: true });
    if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || BigInt(grown.byteLength) !== before.size) {
      throw new LedgerError("FILE_CHANGED", { details: { path } });
    }
    return grown;
  } finally {
    await file.close();
  }
}

/** Reads straight into the leaf buffers, one leaf ahead of the hash function. */
function readLeaves(file: FileHandle): LeafReader {
  return async ({ leafSize, newBuffer, take }) => {
    let [current, next] = [newBuffer(), newBuffer()];
    let length = await readLeaf(file, current, leafSize);
    while (length > 0) {
      const ahead = length === leafSize ? readLeaf(file, next, leafSize) : Promise.resolve(0);
      // A failed read must not go unheard while the hash function is the one that failed first.
      ahead.catch(() => undefined);
      try {
        await take(current, length);
      } finally {
        await ahead.catch(() => 0);
      }
      length = await ahead;
      [current, next] = [next, current];
    }
  };
}

/** Fills a buffer as far as the file goes; a single read may stop short. */
async function readLeaf(file: FileHandle, buffer: Uint8Array, leafSize: number): Promise<number> {
  let filled = 0;
  while (filled < leafSize) {
    const { bytesRead } = await file.read(buffer, 1 + filled, leafSize - filled, null);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
