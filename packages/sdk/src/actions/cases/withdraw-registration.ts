import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link withdrawRegistration} takes. */
export type WithdrawRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
};

/**
 * Takes an application back before it is closed. By the applicant (operate).
 *
 * @throws LedgerError CASE_NOT_IN_STATE, CASE_OF_ANOTHER_APPLICANT
 * @example
 * await ledger.cases.withdraw({ caseId });
 */
export const withdrawRegistration = /* @__PURE__ */ defineWrite<WithdrawRegistrationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("withdrawRegistration", [whole(params.caseId, { field: "caseId" })]),
});
