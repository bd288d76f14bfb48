import { templateMark } from "./columns.ts";
import { intakeLimits } from "./limits.ts";
import { SheetError, type CellFault, type Sheet, type SheetRow } from "./sheet.ts";
import { openParts, type Parts } from "./xlsx-parts.ts";
import { columnIndex, isDateFormat, numberText, serialDate } from "./xlsx-values.ts";

/** What cells refer to. */
type Book = {
  readonly shared: readonly string[];
  /** Whether the cell format of this index shows dates. */
  readonly dateStyles: readonly boolean[];
  readonly dateSystem: 1900 | 1904;
};

/** A row on its way. */
type Row = {
  readonly number: number;
  readonly cells: string[];
  readonly faults: CellFault[];
  /** Column, from 1, of a value beyond those that are read. */
  beyond?: number;
};

/** A cell on its way. */
type Cell = { readonly index: number; readonly type: string; readonly style: number; text: string; formula: boolean };

/**
 * Reads the visible sheets of a workbook. Numbers are taken from the digits that the file holds, dates as days, so that
 * neither passes through floating point. Of a sheet that does not begin with the template's mark, only the first row is
 * kept.
 *
 * @throws SheetError FILE_UNREADABLE, FILE_TOO_LARGE, SHEETS_TOO_MANY, LINES_TOO_MANY, COLUMNS_TOO_MANY, ROW_NUMBER_WRONG
 */
export function readXlsx(bytes: Uint8Array): Sheet[] {
  const parts = openParts(bytes);
  const { sheets, dateSystem } = readWorkbook(parts);
  const { sheets: most } = intakeLimits;
  if (sheets.length > most) throw new SheetError("SHEETS_TOO_MANY", { value: sheets.length, most });
  const book = { dateSystem, shared: readShared(parts), dateStyles: readDateStyles(parts) };
  return sheets.map(({ name, path }) => ({ name, rows: readRows(parts, path, book) }));
}

/** The visible sheets and where they stand. */
function readWorkbook(parts: Parts) {
  const targets = new Map<string, string>();
  parts.read("xl/_rels/workbook.xml.rels", {
    open(name, { Id, Target }) {
      if (name !== "Relationship" || Id === undefined || Target === undefined) return;
      targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
    },
  });
  let dateSystem: Book["dateSystem"] = 1900;
  const sheets: { name: string; path: string }[] = [];
  parts.read("xl/workbook.xml", {
    open(tag, attributes) {
      if (tag === "workbookPr" && ["1", "true"].includes(attributes["date1904"] ?? "")) dateSystem = 1904;
      if (tag !== "sheet" || (attributes["state"] ?? "visible") !== "visible") return;
      const [, id = ""] = Object.entries(attributes).find(([name]) => name.endsWith(":id")) ?? [];
      const path = targets.get(id);
      if (path !== undefined) sheets.push({ name: attributes["name"] ?? "", path });
    },
  });
  return { sheets, dateSystem };
}

/** The shared texts; runs of one text are joined, and readings (phonetic runs) left out. */
function readShared(parts: Parts): string[] {
  const path = "xl/sharedStrings.xml";
  const shared: string[] = [];
  if (!parts.has(path)) return shared;
  let text = "";
  let within = false;
  let reading = false;
  parts.read(path, {
    open(name) {
      if (name === "si") text = "";
      if (name === "rPh") reading = true;
      if (name === "t") within = !reading;
    },
    text: (piece) => void (within && (text += piece)),
    close(name) {
      if (name === "t") within = false;
      if (name === "rPh") reading = false;
      if (name === "si") shared.push(text);
    },
  });
  return shared;
}

/** Which cell formats show dates. */
function readDateStyles(parts: Parts): boolean[] {
  const path = "xl/styles.xml";
  const styles: boolean[] = [];
  if (!parts.has(path)) return styles;
  const codes = new Map<number, string>();
  let within = false;
  parts.read(path, {
    open(name, { numFmtId = "0", formatCode }) {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode ?? "");
      if (name === "cellXfs") within = true;
      if (name === "xf" && within) styles.push(isDateFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => void (name === "cellXfs" && (within = false)),
  });
  return styles;
}

function readRows(parts: Parts, path: string, book: Book): SheetRow[] {
  const rows: SheetRow[] = [];
  let row: Row | undefined;
  /** Whether the first row has the template's mark; the other sheets of a workbook may hold anything. */
  let ours = true;
  let cell: Cell | undefined;
  let within = false;
  let reading = false;
  parts.read(path, {
    open(name, attributes) {
      if (!ours) return;
      if (name === "row") {
        row = { number: rowNumber(attributes["r"], rows.at(-1)?.number ?? 0), cells: [], faults: [] };
      } else if (name === "c" && row) {
        const { r, t = "n", s = "0" } = attributes;
        const index = r === undefined ? row.cells.length : columnIndex(r);
        cell = { index, type: t, style: Number(s), text: "", formula: false };
      } else if (name === "f" && cell) cell.formula = true;
      else if (name === "rPh") reading = true;
      else if (name === "v" || name === "t") within = !reading;
    },
    text: (piece) => void (within && cell && (cell.text += piece)),
    close(name) {
      if (name === "v" || name === "t") within = false;
      if (name === "rPh") reading = false;
      if (name === "c" && row && cell) {
        place(row, cell, book);
        cell = undefined;
      }
      if (name !== "row" || !row) return;
      const { number, beyond } = row;
      rows.push(row);
      row = undefined;
      ours = rows[0]?.cells[0]?.trim() === templateMark;
      if (!ours) return;
      if (beyond !== undefined) {
        throw new SheetError("COLUMNS_TOO_MANY", { value: beyond, most: intakeLimits.columns }, number);
      }
      if (rows.length > intakeLimits.lines + 2) throw new SheetError("LINES_TOO_MANY", { most: intakeLimits.lines });
    },
  });
  return rows;
}

/** Rows of a sheet (ECMA-376). */
const rowsOfSheet = 1_048_576;

/** The number of a row, which names its line in problems, requests and outcomes: no two rows have the same. */
function rowNumber(written: string | undefined, before: number): number {
  const number = written === undefined ? before + 1 : /^\d{1,7}$/.test(written) ? Number(written) : 0;
  if (number > before && number <= rowsOfSheet) return number;
  throw new SheetError("ROW_NUMBER_WRONG", { value: written ?? number, other: before, most: rowsOfSheet });
}

/** Puts a cell into its row; those before it that the file leaves out are empty. */
function place(row: Row, cell: Cell, book: Book): void {
  const { index } = cell;
  // Sheets have 16 384 columns.
  if (!(index >= 0 && index < 16_384)) misplaced("a column that sheets do not have");
  const { text, fault } = valueOf(cell, book);
  if (index >= intakeLimits.columns) {
    // An empty cell there has a format only; one value far to the right must not fill every row up to it.
    if (fault || text.trim() !== "") row.beyond ??= index + 1;
    return;
  }
  while (row.cells.length < index) row.cells.push("");
  row.cells[index] = text;
  if (fault) row.faults.push({ index, ...fault });
}

type Value = { readonly text: string; readonly fault?: Omit<CellFault, "index"> };

function valueOf({ type, style, text, formula }: Cell, { shared, dateStyles, dateSystem }: Book): Value {
  if (formula) return { text, fault: { code: "CELL_FORMULA" } };
  if (type === "s") return { text: shared[Number(text)] ?? misplaced("a text that it lacks") };
  if (type === "inlineStr" || type === "str" || text === "") return { text };
  if (type === "b") return { text: text === "1" ? "yes" : "no" };
  if (type === "e") return { text, fault: { code: "CELL_FAULTY", value: text } };
  if (type === "d") return { text: text.replace(/T00:00:00(?:\.0+)?Z?$/, "") };
  const number = numberText(text);
  const isDate = dateStyles[style] === true;
  // The serial of a moment has more digits than it needs; the date's own check names it.
  if (number === undefined) return isDate ? { text } : { text, fault: { code: "NUMBER_INEXACT", value: text } };
  return { text: isDate ? serialDate(number, dateSystem) : number };
}

function misplaced(what: string): never {
  throw new SheetError("FILE_UNREADABLE", { value: ".xlsx", why: `a cell refers to ${what}` });
}
