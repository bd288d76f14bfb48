import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { analysesOf, analysisMask, type AnalysisInput } from "../../vocabulary/analyses.ts";

/** What {@link prohibitAnalyses} takes. */
export type ProhibitAnalysesParams = {
  /** The whole list; none allows every kind. */
  readonly analyses: readonly AnalysisInput[];
  readonly documentDigest: string;
};

/**
 * Sets which kinds of analysis no use may claim (大数据分析禁止清单). By an authority (approve) on a document; it acts at
 * the next use.
 *
 * @throws LedgerError PROHIBITION_UNCHANGED, DOCUMENT_MISSING, ROLE_MISSING, VALUE_UNKNOWN
 * @example
 * await authority.usage.prohibit({ analyses: ["reidentification", "priceDiscrimination"], documentDigest });
 */
export const prohibitAnalyses = /* @__PURE__ */ defineWrite<ProhibitAnalysesParams>({
  contract: "Ledger",
  data: ({ analyses, documentDigest }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("prohibitAnalyses", [
      analysisMask(analyses),
      digest(documentDigest, "documentDigest"),
    ]),
});

/** The kinds of analysis that are prohibited, by code. */
export async function getProhibited(client: LedgerClient, options?: ReadOptions): Promise<string[]> {
  return analysesOf(await read(client, () => client.contracts.ledger.prohibitedAnalyses(asOf(options))));
}
