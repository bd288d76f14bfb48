import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link waiveNotice} takes. */
export type WaiveNoticeParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  /** Digest of the request with its reason. */
  readonly documentDigest: string;
};

/**
 * Waives the public notice on request and for a good reason (免予公示, article 24). By the registry (approve).
 *
 * @throws LedgerError NOTICE_NOT_WAIVABLE, CASE_NOT_IN_STATE, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.waiveNotice({ caseId, documentDigest });
 */
export const waiveNotice = /* @__PURE__ */ defineWrite<WaiveNoticeParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("waiveNotice", [
      whole(params.caseId, { field: "caseId" }),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
