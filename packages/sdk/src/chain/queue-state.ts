import type { Interface, Provider, Signer } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import type { ErrorTable } from "../errors/table.ts";
import { createFollower, type Follower, type FollowerOptions } from "./follower.ts";
import type { EngineProfile } from "./profile.ts";
import { createQueueJournal, type QueueJournal, type QueueRecord, type QueueStore } from "./queue-store.ts";
import type { SigningTerms } from "./sign.ts";

/** What a queue needs. */
export type NonceQueueOptions = {
  /** The key. Any ethers signer that can sign a transaction without sending it. */
  readonly signer: Signer;
  readonly provider: Provider;
  readonly profile: EngineProfile;
  /** Keeps signed transactions over a restart. Without one, what was on its way is not sent again after a crash. */
  readonly store?: QueueStore | undefined;
  /** Custom errors of the contracts, to explain refusals. */
  readonly interface?: Interface | undefined;
  readonly table?: ErrorTable | undefined;
};

/** A queue that knows its key, its chain and where it stands. */
export type QueueState = {
  readonly terms: SigningTerms;
  readonly provider: Provider;
  readonly follower: Follower;
  readonly journal: QueueJournal | undefined;
  /** Nonces that are signed and not final. */
  readonly open: Set<number>;
  /** Nonces below this may carry transactions of an earlier life of the key that nobody wrote down. */
  readonly strangersBelow: number;
  /** The nonce to sign next. */
  next: number;
};

/** What an earlier life of the queue left on record. */
export type LeftOver = QueueRecord & { readonly nonce: number };

/**
 * Finds out key, chain, and nonce by the `latest` count and the record; `pending` counts are never asked for.
 *
 * @throws LedgerError NODE_LAGGING when the node has not yet seen what was final on record
 */
export async function startQueue(
  { signer, provider, profile, store }: NonceQueueOptions,
  callbacks: Pick<FollowerOptions, "onStuck" | "onState">,
): Promise<{ readonly state: QueueState; readonly leftOver: readonly LeftOver[] }> {
  const [address, { chainId }, genesis] = await Promise.all([
    signer.getAddress(),
    provider.getNetwork(),
    provider.getBlock(0),
  ]);
  const scope = `nonce-queue/${chainId}-${genesis?.hash?.slice(2, 18) ?? ""}/${address.toLowerCase()}`;
  const journal = store && createQueueJournal(store, scope);
  const window = await journal?.window();
  const mined = await provider.getTransactionCount(address, "latest");
  if (window && mined < window.first) {
    throw new LedgerError("NODE_LAGGING", { details: { address, mined, expected: window.first } });
  }

  const leftOver: LeftOver[] = [];
  for (let nonce = window?.first ?? 0; nonce < (window?.next ?? 0); nonce += 1) {
    const record = await journal?.record(nonce);
    if (record) leftOver.push({ ...record, nonce });
  }
  const state: QueueState = {
    terms: { signer, address, chainId, profile },
    provider,
    follower: createFollower({ provider, address, profile, ...callbacks }),
    journal,
    open: new Set(),
    strangersBelow: journal ? 0 : mined + profile.maxInFlight,
    next: Math.max(mined, window?.next ?? 0),
  };
  return { state, leftOver };
}
