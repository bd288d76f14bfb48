import type { ProblemCode } from "./problems.ts";

/** A cell that cannot be taken as it stands. */
export type CellFault = { readonly index: number; readonly code: ProblemCode; readonly value?: string };

/** One row of a table: its number as a spreadsheet shows it, and the texts of its cells. */
export type SheetRow = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly faults: readonly CellFault[];
};

/** A table as text: dates as 2026-01-31, whole numbers in digits, never through floating point. */
export type Sheet = { readonly name: string; readonly rows: readonly SheetRow[] };

/** A file that cannot be read as a table; the reader turns it into a problem of the file. */
export class SheetError extends Error {
  override readonly name = "SheetError";
  readonly code: ProblemCode;
  readonly line: number;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: ProblemCode, values: Readonly<Record<string, string | number>> = {}, line = 0) {
    super(code);
    this.code = code;
    this.line = line;
    this.values = values;
  }
}
