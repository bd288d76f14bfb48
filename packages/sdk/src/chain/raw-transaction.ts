import { Transaction, type Interface, type Provider } from "ethers";
import type { ErrorTable } from "../errors/table.ts";
import { LedgerError } from "../errors/ledger-error.ts";
import { explainRevert } from "./explain.ts";
import { createFollower } from "./follower.ts";
import { createHandle, type TransactionHandle } from "./handle.ts";
import { handOver } from "./hand-over.ts";
import type { EngineProfile } from "./profile.ts";

/** A signed transaction, read. */
export type RawTransaction = {
  readonly hash: string;
  readonly from: string;
  readonly nonce: number;
  readonly to: string | undefined;
  readonly data: string;
  readonly raw: string;
};

/**
 * Reads signed bytes and checks what a node may not: legacy kind, this chain, the profile's price, size and a true
 * signature. (anvil takes a transaction for another chain and never mines it.)
 *
 * @throws LedgerError TRANSACTION_MALFORMED, TRANSACTION_TOO_LARGE, WRONG_CHAIN_ID, FEE_TOO_HIGH, FEE_TOO_LOW
 */
export function readRawTransaction(raw: string, chainId: bigint, profile: EngineProfile): RawTransaction {
  if (typeof raw !== "string" || !/^0x(?:[\da-f]{2})+$/i.test(raw)) throw new LedgerError("TRANSACTION_MALFORMED");
  const bytes = (raw.length - 2) / 2;
  const maxBytes = profile.maxTransactionBytes;
  if (bytes > maxBytes) throw new LedgerError("TRANSACTION_TOO_LARGE", { details: { bytes, maxBytes } });
  const parsed = parse(raw);
  const { hash, from, nonce, to, data, type, gasPrice } = parsed;
  if (hash === null || from === null || type !== 0 || gasPrice === null) throw new LedgerError("TRANSACTION_MALFORMED");
  if (parsed.chainId !== chainId) {
    throw new LedgerError("WRONG_CHAIN_ID", { details: { chainId: parsed.chainId, expected: chainId } });
  }
  if (gasPrice !== profile.gasPrice) {
    const details = { gasPrice, expected: profile.gasPrice };
    throw new LedgerError(gasPrice > profile.gasPrice ? "FEE_TOO_HIGH" : "FEE_TOO_LOW", { details });
  }
  return { hash, from, nonce, to: to ?? undefined, data, raw: raw.toLowerCase() };
}

function parse(raw: string): Transaction {
  try {
    const parsed = Transaction.from(raw);
    // Bytes that another encoding could stand for would be followed under a hash that no node knows.
    // Asking for the account proves that the signature is one.
    if (parsed.serialized === raw.toLowerCase() && parsed.from !== null) return parsed;
  } catch (cause) {
    throw new LedgerError("TRANSACTION_MALFORMED", { cause });
  }
  throw new LedgerError("TRANSACTION_MALFORMED");
}

/** What it takes to send signed bytes. */
export type SendRawOptions = {
  readonly provider: Provider;
  readonly profile: EngineProfile;
  readonly interface?: Interface | undefined;
  readonly table?: ErrorTable | undefined;
};

/**
 * Sends bytes that somebody else signed and follows them: sent again until their nonce is final.
 *
 * @throws LedgerError those of {@link readRawTransaction}; the node's refusal when nothing is on its way
 */
export async function sendRawTransaction(
  raw: string,
  options: SendRawOptions,
): Promise<TransactionHandle & { stop(): void }> {
  const { provider, profile } = options;
  const { chainId } = await provider.getNetwork();
  const transaction = readRawTransaction(raw, chainId, profile);
  const delivery = await handOver(provider, transaction.raw);
  if (delivery.outcome !== "accepted" && delivery.outcome !== "unknown") throw delivery.error;
  const { from, hash } = transaction;
  const follower = createFollower({ provider, address: from, profile });
  const following = follower.follow(transaction);
  const { to, data, value, gasLimit } = Transaction.from(raw);
  const handle = createHandle({
    id: hash,
    from,
    transaction,
    following,
    profile,
    explain: (receipt) => explainRevert(options, { from, to, data, value, gasLimit }, receipt),
  });
  return { ...handle, stop: () => follower.stop(new LedgerError("QUEUE_CLOSED")) };
}
