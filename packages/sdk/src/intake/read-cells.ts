import { ZeroHash } from "ethers";
import { dateText, dayFrom } from "../calendar/civil-time.ts";
import { wellFormedText } from "../codec/text.ts";
import { isLedgerError } from "../errors/ledger-error.ts";
import { choices, chosen, type ChoiceCode, type ChoiceList } from "./choices.ts";
import type { ColumnKey } from "./columns.ts";
import type { DigestOrPath } from "./form.ts";
import { problem, type IntakeProblem, type ProblemCode, type ProblemValues } from "./problems.ts";
import type { IntakeRow } from "./read-intake.ts";

/** Reads the cells of one line; what is wrong is written down, and undefined returned in its place. */
export type CellReader = ReturnType<typeof createCellReader>;

const noLimit = /^(?:无|none)$/i;

/**
 * A reader of one line.
 *
 * @param known cells that the file's reader has found fault with, which are not blamed twice
 */
export function createCellReader({ line, texts }: IntakeRow, known: readonly IntakeProblem[]) {
  const problems: IntakeProblem[] = [];
  const faulty = new Set(known.map(({ column }) => column));
  const refuse = (code: ProblemCode, column: ColumnKey | null, values: ProblemValues = {}): undefined => {
    if (column === null || !faulty.has(column)) problems.push(problem(code, line, column, values));
    return undefined;
  };
  const optional = (column: ColumnKey) => texts[column];
  const required = (column: ColumnKey) => texts[column] ?? refuse("FIELD_MISSING", column);

  const plain = (column: ColumnKey, text: string, maxChars: number, lines = false) => {
    try {
      return wellFormedText(text, { minChars: 1, maxChars, lines, field: column });
    } catch (error) {
      if (!isLedgerError(error)) throw error;
      // The column stands in the sentence already.
      return refuse("TEXT_UNREADABLE", column, { why: error.message.replace(`${column} `, "") });
    }
  };

  return {
    problems,
    refuse,
    optional,
    required,
    /** Text that may stand on record. */
    text(column: ColumnKey, maxChars: number, lines = false) {
      const text = required(column);
      return text === undefined ? undefined : plain(column, text, maxChars, lines);
    },
    /** A limit in words; null for none. */
    limit(column: ColumnKey): string | null {
      const text = optional(column);
      return text === undefined || noLimit.test(text) ? null : (plain(column, text, 1_000, true) ?? null);
    },
    choice<L extends ChoiceList>(column: ColumnKey, list: L): ChoiceCode<L> | undefined {
      const value = required(column);
      if (value === undefined) return undefined;
      return chosen(choices[list], value) ?? refuse("VALUE_UNKNOWN", column, { value });
    },
    date(column: ColumnKey): string | undefined {
      const value = required(column);
      return value === undefined ? undefined : (dateOf(value) ?? refuse("DATE_MALFORMED", column, { value }));
    },
    optionalDate(column: ColumnKey): string | null | undefined {
      const value = optional(column);
      return value === undefined ? null : (dateOf(value) ?? refuse("DATE_MALFORMED", column, { value }));
    },
    whole(column: ColumnKey, value: string, least: bigint, most: bigint): bigint | undefined {
      const number = /^\d{1,20}$/.test(value) ? BigInt(value) : undefined;
      if (number !== undefined && number >= least && number <= most) return number;
      return refuse("NUMBER_MALFORMED", column, { value, least: String(least), most: String(most) });
    },
    digestOrPath(column: ColumnKey): DigestOrPath | undefined {
      const value = required(column);
      if (value === undefined) return undefined;
      const digest = value.toLowerCase();
      if (!digest.startsWith("0x")) return plain(column, value, 1_000) === undefined ? undefined : { path: value };
      if (/^0x[\da-f]{64}$/.test(digest) && digest !== ZeroHash) return { digest };
      return refuse("DIGEST_OR_PATH", column, { value });
    },
    /** Parts between semicolons, of either width. */
    list(column: ColumnKey): string[] {
      const parts = (optional(column) ?? "").split(/[;；]/).map((part) => part.trim());
      return parts.filter((part) => part !== "");
    },
  };
}

/** A date as people and spreadsheets write it; undefined for one that no calendar has. */
function dateOf(text: string): string | undefined {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text) ??
    /^(\d{4})\/(\d\d?)\/(\d\d?)$/.exec(text) ??
    /^(\d{4})年(\d\d?)月(\d\d?)日$/.exec(text) ??
    [];
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (year < "1000") return undefined;
  return dateText(dayFrom(Number(year), Number(month), Number(day))) === written ? written : undefined;
}
