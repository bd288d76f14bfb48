import Papa from "papaparse";
import { intakeLimits } from "./limits.ts";
import { SheetError, type Sheet } from "./sheet.ts";

/** Two rows of headings, and an empty one that a line break at the end makes. */
const rowsMost = intakeLimits.lines + 3;

/**
 * Reads CSV (RFC 4180) in UTF-8, with or without a byte order mark, or GB18030, as Excel writes it in Chinese. Rows are
 * counted as a spreadsheet does: a text of several lines is part of one row.
 *
 * @throws SheetError FILE_ENCODING_UNKNOWN, QUOTES_WRONG, LINES_TOO_MANY, COLUMNS_TOO_MANY
 */
export function readCsv(bytes: Uint8Array): Sheet {
  const { columns, lines } = intakeLimits;
  const { data, errors, meta } = Papa.parse<string[]>(decode(bytes), {
    delimiter: ",",
    skipEmptyLines: false,
    preview: rowsMost + 1,
  });
  const [wrong] = errors;
  if (wrong) throw new SheetError("QUOTES_WRONG", {}, (wrong.row ?? 0) + 1);
  // The parser stops without an error: what stands behind must not be left out in silence.
  if (meta.truncated || data.length > rowsMost) throw new SheetError("LINES_TOO_MANY", { most: lines });
  data.forEach((cells, index) => {
    const last = cells.findLastIndex((cell) => cell.trim() !== "");
    if (last >= columns) throw new SheetError("COLUMNS_TOO_MANY", { value: last + 1, most: columns }, index + 1);
  });
  return { name: "", rows: data.map((cells, index) => ({ number: index + 1, cells, faults: [] })) };
}

/** The text, without its mark. GB18030 is tried second: nearly any bytes are valid in it, and few texts are in UTF-8. */
function decode(bytes: Uint8Array): string {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Two bytes a character, or no text at all: valid in neither as far as a reader can tell.
      if (!text.includes("\0")) return text;
    } catch {
      // Not in this encoding.
    }
  }
  throw new SheetError("FILE_ENCODING_UNKNOWN");
}
