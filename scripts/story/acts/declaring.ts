import type { JsonValue } from "@data-voucher/sdk";
import type { DataSet } from "../data.ts";
import type { Player } from "../cast.ts";
import type { Stage } from "../stage.ts";

/** What the story says of an asset when it is declared. */
export interface AssetPlan {
  readonly id: string;
  readonly name: string;
  readonly summary: string;
  readonly data: DataSet;
  readonly by: Player;
  readonly time: number;
  /** 1 collected, 2 publicly gathered, 3 by agreement, 4 derived */
  readonly source: number;
  /** 1 enterprise, 2 utility service, 3 government duty, 4 authorised product, 5 personal */
  readonly category: number;
  readonly sources?: readonly string[];
  readonly details?: { readonly [key: string]: JsonValue };
}

/** Writes the annex 1 description and declares the asset; returns its id. */
export async function declare(stage: Stage, plan: AssetPlan): Promise<string> {
  const { papers, assets, random, tell } = stage;
  const descriptorDigest = await papers.write("数据描述（附件1）", {
    name: plan.name,
    summary: plan.summary,
    origin: plan.data.origin,
    bytes: plan.data.bytes,
    ...plan.details,
  });
  const outcome = await tell({
    id: `declare ${plan.id}`,
    title: `申报数据资产：${plan.name}`,
    time: plan.time,
    by: plan.by,
    contract: assets,
    method: "declareAsset",
    args: [
      {
        key: random(`asset ${plan.id}`),
        name: plan.name,
        fingerprint: plan.data.fingerprint,
        descriptorDigest,
        source: plan.source,
        category: plan.category,
        grade: 1,
        sources: plan.sources ?? [],
      },
    ],
  });
  return outcome.event("AssetDeclared")["assetId"] as string;
}
