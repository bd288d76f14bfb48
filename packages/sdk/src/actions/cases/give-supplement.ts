import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link giveSupplement} takes. */
export type GiveSupplementParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly evidenceDigest: string;
};

/**
 * Adds the material that was asked for, before its deadline (article 17). By the applicant (operate). Given before
 * acceptance, the registry's time to answer begins anew.
 *
 * @throws LedgerError CASE_NOT_IN_STATE, SUPPLEMENT_TOO_LATE, CASE_OF_ANOTHER_APPLICANT
 * @example
 * await ledger.cases.giveSupplement({ caseId, evidenceDigest });
 */
export const giveSupplement = /* @__PURE__ */ defineWrite<GiveSupplementParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("giveSupplement", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.evidenceDigest, "evidenceDigest"),
    ]),
});
