import { RpcError } from "../errors.ts";
import type { SignedTransaction } from "./transaction.ts";

/** A transaction in the pool. It may go into a block when it is on disk and every nonce before it is mined or with it. */
export interface Pending extends SignedTransaction {
  /** Resolves when the transaction is on disk. */
  stored: Promise<void>;
  onDisk: boolean;
}

/** The transactions that wait, by sender and nonce. */
export interface Pool {
  readonly size: number;
  get(hash: string): Pending | undefined;
  /** The sender's next nonce behind all that wait without a gap. */
  nextNonce(from: string, mined: number): number;
  /** What the sender's waiting transactions can cost at most. */
  costOf(from: string): bigint;
  /** Adds one. @throws RpcError when the pool's rules refuse it */
  add(transaction: SignedTransaction, mined: number): Pending;
  remove(hash: string): void;
  /** The next block's transactions, first come first, each sender's in order of nonce. */
  pick(gasLimit: bigint, mined: (from: string) => number): Pending[];
  /** All that wait, in order of arrival. */
  all(): Pending[];
}

/** Bounds of the pool. */
export interface PoolLimits {
  /** Transactions that may wait in all. */
  total: number;
  /** How far ahead of the sender's next nonce one may be that waits for a gap to be filled. */
  ahead: number;
}

/** Transactions and bytes that go into one block at most. */
const BLOCK_TRANSACTIONS = 5_000;
const BLOCK_BYTES = 32 * 1024 * 1024;

/** Makes an empty pool. */
export function createPool(limits: PoolLimits): Pool {
  const senders = new Map<string, Map<number, Pending>>();
  const byHash = new Map<string, Pending>();

  function nextNonce(from: string, mined: number): number {
    const own = senders.get(from);
    let next = mined;
    while (own?.has(next)) next++;
    return next;
  }

  function remove(hash: string): void {
    const pending = byHash.get(hash);
    if (!pending) return;
    byHash.delete(hash);
    const own = senders.get(pending.from);
    own?.delete(pending.nonce);
    if (own?.size === 0) senders.delete(pending.from);
  }

  function check({ hash, from, nonce }: SignedTransaction, mined: number): void {
    if (byHash.has(hash)) throw new RpcError(-32_000, "already known");
    if (nonce < mined) throw new RpcError(-32_000, `nonce too low: next nonce ${mined}, transaction nonce ${nonce}`);
    if (senders.get(from)?.has(nonce)) {
      throw new RpcError(
        -32_000,
        `replacement transaction underpriced: nonce ${nonce} is taken by a waiting transaction`,
      );
    }
    const next = nextNonce(from, mined);
    if (nonce > next + limits.ahead) {
      const bound = `at most ${limits.ahead} ahead are kept`;
      throw new RpcError(-32_000, `nonce too distant: next nonce ${next}, transaction nonce ${nonce}; ${bound}`);
    }
    if (byHash.size >= limits.total) {
      throw new RpcError(-32_005, `the queue is full (${limits.total} transactions wait): try again later`);
    }
  }

  return {
    get size() {
      return byHash.size;
    },
    get: (hash) => byHash.get(hash),
    nextNonce,
    costOf: (from) => [...(senders.get(from)?.values() ?? [])].reduce((sum, { cost }) => sum + cost, 0n),
    add(transaction, mined) {
      check(transaction, mined);
      const pending: Pending = { ...transaction, stored: Promise.resolve(), onDisk: false };
      byHash.set(pending.hash, pending);
      const own = senders.get(pending.from) ?? new Map<number, Pending>();
      senders.set(pending.from, own.set(pending.nonce, pending));
      return pending;
    },
    remove,
    pick(gasLimit, mined) {
      const next = new Map<string, number>();
      const held = new Map<string, Map<number, Pending>>();
      const chosen: Pending[] = [];
      let gas = 0n;
      let bytes = 0;
      // In order of arrival; what waits for an earlier nonce is taken up as soon as that is chosen.
      const take = (pending: Pending): boolean => {
        if (gas + pending.gasLimit > gasLimit || bytes + pending.raw.length > BLOCK_BYTES) return false;
        if (chosen.length >= BLOCK_TRANSACTIONS) return false;
        chosen.push(pending);
        gas += pending.gasLimit;
        bytes += pending.raw.length;
        next.set(pending.from, pending.nonce + 1);
        return true;
      };
      for (const pending of byHash.values()) {
        if (!pending.onDisk) continue;
        const { from } = pending;
        const wanted = next.get(from) ?? mined(from);
        if (pending.nonce !== wanted) {
          held.set(from, (held.get(from) ?? new Map<number, Pending>()).set(pending.nonce, pending));
          continue;
        }
        if (!take(pending)) break;
        const waiting = held.get(from);
        for (let follower; (follower = waiting?.get(next.get(from) as number)) && take(follower););
      }
      return chosen;
    },
    all: () => [...byHash.values()],
  };
}
