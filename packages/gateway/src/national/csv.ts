import { canonicalJson, type JsonValue } from "@data-voucher/sdk";
import { csvCell } from "../ledger/provenance/csv.ts";
import type { ReconciledItem } from "./reconcile.ts";

const columns = [
  "agreement",
  "caseId",
  "kind",
  "keeper",
  "dueAt",
  "mirroredAt",
  "receiptNumber",
  "statedAt",
  "sample",
  "problem",
] as const;

/** A reconciliation as CSV with a header, one line a submission, lines ended by CRLF (RFC 4180). */
export function reconciliationAsCsv(items: readonly (ReconciledItem & { problem: string | null })[]): string {
  const lines = items.map((item) => {
    const cells = columns.map((column) => csvCell(item[column] === null ? null : String(item[column])));
    const differences = item.differences.map(
      ({ field, ledger, system }) => `${field}: ${text(ledger)} / ${text(system)}`,
    );
    return [...cells, csvCell(differences.join("; "))].join(",");
  });
  return [[...columns, "differences"].join(","), ...lines, ""].join("\r\n");
}

const text = (value: JsonValue) => (typeof value === "string" ? value : canonicalJson(value));
