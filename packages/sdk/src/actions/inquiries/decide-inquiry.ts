import type { LedgerClient } from "../../client/client.ts";
import { digest } from "../../input/hex.ts";
import { gatewayOf } from "../operations/operation.ts";
import { requestId, type Inquiry, type InquiryOptions } from "./inquiry.ts";

/** The registry's decision. */
export type DecideInquiryParams = {
  readonly inquiryId: string;
  readonly approved: boolean;
  /** SHA-256 of the decision's document. */
  readonly documentDigest: string;
  /** SHA-256 of the documents that may be read; all of the file but personal ones unless given. */
  readonly documents?: readonly string[] | undefined;
};

/**
 * Decides on an interested party's inquiry at the signer's registry, once (article 30).
 *
 * @throws LedgerError DIGEST_MALFORMED, GATEWAY_MISSING, INQUIRY_NOT_FOUND, INQUIRY_DECIDED, codes of the gateway
 * @example
 * await ledger.inquiries.decide({ inquiryId, approved: true, documentDigest, documents: [report] });
 */
export async function decideInquiry(
  client: LedgerClient,
  { inquiryId, approved, documentDigest, documents }: DecideInquiryParams,
  { id, signal }: InquiryOptions = {},
): Promise<Inquiry> {
  const body = {
    approved,
    documentDigest: digest(documentDigest, "documentDigest"),
    documents: documents?.map((one) => digest(one, "documents")),
  };
  const path = `/v1/inquiries/${encodeURIComponent(inquiryId)}/decision`;
  return (await gatewayOf(client).post(path, { body, headers: requestId(id), signal })) as Inquiry;
}
