import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link examineRegistration} takes. */
export type ExamineRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly reportDigest: string;
};

/**
 * Records the examination (审查, articles 18 to 21). By the registry (operate).
 *
 * @throws LedgerError CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.examine({ caseId, reportDigest });
 */
export const examineRegistration = /* @__PURE__ */ defineWrite<ExamineRegistrationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("examineRegistration", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.reportDigest, "reportDigest"),
    ]),
});
