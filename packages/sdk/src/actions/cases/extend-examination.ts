import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link extendExamination} takes. */
export type ExtendExaminationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  /** 1 to as many as the case's profile allows; 10 by the national guide. */
  readonly workingDays: number;
  readonly documentDigest: string;
};

/**
 * Extends the time to finish a case, once and before it is over (延期, article 28). By the registry (approve).
 *
 * @throws LedgerError EXTENSION_GRANTED, EXTENSION_INVALID, EXTENSION_TOO_LATE, CASE_NOT_IN_STATE
 * @example
 * await ledger.cases.extend({ caseId, workingDays: 10, documentDigest });
 */
export const extendExamination = /* @__PURE__ */ defineWrite<ExtendExaminationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("extendExamination", [
      whole(params.caseId, { field: "caseId" }),
      whole(params.workingDays, { max: 255n, field: "workingDays" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
