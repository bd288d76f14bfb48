import { Transaction, type JsonRpcApiProvider, type Provider } from "ethers";
import { LedgerError } from "../errors/ledger-error.ts";
import { toLedgerError } from "../errors/to-ledger-error.ts";

/**
 * What became of signed bytes that were handed to a node:
 * `accepted` the node has them; `taken` another transaction has the nonce; `refused` the node will not have them;
 * `later` it will not have them now; `unsent` they never left; `unknown` nobody can tell.
 */
export type Delivery =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "taken" | "refused" | "later" | "unsent" | "unknown"; readonly error: LedgerError };

const outcomes: Readonly<Record<string, Delivery["outcome"]>> = {
  ALREADY_KNOWN: "accepted",
  NONCE_TOO_LOW: "taken",
  REPLACEMENT_UNDERPRICED: "taken",
  NONCE_TOO_DISTANT: "later",
  POOL_FULL: "later",
  RATE_LIMITED: "later",
  NODE_LAGGING: "later",
  // What a gateway says of them.
  NONCE_TAKEN: "taken",
  RATE_EXCEEDED: "later",
  OVERLOADED: "later",
  INDEX_NOT_READY: "later",
  INTERNAL: "unknown",
  GATEWAY_ANSWER_MALFORMED: "unknown",
  NODE_REFUSED_CONNECTION: "unsent",
  NODE_UNREACHABLE: "unknown",
  NODE_TIMEOUT: "unknown",
  NODE_UNAVAILABLE: "unknown",
  RPC_ANSWER_MALFORMED: "unknown",
  RPC_FAILED: "unknown",
  ABORTED: "unknown",
};

/** Hands signed bytes to somebody who sends them on, such as a gateway; throws when they were not taken. */
export type Submit = (raw: string) => Promise<void>;

/**
 * Hands signed bytes to a node once and judges the answer by its code. Never throws.
 *
 * @param submit hands them to somebody else instead
 */
export async function deliver(provider: Provider, raw: string, submit?: Submit): Promise<Delivery> {
  const { send } = provider as Partial<JsonRpcApiProvider>;
  try {
    if (submit) await submit(raw);
    // The provider's own method also asks for the head; were that to fail, a sent transaction would look unsent.
    else if (send) await send.call(provider, "eth_sendRawTransaction", [raw]);
    else await provider.broadcastTransaction(raw);
    return { outcome: "accepted" };
  } catch (cause) {
    const error = toLedgerError(cause, { details: { hash: Transaction.from(raw).hash } });
    const outcome = outcomes[error.code] ?? "refused";
    if (outcome === "accepted") return { outcome };
    return { outcome: outcome === "unsent" && !send && !submit ? "unknown" : outcome, error };
  }
}
