import { digestOf, type DocumentDigest } from "../codec/canonical.ts";
import type { CaseState, RefusalGround, RegistrationKind, Right } from "../vocabulary/enums.ts";

/** What every submission says of its case. Nothing in it changes later, so anyone computes the same text at any time. */
type CaseFacts = {
  /** `<chain id>:<address of the AssetRegistry, lower case>`. */
  readonly ledger: string;
  readonly caseId: string;
  readonly registration: RegistrationKind;
  /** The registry at which it was applied for: its address, and the digits that its certificates carry. */
  readonly registry: string;
  readonly registryCode: string;
  readonly applicant: string;
  /** Who applies with the applicant, or consents. */
  readonly others: readonly string[];
  readonly assetId: string;
  /** The asset's name when the case began. */
  readonly assetName: string;
  readonly fingerprint: string;
  /** What is registered, transferred, renewed or cancelled. */
  readonly rights: readonly Right[];
  /**
   * SHA-256 of the text of the notice, of the evidence, or of the decision; of a case that was withdrawn, of what it was
   * applied for with.
   */
  readonly material: string;
};

/** A public notice (公示), article 24. */
export type NoticeSubmission = CaseFacts & {
  readonly kind: "notice";
  /** RFC 3339 time, UTC. */
  readonly publishedAt: string;
};

/** The evidence of a registration (存证), article 26. */
export type EvidenceSubmission = CaseFacts & { readonly kind: "evidence" };

/** How a case ended (登记结果), article 8. */
export type ResultSubmission = CaseFacts & {
  readonly kind: "result";
  readonly outcome: Extract<CaseState, "certified" | "refused" | "withdrawn">;
  /** RFC 3339 time, UTC. */
  readonly closedAt: string;
  readonly ground: RefusalGround | null;
  /** What it issued, adjusted or ended. */
  readonly certificates: readonly { readonly number: string; readonly holder: string }[];
  /** Whether the certificates are marked 演示; null without any. */
  readonly sample: boolean | null;
};

/** What a registry submits of a case to the national service system. */
export type NationalSubmission = NoticeSubmission | EvidenceSubmission | ResultSubmission;

/** Where a submission has its place in the national service system: one for each ledger, case and kind. */
export function submissionPath({
  ledger,
  caseId,
  kind,
}: Pick<NationalSubmission, "ledger" | "caseId" | "kind">): string {
  return [ledger, caseId, kind].map(encodeURIComponent).join("/");
}

/**
 * The digests of a submission: SHA-256 and SM3 over its canonical JSON (RFC 8785). The first is what the ledger mirrors.
 *
 * @throws LedgerError DOCUMENT_NOT_CANONICAL
 * @example
 * const { sha256 } = await digestOfSubmission(submission);
 */
export async function digestOfSubmission(submission: NationalSubmission): Promise<DocumentDigest> {
  return digestOf(submission);
}
