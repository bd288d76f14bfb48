import type { LedgerClient } from "../../client/client.ts";
import { gatewayOf, type Operation } from "./operation.ts";

/** How long to wait for an answer. */
export type GetOperationOptions = {
  /** Seconds after which the gateway answers even if the operation is not final; at once unless given. */
  readonly waitSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * What became of an operation at the gateway, by its id or its transaction's hash.
 *
 * @throws LedgerError OPERATION_NOT_FOUND, GATEWAY_MISSING, codes of the gateway
 * @example
 * const { state, block } = await ledger.operations.get(handle.hash, { waitSeconds: 10 });
 */
export async function getOperation(
  client: LedgerClient,
  idOrHash: string,
  { waitSeconds = 0, signal }: GetOperationOptions = {},
): Promise<Operation> {
  const headers = waitSeconds > 0 ? { prefer: `wait=${waitSeconds}` } : {};
  const path = `/v1/operations/${encodeURIComponent(idOrHash)}`;
  return (await gatewayOf(client).get(path, { headers, signal })) as Operation;
}
