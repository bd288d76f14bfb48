import type { StepJson } from "../../schemas/voucher.ts";

/** A cell by RFC 4180. A cell that a spreadsheet would read as a formula is preceded by an apostrophe. */
export function csvCell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const safe = /^[\s\u200b\ufeff]*[=+\-@\t\r|%＝＋－＠]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const columns = [
  "seq",
  "time",
  "kind",
  "party",
  "partyName",
  "from",
  "fromName",
  "to",
  "toName",
  "units",
  "unitsAfter",
  "holderAfter",
  "holderAfterName",
  "voucher",
  "lockClass",
  "digest",
  "account",
  "block",
  "event",
  "transaction",
] as const;

/** The steps of a voucher as CSV with a header, lines ended by CRLF (RFC 4180). */
export function stepsAsCsv(steps: readonly StepJson[], names: Readonly<Record<string, string>>): string {
  const nameOf = (party: string | null) => (party === null ? null : (names[party] ?? null));
  const lines = steps.map((step) => {
    const row = {
      ...step,
      partyName: nameOf(step.party),
      fromName: nameOf(step.from),
      toName: nameOf(step.to),
      holderAfterName: nameOf(step.holderAfter),
    };
    return columns.map((column) => csvCell(row[column])).join(",");
  });
  return [columns.join(","), ...lines, ""].join("\r\n");
}
