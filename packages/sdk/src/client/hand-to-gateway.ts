import { clientError } from "./client-errors.ts";
import type { LedgerClient } from "./client.ts";

/**
 * Makes what hands signed bytes to the gateway, which has them on disk when it answers. The request id goes with them,
 * so that the gateway takes it once.
 *
 * @throws LedgerError GATEWAY_MISSING
 */
export function handToGateway({ gateway }: LedgerClient): (raw: string, id: string) => Promise<void> {
  if (!gateway) throw clientError("GATEWAY_MISSING");
  return async (raw, id) => {
    await gateway.post("/v1/transactions", { body: { raw }, headers: { "idempotency-key": id } });
  };
}
