import { keccak256 } from "ethers";
import type { BlockPlan, SealedBlock } from "../disk/blocks.ts";
import type { QueuedTransaction, QueueFile } from "../disk/queue-file.ts";
import { RpcError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Nonces } from "./nonces.ts";
import type { Pending, Pool } from "./pool.ts";
import { readTransaction } from "./transaction.ts";

/** The way of a transaction from the wire to the disk, and out of the queue again. */
export interface Intake {
  /** Checks a signed transaction, puts it on disk, and only then returns its hash. @throws RpcError */
  accept(raw: unknown): Promise<string>;
  /** Takes over what the queue file held at the start. */
  restore(transactions: readonly QueuedTransaction[]): Promise<void>;
  /** Gives a transaction up for a reason, on disk and in the log. */
  drop(pending: Pending, reason: string): Promise<void>;
  /** Takes the transactions of a block out of the queue. */
  onBlock(plan: BlockPlan, sealed: SealedBlock): void;
}

/** What the intake works with. */
export interface IntakeOptions {
  chainId: number;
  blockGasLimit: number;
  pool: Pool;
  nonces: Nonces;
  file: QueueFile;
  balanceOf: (from: string) => Promise<bigint>;
  log: Log;
  /** Called when a transaction has become ready for a block. */
  onReady: () => void;
}

/** Blocks whose transactions stay in the queue file although they are mined, should the journal's end be cut off. */
const KEPT_BLOCKS = 8;
const COMPACT_BYTES = 8 * 1024 * 1024;

/** Makes the intake. */
export function createIntake(options: IntakeOptions): Intake {
  const { chainId, blockGasLimit, pool, nonces, file, balanceOf, log, onReady } = options;
  let recent: Pending[][] = [];
  let compacting = false;

  async function store(pending: Pending): Promise<void> {
    try {
      await file.add(pending);
      pending.onDisk = true;
      onReady();
    } catch (error) {
      pool.remove(pending.hash);
      log.error((error as Error).message);
      throw new RpcError(-32_603, `the transaction was not accepted: ${(error as Error).message}`);
    }
  }

  async function accept(raw: unknown): Promise<string> {
    const transaction = readTransaction(raw, chainId, blockGasLimit);
    const { from, cost, hash } = transaction;
    const mined = await nonces.fetch(from);
    const balance = cost > 0n ? await balanceOf(from) : 0n;
    const twin = pool.get(hash);
    if (twin) {
      // "Already known" must not be said before it is true of the disk.
      await twin.stored;
      throw new RpcError(-32_000, "already known");
    }
    if (cost > balance - pool.costOf(from) && cost > 0n) {
      throw new RpcError(-32_000, `insufficient funds for gas * price + value: balance ${balance}, needed ${cost}`);
    }
    const pending = pool.add(transaction, Math.max(mined, nonces.known(from)));
    pending.stored = store(pending);
    await pending.stored;
    return hash;
  }

  function compact(): void {
    if (compacting || file.size() < COMPACT_BYTES) return;
    const live = [...recent.flat(), ...pool.all()];
    const bytes = live.reduce((sum, { raw }) => sum + raw.length + 100, 0);
    if (bytes * 2 > file.size()) return;
    compacting = true;
    file
      .compact(() => [...recent.flat(), ...pool.all()])
      .catch((error: unknown) => log.warn(`The queue could not be made smaller: ${(error as Error).message}`))
      .finally(() => (compacting = false));
  }

  async function drop(pending: Pending, reason: string): Promise<void> {
    const { hash, from, nonce } = pending;
    log.error(`Transaction ${hash} of ${from} with nonce ${nonce} is given up: ${reason}.`);
    pool.remove(hash);
    await file.drop(hash, reason);
  }

  return {
    accept,
    drop,
    async restore(transactions) {
      await Promise.all([...new Set(transactions.map(({ from }) => from))].map((from) => nonces.fetch(from)));
      for (const { raw, hash, nonce, from } of transactions) {
        if (nonce < nonces.known(from)) continue;
        try {
          const transaction = readTransaction(`0x${raw.toString("hex")}`, chainId, blockGasLimit);
          pool.add(transaction, nonces.known(from)).onDisk = true;
        } catch (error) {
          log.warn(`The waiting transaction ${hash} is not taken up again: ${(error as Error).message}.`);
        }
      }
      if (pool.size > 0) onReady();
    },
    onBlock(plan, sealed) {
      const excluded = new Map(sealed.excluded.map(({ hash, reason }) => [hash, reason]));
      const done: Pending[] = [];
      for (const raw of plan.raws) {
        const pending = pool.get(keccak256(raw));
        if (!pending || excluded.has(pending.hash)) continue;
        nonces.mined(pending.from, pending.nonce);
        pool.remove(pending.hash);
        done.push(pending);
      }
      for (const [hash, reason] of excluded) {
        const pending = pool.get(hash);
        // Those behind an excluded one of the same sender only wait for its nonce and stay.
        if (!pending || pending.nonce !== nonces.known(pending.from)) continue;
        drop(pending, reason).catch((error: unknown) => log.error((error as Error).message));
      }
      recent = [...recent, done].slice(-KEPT_BLOCKS);
      compact();
    },
  };
}
