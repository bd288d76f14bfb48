import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { wellFormedText } from "../../codec/text.ts";
import { choice } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Source, Category, Grade } from "../../vocabulary/enums.ts";

/** What {@link declareAsset} takes. */
export type DeclareAssetParams = {
  /** From `randomAssetKey()`; with the declarant it makes the asset's id. */
  readonly key: string;
  /** 数据名称, no personal details. */
  readonly name: string;
  /** Root that `fingerprint` makes of the data. */
  readonly fingerprint: string;
  /** SHA-256 of the canonical JSON of the annex 1 description (`digestOf`). */
  readonly descriptorDigest: string;
  readonly source: Source;
  readonly category: Category;
  readonly grade: Grade;
  /** Assets that it was derived from; only where the source is `derived`. */
  readonly sources?: readonly string[] | undefined;
};

/**
 * Declares an asset (数据资产申报). By a trader, or a public body for data of government duty (operate). The recorded grade
 * is the strictest of the declared one and those of the sources.
 *
 * @throws LedgerError ASSET_EXISTS, ASSET_INCOMPLETE, ASSET_NAME_INVALID, ASSET_SOURCES_INVALID,
 *   CATEGORY_NOT_FOR_PARTY, TEXT_BIDI_CONTROL, TEXT_CONTROL_CHARACTER, TEXT_NUL
 * @example
 * const { root } = await fingerprint(file);
 * const handle = await ledger.assets.declare({
 *   key: randomAssetKey(), name: "货运时效数据", fingerprint: root, descriptorDigest,
 *   source: "collected", category: "enterprise", grade: "general",
 * });
 * const { assetId } = await handle.wait();
 */
export const declareAsset = /* @__PURE__ */ defineWrite<DeclareAssetParams, { readonly assetId: string }>({
  contract: "AssetRegistry",
  data: (params, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("declareAsset", [
      {
        key: digest(params.key, "key"),
        name: wellFormedText(params.name, { minChars: 1, maxChars: 256, field: "name" }),
        fingerprint: digest(params.fingerprint, "fingerprint"),
        descriptorDigest: digest(params.descriptorDigest, "descriptorDigest"),
        source: choice("Source", params.source, "source"),
        category: choice("Category", params.category, "category"),
        grade: choice("Grade", params.grade, "grade"),
        sources: (params.sources ?? []).map((source) => digest(source, "sources")),
      },
    ]),
  result: (events) => ({ assetId: argOf(events, "AssetDeclared", "assetId") }),
});
