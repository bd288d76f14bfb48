import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { yearOf } from "../calendar/year.ts";

/** What {@link appraiseYearlyReport} takes. */
export type AppraiseYearlyReportParams = {
  /** The registry that filed it: its party, or one of its accounts. */
  readonly registry: string;
  readonly year: number;
  /** Digest of the appraisal. */
  readonly documentDigest: string;
};

/**
 * Appraises a registry's report of a year (年度评价, article 12), due on 30 April. By an authority (approve), once.
 *
 * @throws LedgerError REPORT_NOT_OPEN, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.registries.appraiseReport({ registry, year: 2026, documentDigest });
 */
export const appraiseYearlyReport = /* @__PURE__ */ defineWrite<AppraiseYearlyReportParams>({
  contract: "AssetRegistry",
  data: async ({ registry, year, documentDigest }, client) =>
    client.contracts.assets.interface.encodeFunctionData("appraiseYearlyReport", [
      await partyFor(client, registry, "registry"),
      yearOf(year),
      digest(documentDigest, "documentDigest"),
    ]),
});
