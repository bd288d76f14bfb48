import { random32 } from "../../input/random.ts";
import { address, digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { InquiryCapacity, InquiryPurpose, InquiryState } from "../../vocabulary/inquiries.ts";

/** One reading within an inquiry; times are RFC 3339. */
export type InquiryRead = {
  readonly at: string;
  readonly what: "file" | "document" | "details";
  /** SHA-256 of what was read; null for the list of the file. */
  readonly digest: string | null;
  readonly party: string | null;
};

/**
 * Who asked to consult a registration file, and for what (article 30): a home record of the gateway. Times are RFC 3339.
 */
export type Inquiry = {
  readonly id: string;
  readonly subject: { readonly kind: "case" | "party"; readonly id: string };
  /** The registry that keeps the file; after a takeover, the one that took over. */
  readonly registry: string | null;
  readonly asker: string | null;
  readonly capacity: InquiryCapacity;
  readonly purpose: { readonly code: InquiryPurpose; readonly words: string };
  /** Why an interested party asks; null for whoever is not to know. */
  readonly interest: string | null;
  readonly organ: string | null;
  readonly documentDigest: string | null;
  readonly state: InquiryState;
  readonly askedAt: string;
  readonly days: number;
  /** End of the permission; null without one. */
  readonly until: string | null;
  readonly decision: {
    readonly approved: boolean;
    readonly at: string;
    readonly documentDigest: string;
    readonly documents: readonly string[] | null;
  } | null;
  /** The newest 20; {@link getInquiryReads} tells all. */
  readonly reads: readonly InquiryRead[];
  readonly moreReads: boolean;
};

/** Whose file: that of a case by its number, or the contact details of a party by its address. */
export type FileOf = { readonly caseId: Whole } | { readonly party: string };

/** How to write. */
export type InquiryOptions = {
  /** Request id; a repeat gives the first result. */
  readonly id?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** The path of a file's inquiries. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, ADDRESS_MALFORMED */
export function inquiriesPath(file: FileOf): string {
  if ("caseId" in file) return `/v1/registrations/${whole(file.caseId, { field: "caseId" })}/inquiries`;
  return `/v1/parties/${address(file.party, "party")}/inquiries`;
}

/** Header of a write with its request id, a new one where none is given. */
export const requestId = (id: string = random32()) => ({ "idempotency-key": id });

/** A digest, or undefined where none is given. @throws LedgerError DIGEST_MALFORMED */
export const maybeDigest = (value: string | undefined, field: string) =>
  value === undefined ? undefined : digest(value, field);
