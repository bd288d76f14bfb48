import { isLedgerError, LedgerError } from "../errors/ledger-error.ts";
import { createHasher, type Hasher } from "./hasher.ts";
import { checkAbort, leafSizeOf, type FingerprintOptions } from "./options.ts";
import { createTree, type Tree } from "./tree.ts";

/** What a reader of leaves needs: buffers to fill and a way to hand a leaf over. */
export type LeafSink = {
  readonly leafSize: number;
  /** A buffer for one leaf; the leaf starts at byte 1, after its prefix. */
  newBuffer(): Uint8Array;
  /** Hashes the first `length` bytes of the leaf in the buffer. The buffer is free again afterwards. */
  take(buffer: Uint8Array, length: number): Promise<void>;
};

/** Reads a source to its end and hands its leaves over in order. */
export type LeafReader = (sink: LeafSink) => Promise<void>;

/** A tree that holds all leaves of a source. */
export type GrownTree = {
  readonly tree: Tree;
  readonly hasher: Hasher;
  readonly leafSize: number;
  readonly byteLength: number;
};

/** Milliseconds of work after which other work of the thread gets its turn. */
const turn = 25;

/**
 * Grows a Merkle tree from what a reader hands over, in the memory of its buffers and one hash a level.
 *
 * @param target index of a leaf whose path is kept
 */
export async function growTree(
  read: LeafReader,
  options: FingerprintOptions,
  totalBytes: number | undefined,
  target?: number,
): Promise<GrownTree> {
  const leafSize = leafSizeOf(options);
  const { signal, onProgress } = options;
  checkAbort(signal);
  const hasher = options.hasher ?? (await createHasher(options.algorithm));
  const tree = createTree(hasher, target);
  let doneBytes = 0;
  let lastTurn = performance.now();

  const take = async (buffer: Uint8Array, length: number) => {
    const digest = hasher.digest(buffer.subarray(0, 1 + length));
    tree.append(digest instanceof Uint8Array ? digest : await digest);
    doneBytes += length;
    onProgress?.({ doneBytes, totalBytes });
    if (performance.now() - lastTurn > turn) {
      await otherWork();
      lastTurn = performance.now();
    }
    checkAbort(signal);
  };

  try {
    // A new buffer is all zeros, and zero is the prefix of a leaf.
    await read({ leafSize, newBuffer: () => new Uint8Array(1 + leafSize), take });
  } catch (error) {
    if (isLedgerError(error)) throw error;
    throw new LedgerError("FINGERPRINT_FAILED", { cause: error, details: { doneBytes } });
  }
  checkAbort(signal);
  return { tree, hasher, leafSize, byteLength: doneBytes };
}

/** Lets timers, sockets and clicks have their turn. */
function otherWork(): Promise<void> {
  const immediate = (globalThis as { setImmediate?: (run: () => void) => unknown }).setImmediate;
  return new Promise((resolve) => (immediate ? immediate(resolve) : setTimeout(resolve, 0)));
}
