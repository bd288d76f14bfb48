import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link resolveObjection} takes. */
export type ResolveObjectionParams = {
  /** Id of the case. */
  readonly caseId: Whole;
  readonly objectionId: Whole;
  readonly upheld: boolean;
  readonly documentDigest: string;
};

/**
 * Decides an objection (article 25); upheld means that the case is refused. By the registry (approve).
 *
 * @throws LedgerError OBJECTION_NOT_OPEN, CASE_OF_ANOTHER_REGISTRY
 * @example
 * await ledger.cases.resolveObjection({ caseId, objectionId: 0, upheld: false, documentDigest });
 */
export const resolveObjection = /* @__PURE__ */ defineWrite<ResolveObjectionParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("resolveObjection", [
      whole(params.caseId, { field: "caseId" }),
      whole(params.objectionId, { field: "objectionId" }),
      params.upheld,
      digest(params.documentDigest, "documentDigest"),
    ]),
});
