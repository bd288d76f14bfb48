import { growTree, type GrownTree } from "./grow.ts";
import { toHex, type DigestAlgorithm } from "./hasher.ts";
import { cutPieces } from "./leaves.ts";
import type { FingerprintOptions } from "./options.ts";
import { piecesOf, type FingerprintSource } from "./source.ts";

/** What the ledger remembers of a file: anyone who has the file can compute it again. Plain JSON. */
export type Fingerprint = {
  readonly algorithm: DigestAlgorithm;
  /** Merkle root, 0x and 64 hex digits. */
  readonly root: string;
  readonly leafCount: number;
  readonly byteLength: number;
  /** Bytes of every leaf but the last. */
  readonly leafSize: number;
};

/**
 * Merkle root over the leaves of a source (RFC 6962 shape, 1 MiB leaves, SHA-256), in constant memory, the same in
 * Node and in browsers. Without any byte it is the digest of the empty string, as RFC 6962 says.
 *
 * @throws LedgerError ABORTED, FINGERPRINT_OPTIONS_INVALID, FINGERPRINT_FAILED (cause: what the source threw)
 * @example
 * const { root } = await fingerprint(file, { onProgress: ({ doneBytes }) => bar.set(doneBytes) });
 */
export async function fingerprint(source: FingerprintSource, options: FingerprintOptions = {}): Promise<Fingerprint> {
  const { pieces, total } = piecesOf(source);
  return fingerprintOf(await growTree(cutPieces(pieces), options, total));
}

/** The fingerprint of a grown tree. */
export function fingerprintOf({ tree, hasher, leafSize, byteLength }: GrownTree): Fingerprint {
  return { algorithm: hasher.algorithm, root: toHex(tree.root()), leafCount: tree.leafCount(), byteLength, leafSize };
}
