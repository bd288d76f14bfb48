import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";
import type { RefusalGround } from "../../vocabulary/enums.ts";

/** What {@link refuseRegistration} takes. */
export type RefuseRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly ground: RefusalGround;
  readonly documentDigest: string;
};

/**
 * Refuses a case, or ends it (不予登记, articles 18 and 22). By the registry (approve).
 *
 * @throws LedgerError GROUND_MISSING, CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.refuse({ caseId, ground: "openDispute", documentDigest });
 */
export const refuseRegistration = /* @__PURE__ */ defineWrite<RefuseRegistrationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("refuseRegistration", [
      whole(params.caseId, { field: "caseId" }),
      choice("RefusalGround", params.ground, "ground"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
