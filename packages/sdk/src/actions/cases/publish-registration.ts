import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link publishRegistration} takes. */
export type PublishRegistrationParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly noticeDigest: string;
};

/**
 * Publishes a case for objections, for the working days of its profile (公示, article 24). By the registry (operate).
 *
 * @throws LedgerError CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.publish({ caseId, noticeDigest });
 * const { noticeUntil } = await ledger.cases.clock(caseId);
 */
export const publishRegistration = /* @__PURE__ */ defineWrite<PublishRegistrationParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("publishRegistration", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.noticeDigest, "noticeDigest"),
    ]),
});
