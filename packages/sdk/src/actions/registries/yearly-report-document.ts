import type { LedgerClient } from "../../client/client.ts";
import { partyFor } from "../../client/resolve.ts";
import { digestOf, type DocumentDigest, type JsonValue } from "../../codec/canonical.ts";
import { yearOf } from "../calendar/year.ts";
import { gatewayOf } from "../operations/operation.ts";
import type { ReportRef } from "./report-of.ts";

/** The report of a year as it follows from the ledger, and the digests of its canonical JSON. */
export type YearlyReportDocument = {
  readonly document: { readonly [name: string]: JsonValue };
  /** `sha256` is what `fileReport` takes. */
  readonly digest: DocumentDigest;
};

/**
 * The yearly report of a registry as it follows from the ledger (article 12). The gateway counts, the digest is computed
 * here: SHA-256 and SM3 over the canonical JSON (RFC 8785), so anybody can compare a filed report with the ledger.
 *
 * @throws LedgerError GATEWAY_MISSING, PARTY_UNKNOWN, REGISTRY_UNKNOWN, REPORT_YEAR_NOT_OVER, codes of the gateway
 * @example
 * const { digest } = await ledger.registries.yearlyReport({ registry, year: 2026 });
 * await ledger.registries.fileReport({ year: 2026, documentDigest: digest.sha256 });
 */
export async function yearlyReportDocument(
  client: LedgerClient,
  { registry, year }: ReportRef,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<YearlyReportDocument> {
  const asked = yearOf(year);
  const party = await partyFor(client, registry, "registry");
  const path = `/v1/registries/${party}/reports/${asked}/document`;
  const { document } = (await gatewayOf(client).get(path, { signal })) as Pick<YearlyReportDocument, "document">;
  return { document, digest: await digestOf(document) };
}
