import type { LedgerClient } from "../../client/client.ts";
import { digest } from "../../input/hex.ts";
import { inquiriesPath, type FileOf, type Inquiry, type InquiryOptions, type InquiryRead } from "./inquiry.ts";
import { itemsOf } from "./pages.ts";

/**
 * Which inquiries: on a file, that of a certificate or of an asset's cases; those that wait for the registry; or all that
 * the client has to do with.
 */
export type InquiryQuery = FileOf | { readonly certificate: string } | { readonly assetId: string } | "waiting" | "own";

/**
 * Who asked to consult files, newest first; those that wait for the registry oldest first. The holder sees who looked,
 * when and for what, except inquiries of state organs; the regulator sees all; a registry those at it (article 30).
 *
 * @throws LedgerError GATEWAY_MISSING, INQUIRIES_OF_OTHERS, DIGEST_MALFORMED, codes of the gateway
 * @example
 * for await (const { asker, purpose, reads } of ledger.inquiries.list({ caseId: 7n })) console.log(asker, purpose.words);
 */
export function listInquiries(
  client: LedgerClient,
  query: InquiryQuery,
  { signal }: Pick<InquiryOptions, "signal"> = {},
): AsyncGenerator<Inquiry, void> {
  return itemsOf(client, pathOf(query), { signal });
}

function pathOf(query: InquiryQuery): string {
  if (query === "waiting") return "/v1/inquiries/waiting";
  if (query === "own") return "/v1/inquiries";
  if ("certificate" in query) return `/v1/certificates/${encodeURIComponent(query.certificate)}/inquiries`;
  if ("assetId" in query) return `/v1/assets/${digest(query.assetId, "assetId")}/inquiries`;
  return inquiriesPath(query);
}

/**
 * Everything that was read within an inquiry, newest first, for whoever may see the inquiry (article 30).
 *
 * @throws LedgerError INQUIRY_NOT_FOUND, GATEWAY_MISSING, codes of the gateway
 * @example
 * for await (const { at, digest } of ledger.inquiries.reads(inquiryId)) console.log(at, digest);
 */
export function getInquiryReads(
  client: LedgerClient,
  inquiryId: string,
  { signal }: Pick<InquiryOptions, "signal"> = {},
): AsyncGenerator<InquiryRead, void> {
  return itemsOf(client, `/v1/inquiries/${encodeURIComponent(inquiryId)}/reads`, { signal });
}
