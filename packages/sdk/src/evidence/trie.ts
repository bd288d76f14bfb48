import { decodeRlp, encodeRlp, keccak256, type RlpStructuredDataish } from "ethers";
import { rlpNumber } from "./rlp-number.ts";

// Ethereum's Merkle-Patricia tree, so much of it as receipts need: built once from all leaves, read by proof. The kept
// library for it is under a licence that is not permissive and brings a database; this is the yellow paper's appendix D.

/** What a proof shows of a tree: its root, and the nodes from the root to one leaf. */
export type TrieProof = { readonly root: string; readonly nodes: readonly string[] };

type Leaf = { readonly path: string; readonly value: string };
type Node = readonly RlpStructuredDataish[];
type Decoded = string | readonly Decoded[];

/**
 * Builds the tree of these leaves and proves one of them.
 *
 * @param leaves keys and values, 0x hex
 * @param key whose leaf to prove
 */
export function proveLeafOf(leaves: ReadonlyMap<string, string>, key: string): TrieProof {
  const known = new Map<string, string>();
  const sorted = [...leaves].map(([at, value]) => ({ path: at.slice(2), value }));
  const top = encodeRlp(nodeOf(sorted, known) as RlpStructuredDataish[]);
  const root = keccak256(top);
  known.set(root, top);
  const nodes: string[] = [];
  walk(root, key, (hash) => {
    const node = known.get(hash);
    if (node !== undefined) nodes.push(node);
    return node;
  });
  return { root, nodes };
}

/**
 * The value that a proof shows at a key; undefined when the proof does not hold: a node is missing, is not what its
 * parent names, does not lead to the key, or is not needed.
 */
export function readProof(root: string, key: string, nodes: readonly string[]): string | undefined {
  let used = 0;
  try {
    const value = walk(root, key, (hash) => {
      const node = nodes[used];
      used += 1;
      return node !== undefined && keccak256(node) === hash ? node : undefined;
    });
    return used === nodes.length ? value : undefined;
  } catch {
    return undefined; // Bytes that are no RLP, or no node.
  }
}

/** The node over leaves whose paths are cut to what lies below it. */
function nodeOf(leaves: readonly Leaf[], known: Map<string, string>): Node {
  const [first] = leaves as readonly [Leaf, ...Leaf[]];
  if (leaves.length === 1) return [packed(first.path, true), first.value];
  const shared = sharedLength(leaves);
  const below = leaves.map(({ path, value }) => ({ path: path.slice(shared), value }));
  if (shared > 0) return [packed(first.path.slice(0, shared), false), reference(nodeOf(below, known), known)];
  const children = Array.from({ length: 16 }, (_, i): RlpStructuredDataish => {
    const digit = i.toString(16);
    const own = below.filter(({ path }) => path.startsWith(digit));
    if (own.length === 0) return "0x";
    return reference(
      nodeOf(
        own.map(({ path, value }) => ({ path: path.slice(1), value })),
        known,
      ),
      known,
    );
  });
  return [...children, below.find(({ path }) => path === "")?.value ?? "0x"];
}

/** A node stands in its parent itself when it is short, else by its hash. */
function reference(node: Node, known: Map<string, string>): RlpStructuredDataish {
  const bytes = encodeRlp(node as RlpStructuredDataish[]);
  if ((bytes.length - 2) / 2 < 32) return node as RlpStructuredDataish[];
  const hash = keccak256(bytes);
  known.set(hash, bytes);
  return hash;
}

function sharedLength(leaves: readonly Leaf[]): number {
  const [{ path: first }] = leaves as readonly [Leaf, ...Leaf[]];
  let length = 0;
  while (length < first.length && leaves.every(({ path }) => path[length] === first[length])) length += 1;
  return length;
}

/** A path of hex digits as bytes: the first digit says whether it ends at a leaf and whether it is odd. */
function packed(path: string, leaf: boolean): string {
  const odd = path.length % 2;
  const flag = (leaf ? 2 : 0) + odd;
  return `0x${flag}${odd === 1 ? "" : "0"}${path}`;
}

/** Goes from the root to the leaf at a key; `load` gives the node of a hash. */
function walk(root: string, key: string, load: (hash: string) => string | undefined): string | undefined {
  const bytes = load(root);
  if (bytes === undefined) return undefined;
  let node = decodeRlp(bytes) as Decoded;
  let path = key.slice(2);
  for (;;) {
    if (typeof node === "string") return undefined;
    let next: Decoded | undefined;
    if (node.length === 17) {
      if (path === "") return textOf(node[16]);
      next = node[Number.parseInt(path[0] as string, 16)];
      path = path.slice(1);
    } else {
      const step = unpacked(textOf(node[0]));
      if (node.length !== 2 || step === undefined || !path.startsWith(step.path)) return undefined;
      path = path.slice(step.path.length);
      if (step.leaf) return path === "" ? textOf(node[1]) : undefined;
      next = node[1];
    }
    if (next === undefined || next === "0x") return undefined;
    if (typeof next !== "string") {
      node = next;
      continue;
    }
    const loaded = load(next);
    if (loaded === undefined) return undefined;
    node = decodeRlp(loaded);
  }
}

function unpacked(bytes: string | undefined): { path: string; leaf: boolean } | undefined {
  const flag = Number.parseInt(bytes?.[2] ?? "", 16);
  if (bytes === undefined || !(flag <= 3)) return undefined;
  return { path: bytes.slice(flag % 2 === 1 ? 3 : 4), leaf: flag >= 2 };
}

function textOf(item: Decoded | undefined): string | undefined {
  return typeof item === "string" ? item : undefined;
}

/** Key of the leaf that stands at an index of a block's list. */
export function indexKey(index: number): string {
  return encodeRlp(rlpNumber(`0x${index.toString(16)}`));
}
