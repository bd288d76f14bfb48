import { columnNamed, columns, templateMark, templateVersion, type ColumnKey } from "./columns.ts";
import { intakeLimits } from "./limits.ts";
import { problem, type IntakeProblem } from "./problems.ts";
import { readCsv } from "./read-csv.ts";
import { readXlsx } from "./read-xlsx.ts";
import { SheetError, type Sheet, type SheetRow } from "./sheet.ts";

/** A line of the file: texts by column, trimmed; empty ones are left out. */
export type IntakeRow = { readonly line: number; readonly texts: Readonly<Partial<Record<ColumnKey, string>>> };

/** What a file holds, and what is wrong with it as a file or with single cells. */
export type IntakeTable = { readonly rows: readonly IntakeRow[]; readonly problems: readonly IntakeProblem[] };

/**
 * Reads a filled-in template, CSV or XLSX; which of them it is, its first bytes say. Nothing is thrown for a file that is
 * wrong: what is wrong stands in `problems`, by line and column.
 */
export function readIntake(bytes: Uint8Array): IntakeTable {
  const { length } = bytes;
  if (length > intakeLimits.bytes) return failed("FILE_TOO_LARGE", { value: length, most: intakeLimits.bytes });
  try {
    return tableOf(filledIn(isPacked(bytes) ? readXlsx(bytes) : [readCsv(bytes)]));
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    return failed(error.code, error.values, error.line);
  }
}

function failed(...[code, values, line = 0]: ConstructorParameters<typeof SheetError>): IntakeTable {
  return { rows: [], problems: [problem(code, line, null, values)] };
}

/** A zip, or the older binary format, which the reader of workbooks names. */
function isPacked([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

/** The one sheet that begins with the template's mark. */
function filledIn(sheets: readonly Sheet[]): Sheet {
  const found = sheets.filter(({ rows: [first] }) => first?.cells[0]?.trim() === templateMark);
  const [sheet, other] = found;
  if (!sheet) throw new SheetError("TEMPLATE_UNKNOWN", { value: templateMark });
  if (other) throw new SheetError("TEMPLATE_TWICE", { value: found.map(({ name }) => name).join(", ") });
  return sheet;
}

function tableOf({ rows: [mark, headings, ...rows] }: Sheet): IntakeTable {
  const version = mark?.cells[1]?.trim() ?? "";
  if (version !== templateVersion)
    throw new SheetError("TEMPLATE_VERSION", { value: version, wanted: templateVersion }, 1);
  const keys = (headings?.cells ?? []).map((cell) => (cell.trim() === "" ? null : (columnNamed(cell) ?? cell.trim())));
  const problems = headingProblems(keys, headings?.number ?? 2);
  if (problems.length > 0) return { rows: [], problems };
  const filled = rows.filter(({ cells, faults }) => faults.length > 0 || cells.some((cell) => cell.trim() !== ""));
  if (filled.length === 0) throw new SheetError("LINES_NONE");
  if (filled.length > intakeLimits.lines) throw new SheetError("LINES_TOO_MANY", { most: intakeLimits.lines });
  return {
    rows: filled.map((row) => rowOf(row, keys as readonly (ColumnKey | null)[])),
    problems: filled.flatMap((row) => cellProblems(row, keys as readonly (ColumnKey | null)[])),
  };
}

function headingProblems(keys: readonly (string | null)[], line: number): IntakeProblem[] {
  const named = keys.filter((key) => key !== null);
  const isKey = (key: string) => columns.some((column) => column.key === key);
  const unknown = named.filter((key) => !isKey(key)).map((value) => problem("COLUMN_UNKNOWN", line, null, { value }));
  const known = named.filter(isKey) as ColumnKey[];
  const twice = [...new Set(known.filter((key, i) => known.indexOf(key) !== i))];
  const missing = columns.filter(({ key, required }) => required && !known.includes(key));
  return [
    ...unknown,
    ...twice.map((key) => problem("COLUMN_TWICE", line, key)),
    ...missing.map(({ key }) => problem("COLUMN_MISSING", line, key)),
  ];
}

function rowOf({ number, cells }: SheetRow, keys: readonly (ColumnKey | null)[]): IntakeRow {
  const texts: Partial<Record<ColumnKey, string>> = {};
  keys.forEach((key, i) => {
    const text = cells[i]?.trim() ?? "";
    if (key !== null && text !== "") texts[key] = text;
  });
  return { line: number, texts };
}

function cellProblems({ number, cells, faults }: SheetRow, keys: readonly (ColumnKey | null)[]): IntakeProblem[] {
  const stray = cells.find((cell, i) => cell.trim() !== "" && (keys[i] ?? null) === null);
  return [
    ...faults.map(({ index, code, value }) => problem(code, number, keys[index] ?? null, { value: value ?? "" })),
    ...(stray === undefined ? [] : [problem("CELLS_TOO_MANY", number, null, { value: stray })]),
  ];
}
