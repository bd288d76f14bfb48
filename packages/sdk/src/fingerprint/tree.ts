import type { Hasher } from "./hasher.ts";

/** First byte under the hash of a leaf (RFC 6962, 2.1). */
export const leafPrefix = 0x00;
/** First byte under the hash of two subtrees (RFC 6962, 2.1). */
export const nodePrefix = 0x01;

/** A complete subtree that waits for its right neighbour. */
type Subtree = { readonly hash: Uint8Array; readonly leaves: number; readonly holdsTarget: boolean };

/** A Merkle tree that takes leaf hashes in order and keeps one hash per level. */
export type Tree = {
  /** Adds the hash of the next leaf. */
  append(leafHash: Uint8Array): void;
  /** Leaves so far. */
  leafCount(): number;
  /** Root over the leaves so far; of none, the hash of the empty string. */
  root(): Uint8Array;
  /** Hashes that lead from the target leaf to the root, the lowest first. */
  path(): readonly Uint8Array[];
};

/** Hash of two neighbouring subtrees. */
export function nodeHash(hasher: Hasher, left: Uint8Array, right: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = nodePrefix;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return hasher.digestSmall(bytes);
}

/**
 * Makes an empty tree in the shape of RFC 6962: the left subtree of n leaves holds the largest power of two below n.
 *
 * @param target index of the leaf whose path to the root is kept as well
 */
export function createTree(hasher: Hasher, target = -1): Tree {
  const stack: Subtree[] = [];
  const path: Uint8Array[] = [];
  let count = 0;

  const join = (left: Subtree, right: Subtree, steps: Uint8Array[]): Subtree => {
    if (left.holdsTarget) steps.push(right.hash);
    else if (right.holdsTarget) steps.push(left.hash);
    return {
      hash: nodeHash(hasher, left.hash, right.hash),
      leaves: left.leaves + right.leaves,
      holdsTarget: left.holdsTarget || right.holdsTarget,
    };
  };

  // Joins what stands on the stack from the right, without changing it: more leaves may come.
  const fold = (steps: Uint8Array[]) => stack.reduceRight((right, left) => join(left, right, steps));

  return {
    append(leafHash) {
      let subtree: Subtree = { hash: leafHash, leaves: 1, holdsTarget: count === target };
      count += 1;
      while (stack.at(-1)?.leaves === subtree.leaves) subtree = join(stack.pop() as Subtree, subtree, path);
      stack.push(subtree);
    },
    leafCount: () => count,
    root: () => (count === 0 ? hasher.digestSmall(new Uint8Array()) : fold([]).hash),
    path() {
      const steps = [...path];
      if (count > 0) fold(steps);
      return steps;
    },
  };
}
