import { LedgerError } from "../errors/ledger-error.ts";
import { fingerprintOf, type Fingerprint } from "./fingerprint.ts";
import { growTree, type GrownTree } from "./grow.ts";
import { createHasher, fromHex, toHex, type Hasher } from "./hasher.ts";
import { cutPieces } from "./leaves.ts";
import type { FingerprintOptions } from "./options.ts";
import { piecesOf, type FingerprintSource } from "./source.ts";
import { leafPrefix, nodeHash } from "./tree.ts";

/** Proof that one leaf belongs to a root; the leaf itself is not in it. Plain JSON. */
export type LeafProof = Fingerprint & {
  readonly leafIndex: number;
  /** Sibling hashes from the leaf upwards, 0x hex. */
  readonly path: readonly string[];
};

/**
 * Proof for one leaf of a source, made in one pass over it and in the memory of one leaf.
 *
 * @throws LedgerError FINGERPRINT_LEAF_NOT_FOUND and those of `fingerprint`
 */
export async function proveLeaf(
  source: FingerprintSource,
  leafIndex: number,
  options: FingerprintOptions = {},
): Promise<LeafProof> {
  const { pieces, total } = piecesOf(source);
  return proofOf(await growTree(cutPieces(pieces), options, total, leafIndex), leafIndex);
}

/** The proof that a tree kept while it grew with this target. */
export function proofOf(grown: GrownTree, leafIndex: number): LeafProof {
  const leafCount = grown.tree.leafCount();
  if (!Number.isInteger(leafIndex) || leafIndex < 0 || leafIndex >= leafCount) {
    const message = `There is no leaf ${leafIndex} among ${leafCount}`;
    throw new LedgerError("FINGERPRINT_LEAF_NOT_FOUND", { message, details: { leafIndex, leafCount } });
  }
  return { ...fingerprintOf(grown), leafIndex, path: grown.tree.path().map(toHex) };
}

/**
 * True when the bytes are leaf `leafIndex` of `leafCount` under the root (RFC 9162, 2.1.3.2). Take the root from the
 * ledger, never from the proof: a proof only proves that it fits its own root.
 *
 * @param leaf bytes of the leaf
 * @param root expected root, 0x hex
 */
export async function verifyLeafProof(
  proof: Pick<LeafProof, "algorithm" | "leafIndex" | "leafCount" | "path">,
  leaf: Uint8Array,
  root: string,
  hasher?: Hasher,
): Promise<boolean> {
  const { leafIndex, leafCount, path } = proof;
  if (!Number.isSafeInteger(leafCount) || !Number.isInteger(leafIndex)) return false;
  if (leafIndex < 0 || leafIndex >= leafCount) return false;
  if (!Array.isArray(path) || !path.every((step) => /^0x[\da-f]{64}$/i.test(step))) return false;

  const used = hasher ?? (await createHasher(proof.algorithm));
  const bytes = new Uint8Array(1 + leaf.byteLength);
  bytes[0] = leafPrefix;
  bytes.set(leaf, 1);
  let hash = await used.digest(bytes);

  // `index` and `last` are positions on the present level; plain division, because bit operators end at 31 bits.
  let index = leafIndex;
  let last = leafCount - 1;
  for (const step of path.map(fromHex)) {
    if (last === 0) return false;
    if (index % 2 === 1 || index === last) {
      hash = nodeHash(used, step, hash);
      while (index % 2 === 0 && index !== 0) [index, last] = [index / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(used, hash, step);
    }
    [index, last] = [Math.floor(index / 2), Math.floor(last / 2)];
  }
  return last === 0 && toHex(hash) === root.toLowerCase();
}
