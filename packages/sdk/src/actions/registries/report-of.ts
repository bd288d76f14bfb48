import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { partyFor } from "../../client/resolve.ts";
import { timeOrNull, timeText } from "../../input/time.ts";
import { yearOf } from "../calendar/year.ts";

/** A registry's report of a year (年度报告), article 12. */
export type YearlyReport = {
  readonly year: number;
  /** Null while it is not filed. */
  readonly filedAt: string | null;
  /** Last second of 31 March of the next year. */
  readonly dueBy: string;
  /** Null while it is not appraised. */
  readonly appraisedAt: string | null;
  /** Last second of 30 April of the next year. */
  readonly appraiseBy: string;
};

/** Whose report, of which year. */
export type ReportRef = { readonly registry: string; readonly year: number };

/**
 * Whether and when a registry's report of a year was filed and appraised, and until when each is due (article 12).
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN, NUMBER_OUT_OF_RANGE
 * @example
 * const { filedAt, dueBy } = await ledger.registries.reportOf({ registry, year: 2026 });
 */
export async function reportOf(
  client: LedgerClient,
  { registry, year }: ReportRef,
  options?: ReadOptions,
): Promise<YearlyReport> {
  const asked = yearOf(year);
  const party = await partyFor(client, registry, "registry");
  const seen = await read(client, () => client.contracts.assets.reportOf(party, asked, asOf(options)));
  return {
    year,
    filedAt: timeOrNull(seen.filedAt),
    dueBy: timeText(seen.dueBy),
    appraisedAt: timeOrNull(seen.appraisedAt),
    appraiseBy: timeText(seen.appraiseBy),
  };
}
