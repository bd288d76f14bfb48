import { createHash } from "node:crypto";

/** A Merkle tree over lines in the shape of RFC 6962, of which only the hashes of whole subtrees are kept. */
export interface LineTree {
  /** Adds the next line, without its line feed. */
  append(line: string): void;
  /** The root over the lines so far, 64 hexadecimal digits. */
  root(): string;
}

const sha256 = (...parts: readonly (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest();
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const join = (left: Buffer, right: Buffer) => sha256(NODE, left, right);

/** Makes an empty tree. */
export function createLineTree(): LineTree {
  const subtrees: { readonly hash: Buffer; readonly lines: number }[] = [];
  return {
    append(line) {
      let last = { hash: sha256(LEAF, line), lines: 1 };
      while (subtrees.at(-1)?.lines === last.lines) {
        last = { hash: join(subtrees.pop()!.hash, last.hash), lines: 2 * last.lines };
      }
      subtrees.push(last);
    },
    root() {
      const hashes = subtrees.map(({ hash }) => hash);
      const root = hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => join(left, right));
      return root.toString("hex");
    },
  };
}
