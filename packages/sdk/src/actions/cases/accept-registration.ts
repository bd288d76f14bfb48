import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link acceptRegistration} takes. */
export type AcceptRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly documentDigest: string;
};

/**
 * Accepts an application (受理, article 17). By the registry (operate).
 *
 * @throws LedgerError CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.accept({ caseId, documentDigest });
 */
export const acceptRegistration = /* @__PURE__ */ defineWrite<AcceptRegistrationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("acceptRegistration", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
