import type { LedgerClient } from "../../client/client.ts";
import type { InquiryCapacity, InquiryPurpose } from "../../vocabulary/inquiries.ts";
import { gatewayOf } from "../operations/operation.ts";
import { inquiriesPath, maybeDigest, requestId, type FileOf, type Inquiry, type InquiryOptions } from "./inquiry.ts";

/** What is asked for, in which capacity and for what. */
export type AskToConsultParams = FileOf & {
  readonly capacity: InquiryCapacity;
  readonly purpose: InquiryPurpose;
  /** The purpose in words, at most 500 characters. */
  readonly words: string;
  /** Of an interested party: the reason for its interest. */
  readonly interest?: string | undefined;
  /** Of a state organ: its name. */
  readonly organ?: string | undefined;
  /** SHA-256 of the paper on which is asked. */
  readonly documentDigest?: string | undefined;
  /** How long the permission is good, 1 to 30; 10 unless given. */
  readonly days?: number | undefined;
};

/**
 * Asks to consult a registration file, its purpose stated and recorded (article 30). Applicant, holder, registry and state
 * organs may read at once; an interested party when the registry has approved.
 *
 * @throws LedgerError GATEWAY_MISSING, INQUIRY_CAPACITY_DIFFERS, INQUIRY_UNDECIDED, CASE_UNKNOWN, codes of the gateway
 * @example
 * const { id, state } = await ledger.inquiries.ask({
 *   caseId: 7n, capacity: "interestedParty", purpose: "trade", words: "核实权利状况", interest: "拟受让该数据产品",
 * });
 */
export async function askToConsult(
  client: LedgerClient,
  { capacity, purpose, words, interest, organ, documentDigest, days, ...file }: AskToConsultParams,
  { id, signal }: InquiryOptions = {},
): Promise<Inquiry> {
  const path = inquiriesPath(file);
  const paper = maybeDigest(documentDigest, "documentDigest");
  const body = { capacity, purpose: { code: purpose, words }, interest, organ, documentDigest: paper, days };
  return (await gatewayOf(client).post(path, { body, headers: requestId(id), signal })) as Inquiry;
}
