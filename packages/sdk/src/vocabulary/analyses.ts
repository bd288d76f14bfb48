import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { analyses } from "./analysis-list.ts";
import { bitNames } from "./bits.ts";

/** Code of a listed kind of analysis. */
export type AnalysisCode = (typeof analyses)[number]["code"];

/** A kind of analysis as an input may name it: by code, or by number for one that this release does not list. */
export type AnalysisInput = AnalysisCode | number;

const codes = analyses.map(({ code }) => code);

/**
 * The number of a kind of analysis.
 *
 * @throws LedgerError VALUE_UNKNOWN
 * @example
 * analysisNumber("statistics"); // 1
 */
export function analysisNumber(given: AnalysisInput, field = "analysis"): number {
  const number = typeof given === "number" ? given : codes.indexOf(given);
  if (Number.isInteger(number) && number >= 0 && number < 16) return number;
  throw clientError("VALUE_UNKNOWN", { field, value: typeof given === "number" ? String(given) : shown(given) });
}

/** The code of a kind of analysis; its number for one that this release does not list. */
export function analysisCode(number: bigint | number): string {
  return codes[Number(number)] ?? String(number);
}

/** The codes of the kinds of a mask, by number. */
export function analysesOf(mask: bigint | number): string[] {
  return bitNames<string>(codes, mask);
}

/**
 * The mask of kinds of analysis, each named once by code or number.
 *
 * @throws LedgerError VALUE_UNKNOWN
 */
export function analysisMask(given: readonly AnalysisInput[]): number {
  return given.reduce<number>((mask, kind) => mask | (1 << analysisNumber(kind, "analyses")), 0);
}
