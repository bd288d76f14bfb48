import { ZeroAddress } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { seriesRequestTypes, signRequestData } from "../../client/typed-data.ts";
import { random32 } from "../../input/random.ts";
import { timeText } from "../../input/time.ts";
import { showConditions } from "./conditions.ts";
import { encodeSeriesRequest, type SeriesRequest, type SignedSeriesRequest } from "./series-request.ts";

/** What {@link signSeriesRequest} takes. */
export type SignSeriesRequestParams = Omit<SeriesRequest, "nonce"> & Partial<Pick<SeriesRequest, "nonce">>;

/**
 * Signs an order to a registry to open a series (EIP-712), with an account of the grantor that may operate.
 *
 * @throws LedgerError SIGNER_MISSING, SIGNING_FAILED, codes of the input
 * @example
 * const request = await grantor.series.signRequest({ terms, deadline: "2026-12-01T10:00:00Z" });
 */
export async function signSeriesRequest(
  client: LedgerClient,
  { nonce = BigInt(random32()), ...request }: SignSeriesRequestParams,
): Promise<SignedSeriesRequest> {
  const value = await encodeSeriesRequest(client, { ...request, nonce });
  const signature = await signRequestData(client, seriesRequestTypes, value);
  const { basisId, cap, unitPrice, start, end, namedUser, conditions, termsDigest } = value.terms;
  return {
    terms: {
      ...request.terms,
      basis: { kind: request.terms.basis.kind, id: String(basisId) },
      cap: String(cap),
      unitPrice: String(unitPrice),
      start: timeText(start),
      end: timeText(end),
      namedUser: namedUser === ZeroAddress ? null : namedUser,
      conditions: showConditions(conditions),
      termsDigest,
    },
    nonce: String(value.nonce),
    deadline: timeText(value.deadline),
    signature,
  };
}
