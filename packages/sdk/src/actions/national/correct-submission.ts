import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { whole } from "../../input/whole.ts";
import { answerStruct } from "./answer.ts";
import type { MirrorSubmissionParams } from "./mirror-submission.ts";

/** What {@link correctSubmission} takes. */
export type CorrectSubmissionParams = MirrorSubmissionParams & {
  /** Digest of the document that says why. */
  readonly documentDigest: string;
};

/**
 * Corrects what was written down of the national service system's answer; both stay on record. By the registry that keeps
 * the case (approve).
 *
 * @throws LedgerError SUBMISSION_NOT_CORRECTABLE, DOCUMENT_MISSING, RECEIPT_NUMBER_USED, SUBMISSION_TIME_INVALID,
 *   CASE_UNKNOWN, CASE_OF_ANOTHER_REGISTRY, RECEIPT_NUMBER_MALFORMED, VALUE_UNKNOWN
 * @example
 * await ledger.national.correct({ caseId, kind: "notice", answer, documentDigest });
 */
export const correctSubmission = /* @__PURE__ */ defineWrite<CorrectSubmissionParams>({
  contract: "AssetRegistry",
  data: ({ caseId, kind, answer, documentDigest }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("correctSubmission", [
      whole(caseId, { field: "caseId" }),
      choice("Submission", kind, "kind"),
      answerStruct(answer),
      digest(documentDigest, "documentDigest"),
    ]),
});
