import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { yearOf } from "../calendar/year.ts";

/** What {@link fileYearlyReport} takes. */
export type FileYearlyReportParams = {
  /** A year that is over, not before the one in which the registry got its code. */
  readonly year: number;
  /** Digest of the report: the SHA-256 that `registries.yearlyReport` gives for the gateway's yearly-report document. */
  readonly documentDigest: string;
};

/**
 * Files the registry's report of a year (年度报告, article 12), due on 31 March of the next; late is taken, and seen as
 * late. By the registry (approve), once a year.
 *
 * @throws LedgerError REPORT_YEAR_INVALID, REPORT_FILED_BEFORE, NOT_REGISTRY, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * const { digest } = await ledger.registries.yearlyReport({ registry, year: 2026 });
 * await ledger.registries.fileReport({ year: 2026, documentDigest: digest.sha256 });
 */
export const fileYearlyReport = /* @__PURE__ */ defineWrite<FileYearlyReportParams>({
  contract: "AssetRegistry",
  data: ({ year, documentDigest }, { contracts: { assets } }) =>
    assets.interface.encodeFunctionData("fileYearlyReport", [yearOf(year), digest(documentDigest, "documentDigest")]),
});
