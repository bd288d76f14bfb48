import { defineWrite } from "../../client/write.ts";
import { choice } from "../../input/choice.ts";
import { digest, optionalDigest } from "../../input/hex.ts";
import type { Grade } from "../../vocabulary/enums.ts";

/** What {@link gradeAsset} takes. */
export type GradeAssetParams = {
  readonly assetId: string;
  readonly grade: Grade;
  readonly assessmentDigest?: string | null | undefined;
  readonly documentDigest: string;
};

/**
 * Changes the grade of an asset (数据分级), with the risk assessment where there is one. By an authority (approve). Series
 * over the asset lose their basis, or have it back, at once.
 *
 * @throws LedgerError ASSET_UNKNOWN, GRADE_INVALID, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.assets.grade({ assetId, grade: "important", assessmentDigest, documentDigest });
 */
export const gradeAsset = /* @__PURE__ */ defineWrite<GradeAssetParams>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("gradeAsset", [
      digest(params.assetId, "assetId"),
      choice("Grade", params.grade, "grade"),
      optionalDigest(params.assessmentDigest, "assessmentDigest"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
