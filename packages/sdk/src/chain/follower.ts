import type { Provider, TransactionReceipt } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { deliver } from "./delivery.ts";
import type { EngineProfile } from "./profile.ts";

/** A transaction as it is sent again and again until its nonce is final. */
export type SignedTransaction = { readonly hash: string; readonly nonce: number; readonly raw: string };

/** Where a followed transaction stands. `waiting` ones carry the last failure to hand them to a node. */
export type FollowState =
  | { readonly status: "waiting"; readonly lastError?: LedgerError | undefined }
  | { readonly status: "mined" | "final"; readonly receipt: TransactionReceipt; readonly confirmations: number }
  | { readonly status: "dead"; readonly error: LedgerError };

/** One transaction that is followed. */
export type Following = {
  state(): FollowState;
  /** Calls back after each change of state until the returned function is called. */
  onChange(listener: (state: FollowState) => void): () => void;
  /** Asks to follow on until so many blocks stand on it, its own counted. */
  need(confirmations: number): void;
};

/** Follows the transactions of one key with two requests a look, and receipts for what was newly mined. */
export type Follower = {
  /** @param sent false for a transaction that is to be sent at the next look */
  follow(transaction: SignedTransaction, sent?: boolean): Following;
  /** Number of transactions that the chain last counted for the key. */
  lastCount(): number;
  /** Looks no more; what is waiting is told so. */
  stop(reason: LedgerError): void;
};

/** What a follower needs. */
export type FollowerOptions = {
  readonly provider: Provider;
  readonly address: string;
  readonly profile: EngineProfile;
  /**
   * Called when the chain waits for a nonce that no followed transaction can fill: it belongs to none of them, or the
   * node refuses the one that has it.
   */
  readonly onStuck?: ((nonce: number) => Promise<void>) | undefined;
  /** Called after each change of state of any transaction; unlike a listener it keeps no process alive. */
  readonly onState?: ((transaction: SignedTransaction, state: FollowState) => void) | undefined;
};

type Entry = SignedTransaction & {
  state: FollowState;
  wanted: number;
  sentAt: number;
  refusals: number;
  resends: number;
  lost: { readonly since: number; readonly head: number } | undefined;
  readonly listeners: Set<(state: FollowState) => void>;
};

/** Looks after which unmined bytes are sent again. */
const resendLooks = 20;
/** Looks during which a used nonce without a receipt is doubted: another node may be behind. */
const doubtLooks = 20;
/** Looks during which the chain may wait for a nonce before something is done about it. */
const stuckLooks = 8;
/** Refusals of the transaction whose turn it is, or new sends of it and blocks without it, before it is given up. */
const refusalsAllowed = 3;
const resendsAllowed = 3;
const blocksAllowed = 10;
const longestPauseMs = 5_000;

/** Makes a follower for one key. It only looks while there is something to follow. */
export function createFollower({ provider, address, profile, onStuck, onState }: FollowerOptions): Follower {
  const entries = new Map<string, Entry>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking = false;
  let stopped = false;
  let failures = 0;
  let count = 0;
  let stuck = { nonce: -1, looks: 0, head: 0 };

  const change = (entry: Entry, state: FollowState) => {
    entry.state = state;
    onState?.(entry, state);
    for (const listener of [...entry.listeners]) listener(state);
  };

  const schedule = () => {
    if (stopped || looking || entries.size === 0) return;
    timer ??= setTimeout(look, Math.min(profile.pollMs * 2 ** failures, Math.max(longestPauseMs, profile.pollMs)));
    // Following alone does not keep a process alive; somebody who waits does.
    const awaited = [...entries.values()].some(({ listeners }) => listeners.size > 0);
    const held = timer as { ref?: () => void; unref?: () => void };
    if (awaited) held.ref?.();
    else held.unref?.();
  };

  const look = () => {
    timer = undefined;
    looking = true;
    void round()
      .then(
        () => void (failures = 0),
        (error: unknown) => {
          failures = Math.min(failures + 1, 8);
          const lastError = toLedgerError(error);
          for (const entry of entries.values()) {
            if (entry.state.status === "waiting") entry.state = { status: "waiting", lastError };
          }
        },
      )
      .finally(() => {
        looking = false;
        schedule();
      });
  };

  const round = async () => {
    const head = await provider.getBlockNumber();
    count = await provider.getTransactionCount(address, "latest");
    const all = [...entries.values()].sort((a, b) => a.nonce - b.nonce);
    await Promise.all(all.filter(({ nonce }) => nonce < count).map((entry) => lookAt(entry, head)));
    const unmined = all.filter(({ nonce }) => nonce >= count);
    // Before anything is sent again: the pool must not hold what is to be given up.
    await unstick(unmined, head);
    for (const entry of unmined) await sendAgain(entry);
  };

  /** The nonce is used: by this transaction, or by another one. */
  const lookAt = async (entry: Entry, head: number) => {
    const receipt = await provider.getTransactionReceipt(entry.hash);
    if (stopped) return;
    if (receipt) {
      entry.lost = undefined;
      const confirmations = Math.max(head - receipt.blockNumber, 0) + 1;
      const final = confirmations >= profile.finalityDepth;
      if (final && confirmations >= entry.wanted) entries.delete(entry.hash);
      return change(entry, { status: final ? "final" : "mined", receipt, confirmations });
    }
    entry.lost ??= { since: Date.now(), head };
    if (entry.state.status === "mined") change(entry, { status: "waiting" });
    const doubted = Date.now() - entry.lost.since < doubtLooks * profile.pollMs;
    if (doubted || head - entry.lost.head + 1 < profile.finalityDepth) return;
    entries.delete(entry.hash);
    const { hash, nonce } = entry;
    change(entry, {
      status: "dead",
      error: new LedgerError("TRANSACTION_REPLACED", { details: { hash, nonce, address } }),
    });
  };

  const resendDue = ({ sentAt }: Entry) => Date.now() - sentAt >= resendLooks * profile.pollMs;

  /** The nonce is open: either not mined yet, or undone by a reorganisation. */
  const sendAgain = async (entry: Entry) => {
    entry.lost = undefined;
    if (entry.state.status === "mined" || entry.state.status === "final") {
      entry.sentAt = 0;
      change(entry, { status: "waiting" });
    }
    if (stopped || !resendDue(entry)) return;
    entry.sentAt = Date.now();
    const delivery = await deliver(provider, entry.raw);
    entry.resends += 1;
    entry.refusals = delivery.outcome === "refused" ? entry.refusals + 1 : 0;
    entry.state = { status: "waiting", lastError: delivery.outcome === "accepted" ? undefined : delivery.error };
  };

  const unstick = async (unmined: readonly Entry[], head: number) => {
    const [first] = unmined;
    if (!first) return;
    stuck = stuck.nonce === count ? { ...stuck, looks: stuck.looks + 1 } : { nonce: count, looks: 1, head };
    const foreign = first.nonce > count;
    // A pool may take a transaction that no block will: then blocks pass it by, however often it is sent.
    const passedBy = first.resends >= resendsAllowed && head - stuck.head >= blocksAllowed && resendDue(first);
    const hopeless = first.refusals >= refusalsAllowed || passedBy;
    if (foreign ? stuck.looks < stuckLooks : !hopeless) return;
    stuck = { nonce: count, looks: 0, head };
    first.refusals = 0;
    first.resends = 0;
    await onStuck?.(count);
  };

  return {
    follow(transaction, sent = true) {
      const known = entries.get(transaction.hash);
      const entry: Entry = known ?? {
        ...transaction,
        state: { status: "waiting" },
        wanted: 0,
        sentAt: sent ? Date.now() : 0,
        refusals: 0,
        resends: 0,
        lost: undefined,
        listeners: new Set(),
      };
      const activate = () => {
        if (!stopped) entries.set(entry.hash, entry);
        schedule();
      };
      activate();
      return {
        state: () => entry.state,
        onChange(listener) {
          entry.listeners.add(listener);
          if (entries.has(entry.hash)) activate();
          return () => void entry.listeners.delete(listener);
        },
        need(confirmations) {
          if (confirmations <= entry.wanted) return;
          entry.wanted = confirmations;
          if (entry.state.status !== "dead") activate();
        },
      };
    },
    lastCount: () => count,
    stop(reason) {
      stopped = true;
      clearTimeout(timer);
      for (const entry of entries.values()) {
        for (const listener of [...entry.listeners]) listener({ status: "dead", error: reason });
      }
      entries.clear();
    },
  };
}
