import type { LedgerClient } from "../../client/client.ts";
import { bytes } from "../../input/hex.ts";
import { gatewayOf, type Operation } from "./operation.ts";

/** How to hand a signed transaction in. */
export type SubmitRawOptions = {
  /** Request id; a repeat with the same bytes is the same operation. */
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Hands a transaction that was signed elsewhere to the gateway, which keeps, sends and follows it.
 *
 * @throws LedgerError NONCE_TAKEN, IDEMPOTENCY_KEY_REUSED, CONTRACT_FOREIGN, GATEWAY_MISSING, codes of the gateway
 * @example
 * const { id } = await ledger.operations.submit(signedBytes, { id: "order-17" });
 */
export async function submitRaw(client: LedgerClient, raw: string, { id, signal }: SubmitRawOptions = {}) {
  const headers = id === undefined ? {} : { "idempotency-key": id };
  const body = { raw: bytes(raw, "raw") };
  return (await gatewayOf(client).post("/v1/transactions", { body, headers, signal })) as Operation;
}
