import type { TransactionReceipt } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import type { FollowState, Following, SignedTransaction } from "./follower.ts";
import type { EngineProfile } from "./profile.ts";

/** For what, and how long, to wait. */
export type WaitOptions = {
  /** Blocks that stand on the transaction, its own counted; those of finality unless asked otherwise. */
  readonly confirmations?: number | undefined;
  /** Longest time; two minutes unless asked otherwise. The transaction is followed on after that. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A write that is on its way. */
export type TransactionHandle = {
  /** Request id of the write; a repeat with the same id gets the same transaction. */
  readonly id: string;
  /** Hash by which every node knows it. */
  readonly hash: string;
  readonly nonce: number;
  /** Account that signed it. */
  readonly from: string;
  /** Where it stands, without asking a node. */
  state(): FollowState["status"];
  /**
   * Waits until it is mined and as deep as asked. May be called again, also after a timeout.
   *
   * @throws LedgerError the contract's refusal, TRANSACTION_REVERTED, TRANSACTION_REPLACED (dead: another transaction
   *   took its nonce), WAIT_TIMED_OUT, ABORTED, QUEUE_CLOSED
   */
  wait(options?: WaitOptions): Promise<TransactionReceipt>;
};

/** What a handle is made of. */
export type HandleOptions = {
  readonly id: string;
  readonly from: string;
  readonly transaction: SignedTransaction;
  readonly following: Following;
  readonly profile: Pick<EngineProfile, "finalityDepth">;
  /** Explains a mined refusal. */
  readonly explain: (receipt: TransactionReceipt) => Promise<LedgerError>;
};

const defaultTimeoutMs = 120_000;

/** Makes the handle of a transaction that is followed. */
export function createHandle({ id, from, transaction, following, profile, explain }: HandleOptions): TransactionHandle {
  const { hash, nonce } = transaction;
  return {
    id,
    hash,
    nonce,
    from,
    state: () => following.state().status,
    async wait({ confirmations = profile.finalityDepth, timeoutMs = defaultTimeoutMs, signal } = {}) {
      const receipt = await minedReceipt(following, { confirmations, timeoutMs, signal, hash });
      if (receipt.status === 1) return receipt;
      throw await explain(receipt);
    },
  };
}

type Depth = { confirmations: number; timeoutMs: number; signal: AbortSignal | undefined; hash: string };

function minedReceipt(following: Following, { confirmations, timeoutMs, signal, hash }: Depth) {
  return new Promise<TransactionReceipt>((resolve, reject) => {
    const settle = (run: () => void) => {
      clearTimeout(timer);
      stop?.();
      signal?.removeEventListener("abort", abort);
      run();
    };
    const look = (state: FollowState) => {
      if (state.status === "dead") settle(() => reject(state.error));
      const deep = (state.status === "mined" || state.status === "final") && state.confirmations >= confirmations;
      if (deep) settle(() => resolve(state.receipt));
    };
    const late = () => {
      const state = following.state();
      const cause = state.status === "waiting" ? state.lastError : undefined;
      const details = { hash, status: state.status, timeoutMs };
      settle(() => reject(new LedgerError("WAIT_TIMED_OUT", { cause, details })));
    };
    const abort = () => settle(() => reject(new LedgerError("ABORTED", { cause: signal?.reason, details: { hash } })));

    let stop: (() => void) | undefined;
    const timer = setTimeout(late, timeoutMs);
    if (signal?.aborted) return abort();
    signal?.addEventListener("abort", abort, { once: true });
    following.need(confirmations);
    stop = following.onChange(look);
    look(following.state());
  });
}
