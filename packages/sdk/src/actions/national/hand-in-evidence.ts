import type { LedgerClient } from "../../client/client.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { requestId, type InquiryOptions } from "../inquiries/inquiry.ts";
import { gatewayOf } from "../operations/operation.ts";

/** Which case, and its evidence. */
export type HandInEvidenceParams = {
  readonly caseId: Whole;
  /** Digest of the evidence, with which the case is certified then. */
  readonly evidenceDigest: string;
};

/** Evidence that waits for the national service system. */
export type HandedInEvidence = {
  readonly caseId: string;
  readonly evidenceDigest: string;
  /** RFC 3339 time, UTC. */
  readonly at: string;
};

/**
 * Has the national service system confirm the evidence of a case before it is certified (article 26). By the registry, at
 * its gateway, which submits it and mirrors the answer.
 *
 * @throws LedgerError DIGEST_MALFORMED, GATEWAY_MISSING, CASE_NOT_IN_STATE, SUBMISSION_MIRRORED_BEFORE,
 *   NATIONAL_SYSTEM_NOT_SET, codes of the gateway
 * @example
 * await ledger.national.handIn({ caseId, evidenceDigest }, { id: "evidence-17" });
 */
export async function handInEvidence(
  client: LedgerClient,
  { caseId, evidenceDigest }: HandInEvidenceParams,
  { id, signal }: InquiryOptions = {},
): Promise<HandedInEvidence> {
  const path = `/v1/registrations/${whole(caseId, { field: "caseId" })}/evidence`;
  const body = { evidenceDigest: digest(evidenceDigest, "evidenceDigest") };
  return (await gatewayOf(client).post(path, { body, headers: requestId(id), signal })) as HandedInEvidence;
}
