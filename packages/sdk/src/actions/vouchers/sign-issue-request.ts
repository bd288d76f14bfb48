import type { LedgerClient } from "../../client/client.ts";
import { issueRequestTypes, signRequestData } from "../../client/typed-data.ts";
import { random32 } from "../../input/random.ts";
import { timeText } from "../../input/time.ts";
import { encodeIssueRequest, type IssueRequest, type SignedIssueRequest } from "./issue-request.ts";

/** What {@link signIssueRequest} takes. */
export type SignIssueRequestParams = Omit<IssueRequest, "nonce"> & Partial<Pick<IssueRequest, "nonce">>;

/**
 * Signs an order to a registry to mint (EIP-712), with an account of the grantor that may operate. Accounts among the
 * receivers are written as their parties; a random number is taken where none is given.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED, PARTY_UNKNOWN, codes of the input
 * @example
 * const request = await grantor.vouchers.signIssueRequest({
 *   seriesId: 3, items: [{ to: buyer, units: "1000", digest }], deadline: "2026-12-01T10:00:00Z",
 * });
 * await fetch(registryDesk, { method: "POST", body: JSON.stringify(request) });
 */
export async function signIssueRequest(
  client: LedgerClient,
  { nonce = BigInt(random32()), ...request }: SignIssueRequestParams,
): Promise<SignedIssueRequest> {
  const value = await encodeIssueRequest(client, { ...request, nonce });
  const signature = await signRequestData(client, issueRequestTypes, value);
  const items = value.to.map((to, i) => ({ to, units: String(value.units[i]), digest: value.digests[i] as string }));
  return {
    seriesId: Number(value.seriesId),
    items,
    nonce: String(value.nonce),
    deadline: timeText(value.deadline),
    signature,
  };
}
