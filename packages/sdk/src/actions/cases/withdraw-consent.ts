import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link withdrawConsent} takes. */
export type WithdrawConsentParams = {
  /** Id of the case. */
  readonly caseId: Whole;
};

/**
 * Takes back one's consent to an application made together, as long as another's is missing (articles 21, 34, 35). By
 * that party (operate). Once filed, a case ends only by its applicant's withdrawal or the registry's decision.
 *
 * @throws LedgerError CONSENT_NOT_GIVEN, CASE_NOT_IN_STATE, CASE_UNKNOWN
 * @example
 * const { missing } = await (await ledger.cases.withdrawConsent({ caseId })).wait();
 */
export const withdrawConsent = /* @__PURE__ */ defineWrite<
  WithdrawConsentParams,
  { /** How many have yet to consent. */ readonly missing: number }
>({
  contract: "AssetRegistry",
  data: ({ caseId }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("withdrawConsent", [whole(caseId, { field: "caseId" })]),
  result: (events) => ({ missing: Number(argOf(events, "ConsentWithdrawn", "missing")) }),
});
