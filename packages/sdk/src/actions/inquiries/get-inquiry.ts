import type { LedgerClient } from "../../client/client.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { Inquiry, InquiryOptions } from "./inquiry.ts";

/**
 * An inquiry, for whoever may see it (article 30). One that the client may not see is one that is not there.
 *
 * @throws LedgerError INQUIRY_NOT_FOUND, GATEWAY_MISSING, codes of the gateway
 * @example
 * const { state, decision } = await ledger.inquiries.get(inquiryId);
 */
export async function getInquiry(
  client: LedgerClient,
  inquiryId: string,
  { signal }: Pick<InquiryOptions, "signal"> = {},
): Promise<Inquiry> {
  return (await gatewayOf(client).get(`/v1/inquiries/${encodeURIComponent(inquiryId)}`, { signal })) as Inquiry;
}
