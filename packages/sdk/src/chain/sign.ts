import { Transaction, type Signer, type TransactionRequest } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import type { SignedTransaction } from "./follower.ts";
import type { EngineProfile } from "./profile.ts";

/** A write before it has a nonce. */
export type LedgerRequest = {
  /** Contract to call; undefined to deploy one. */
  readonly to?: string | undefined;
  readonly data?: string | undefined;
  readonly value?: bigint | undefined;
  /** Gas limit; estimated, with a quarter on top, where it is left out. */
  readonly gasLimit?: bigint | undefined;
};

/** What is fixed for all transactions of a queue. */
export type SigningTerms = {
  readonly signer: Signer;
  readonly address: string;
  readonly chainId: bigint;
  readonly profile: EngineProfile;
};

/**
 * Signs a legacy transaction and reads the bytes back: a signer that changed anything is not believed, and bytes for
 * another chain never leave (not every engine refuses those by itself).
 *
 * @throws LedgerError SIGNING_FAILED, SIGNER_MISMATCH, TRANSACTION_TOO_LARGE
 */
export async function signRequest(
  terms: SigningTerms,
  request: LedgerRequest,
  nonce: number,
): Promise<SignedTransaction> {
  const { signer, address, chainId, profile } = terms;
  const wanted: TransactionRequest = {
    type: 0,
    chainId,
    nonce,
    gasPrice: profile.gasPrice,
    gasLimit: request.gasLimit ?? 0n,
    to: request.to ?? null,
    data: request.data ?? "0x",
    value: request.value ?? 0n,
  };
  const raw = await signer.signTransaction(wanted).catch((cause: unknown) => {
    throw new LedgerError("SIGNING_FAILED", { cause, details: { address } });
  });
  const size = (raw.length - 2) / 2;
  if (size > profile.maxTransactionBytes) {
    throw new LedgerError("TRANSACTION_TOO_LARGE", { details: { bytes: size, maxBytes: profile.maxTransactionBytes } });
  }
  const signed = Transaction.from(raw);
  const changed = (["type", "chainId", "nonce", "gasPrice", "gasLimit", "data", "value"] as const).filter(
    (field) => String(signed[field]).toLowerCase() !== String(wanted[field]).toLowerCase(),
  );
  if ((signed.to ?? "").toLowerCase() !== String(wanted.to ?? "").toLowerCase()) changed.push("data");
  if (changed.length > 0 || signed.from !== address) {
    throw new LedgerError("SIGNER_MISMATCH", { details: { address, signedBy: signed.from, changed } });
  }
  return { hash: signed.hash as string, nonce, raw };
}
