import type { LedgerClient } from "../../client/client.ts";
import { ownParty } from "../../client/resolve.ts";
import { apiKeyRequestTypes, signRequestData } from "../../client/typed-data.ts";
import { random32 } from "../../input/random.ts";
import { timeText } from "../../input/time.ts";
import { gatewayOf } from "../operations/operation.ts";

/** What the API key is for. */
export type RequestApiKeyParams = {
  /** Who or what will use it, for the gateway's list of keys. */
  readonly label: string;
  /** How long it is good; 365 days unless given. */
  readonly days?: number | undefined;
};

/** How to ask for it. */
export type RequestApiKeyOptions = {
  /** Request id; a repeat does not make a second key. */
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** An API key; `key` is null in the answer to a repeat, since the gateway shows it once and keeps its digest only. */
export type MadeApiKey = { readonly id: string; readonly key: string | null };

/**
 * Asks the gateway for an API key of the signer's party, proved by the signature of an account that may manage. With it
 * the party reads what the gateway keeps for its eyes: its contact details and the documents that name it. Sign for a
 * gateway that you trust: the request is good for five minutes at any gateway of this ledger.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED, ACCOUNT_UNKNOWN, ACCOUNT_LACKS_POWER, ACCOUNT_REVOKED,
 *   ACCOUNT_EXPIRED, GATEWAY_MISSING, codes of the gateway
 * @example
 * const { key } = await ledger.apiKeys.request({ label: "archive", days: 90 });
 */
export async function requestApiKey(
  client: LedgerClient,
  { label, days = 365 }: RequestApiKeyParams,
  { id = random32(), signal }: RequestApiKeyOptions = {},
): Promise<MadeApiKey> {
  const gateway = gatewayOf(client);
  const party = await ownParty(client);
  const signedAt = Math.floor(Date.now() / 1000);
  const signature = await signRequestData(client, apiKeyRequestTypes, { party, label, days, signedAt, requestId: id });
  const body = { label, days, signedAt: timeText(signedAt), signature };
  const headers = { "idempotency-key": id };
  return (await gateway.post(`/v1/parties/${party}/keys`, { body, headers, signal })) as MadeApiKey;
}
