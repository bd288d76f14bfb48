import { LedgerError } from "../errors/ledger-error.ts";
import type { SignedTransaction } from "./follower.ts";
import { handOver } from "./hand-over.ts";
import type { QueueState } from "./queue-state.ts";
import { signRequest, type LedgerRequest } from "./sign.ts";

/** Nonces that other programs may have taken before the queue gives up. */
const conflictsAllowed = 256;

/**
 * Signs a request with the next free nonce, puts it on record and hands it to the node. One at a time: because the
 * node has answered for a nonce before the next one is used, a refusal leaves no gap and its nonce is used again.
 *
 * @param named true when the caller chose the id
 * @param submit hands the bytes to somebody else instead
 * @throws LedgerError of the node when nothing is on its way, NONCE_CONFLICT, STORE_FAILED and those of signing
 */
export async function place(
  state: QueueState,
  request: LedgerRequest,
  id: string,
  named: boolean,
  submit?: (raw: string, id: string) => Promise<void>,
): Promise<SignedTransaction> {
  const { terms, provider, journal } = state;
  let nonce = Math.max(state.next, state.follower.lastCount());
  for (let conflicts = 0; conflicts <= conflictsAllowed; conflicts += 1) {
    const transaction = await signRequest(terms, request, nonce);
    // An earlier life of this key may have sent the very same bytes for an earlier request.
    const stranger = nonce < state.strangersBelow && (await provider.getTransaction(transaction.hash)) !== null;
    if (!stranger) {
      const window = { first: Math.min(nonce, ...state.open), next: nonce + 1 };
      await journal?.putRecord(nonce, { id, hash: transaction.hash, raw: transaction.raw }, named, window);
      const delivery = await handOver(provider, transaction.raw, submit && ((raw) => submit(raw, id)));
      if (delivery.outcome === "accepted" || delivery.outcome === "unknown") {
        state.open.add(nonce);
        state.next = nonce + 1;
        return transaction;
      }
      await journal?.dropRecord(nonce);
      if (delivery.outcome !== "taken") {
        await journal?.putWindow({ first: Math.min(state.next, ...state.open), next: state.next });
        throw delivery.error;
      }
    }
    nonce = Math.max(nonce + 1, await provider.getTransactionCount(terms.address, "latest"));
  }
  throw new LedgerError("NONCE_CONFLICT", { details: { address: terms.address, nonce } });
}

/**
 * Puts an empty transaction of the key to itself on a nonce for which the chain waits in vain, so that those behind it
 * are mined. It cannot replace a transaction that a node still holds: at the same price a replacement is refused.
 */
export async function fillNonce(state: QueueState, nonce: number): Promise<void> {
  const filler = await signRequest(state.terms, { to: state.terms.address, gasLimit: 21_000n }, nonce);
  await handOver(state.provider, filler.raw);
}
