import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link consentToRegistration} takes. */
export type ConsentToRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
};

/**
 * Consents to an application made together: as joint applicant (article 21), as transferee (article 34), or as another
 * holder of data whose description changes (article 35). By that party (operate). The last consent files the case.
 *
 * @throws LedgerError CONSENT_NOT_DUE, CASE_NOT_IN_STATE, CASE_UNKNOWN, and what the application itself may meet
 * @example
 * const { missing, filed } = await (await ledger.cases.consent({ caseId })).wait();
 */
export const consentToRegistration = /* @__PURE__ */ defineWrite<
  ConsentToRegistrationParams,
  { /** How many have yet to consent. */ readonly missing: number; readonly filed: boolean }
>({
  contract: "AssetRegistry",
  data: ({ caseId }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("consentToRegistration", [whole(caseId, { field: "caseId" })]),
  result: (events) => {
    const missing = Number(argOf(events, "RegistrationConsented", "missing"));
    return { missing, filed: missing === 0 };
  },
});
