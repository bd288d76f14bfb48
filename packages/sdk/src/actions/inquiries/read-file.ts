import { clientError } from "../../client/client-errors.ts";
import type { LedgerClient } from "../../client/client.ts";
import { digestOfBytes } from "../../codec/canonical.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { InquiryOptions } from "./inquiry.ts";
import { itemsOf } from "./pages.ts";

/** A document on the file of a case. */
export type FiledDocument = {
  /** SHA-256. */
  readonly digest: string;
  readonly sm3: string;
  readonly size: number;
  readonly mediaType: string;
  readonly storedAt: string;
};

/**
 * The documents on the file of a case that an inquiry covers; each look is recorded (article 30).
 *
 * @throws LedgerError INQUIRY_NOT_FOUND, INQUIRY_UNDECIDED, INQUIRY_REFUSED, INQUIRY_EXPIRED, INQUIRY_NOT_COVERING,
 *   GATEWAY_MISSING, codes of the gateway
 * @example
 * for await (const { digest } of ledger.inquiries.file({ caseId: 7n, inquiryId })) console.log(digest);
 */
export function listCaseFile(
  client: LedgerClient,
  { caseId, inquiryId }: { readonly caseId: Whole; readonly inquiryId: string },
  { signal }: Pick<InquiryOptions, "signal"> = {},
): AsyncGenerator<FiledDocument, void> {
  const path = `/v1/registrations/${whole(caseId, { field: "caseId" })}/file`;
  return itemsOf(client, path, { signal, inquiry: inquiryId });
}

/**
 * The bytes of a document within an inquiry, compared with their digest; the reading is on record before they leave the
 * gateway (article 30).
 *
 * @throws LedgerError DOCUMENT_NOT_FOUND, INQUIRY_NOT_FOUND, INQUIRY_UNDECIDED, INQUIRY_REFUSED, INQUIRY_EXPIRED,
 *   INQUIRY_NOT_COVERING, DIGEST_MALFORMED, GATEWAY_ANSWER_MALFORMED, GATEWAY_MISSING, codes of the gateway
 * @example
 * const report = await ledger.inquiries.read({ digest, inquiryId });
 */
export async function readCaseDocument(
  client: LedgerClient,
  document: { readonly digest: string; readonly inquiryId: string },
  { signal }: Pick<InquiryOptions, "signal"> = {},
): Promise<Uint8Array> {
  const wanted = digest(document.digest, "digest");
  const path = `/v1/documents/${wanted.slice(2)}`;
  const query = { inquiry: document.inquiryId };
  const bytes = await gatewayOf(client).bytes(path, { query, signal });
  const { sha256 } = await digestOfBytes(bytes);
  if (sha256 !== wanted) throw clientError("GATEWAY_ANSWER_MALFORMED", { field: path, value: sha256 });
  return bytes;
}
