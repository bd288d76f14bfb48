import { columnOf, type ColumnKey } from "./columns.ts";
import { problemTable, type ProblemLevel, type ProblemRow } from "./problem-table.ts";

/** Name of a problem. */
export type ProblemCode = keyof typeof problemTable;

/** A problem of a line, or of the file as a whole. */
export type IntakeProblem = {
  readonly code: ProblemCode;
  readonly level: ProblemLevel;
  /** Number of the row as a spreadsheet shows it; 0 for the file as a whole. */
  readonly line: number;
  readonly column: ColumnKey | null;
  /** The sentence in English and in Chinese: what is wrong and what to do. */
  readonly en: string;
  readonly zh: string;
  /** Rule that it comes from, such as "article 26" (第二十六条). */
  readonly ruleEn: string | null;
  readonly ruleZh: string | null;
};

/** Values of a sentence; a pair is English and Chinese. */
export type ProblemValues = Readonly<Record<string, string | number | readonly [en: string, zh: string]>>;

/** Makes a problem. Long values are cut, so that a sentence stays one. */
export function problem(
  code: ProblemCode,
  line: number,
  column: ColumnKey | null = null,
  values: ProblemValues = {},
): IntakeProblem {
  const [level, rule, en, zh]: ProblemRow = problemTable[code];
  const found = column === null ? undefined : columnOf(column);
  const field = found && ([found.en, found.zh] as const);
  const hint = found && ([found.enHint, found.zhHint] as const);
  const all = { ...(field && { field }), ...(hint && { hint }), ...values };
  return {
    code,
    level,
    line,
    column,
    en: fill(en, all, 0),
    zh: fill(zh, all, 1),
    ruleEn: rule?.[0] ?? null,
    ruleZh: rule?.[1] ?? null,
  };
}

const longest = 120;

function fill(sentence: string, values: ProblemValues, language: 0 | 1): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value === "object") return value[language];
    const text = String(value ?? "");
    return [...text].length > longest ? `${[...text].slice(0, longest).join("")}…` : text;
  });
}
