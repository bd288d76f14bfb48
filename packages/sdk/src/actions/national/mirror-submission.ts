import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { SubmissionKind } from "../../vocabulary/enums.ts";
import { answerStruct, type SubmissionAnswerInput } from "./answer.ts";

/** What {@link mirrorSubmission} takes. */
export type MirrorSubmissionParams = {
  readonly caseId: Whole;
  readonly kind: SubmissionKind;
  readonly answer: SubmissionAnswerInput;
};

/**
 * Writes down what the national service system answered to the notice, the evidence or the result of a case (articles 8,
 * 24 and 26). By the registry that keeps the case (operate), once for each.
 *
 * @throws LedgerError SUBMISSION_TOO_EARLY, SUBMISSION_MIRRORED_BEFORE, RECEIPT_NUMBER_USED, SUBMISSION_TIME_INVALID,
 *   CASE_UNKNOWN, CASE_OF_ANOTHER_REGISTRY, RECEIPT_NUMBER_MALFORMED, VALUE_UNKNOWN
 * @example
 * await ledger.national.mirror({ caseId, kind: "evidence", answer });
 */
export const mirrorSubmission = /* @__PURE__ */ defineWrite<MirrorSubmissionParams>({
  contract: "AssetRegistry",
  data: ({ caseId, kind, answer }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("mirrorSubmission", [
      whole(caseId, { field: "caseId" }),
      choice("Submission", kind, "kind"),
      answerStruct(answer),
    ]),
});
