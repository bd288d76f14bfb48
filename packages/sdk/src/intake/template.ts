import { strToU8, zipSync } from "fflate";
import Papa from "papaparse";
import { columns, headingOf, templateMark, templateVersion } from "./columns.ts";

const byteOrderMark = "\ufeff";

/** An empty template as CSV, in UTF-8 with its mark, by which Excel knows the encoding. */
export function csvTemplate(): Uint8Array {
  const rows = [[templateMark, templateVersion], columns.map(headingOf)];
  return new TextEncoder().encode(`${byteOrderMark}${Papa.unparse(rows)}\r\n`);
}

/**
 * An empty template as a workbook: the table, all of it formatted as text, so that no digit is rounded and no date bent,
 * and a second sheet that says what goes into each column.
 */
export function xlsxTemplate(): Uint8Array {
  const table = sheet(
    [[templateMark, templateVersion], columns.map(headingOf)],
    columns.map(() => 24),
  );
  const guide = sheet(
    [
      ["列 Column", "必填 Required", "填写说明", "What goes into it"],
      ...columns.map((column) => [
        headingOf(column),
        column.required ? "是 yes" : "否 no",
        column.zhHint,
        column.enHint,
      ]),
    ],
    [32, 16, 60, 60],
  );
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml":
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${content}sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${content}styles+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}worksheet+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${content}worksheet+xml"/></Types>`,
    "_rels/.rels": relationships([["officeDocument", "xl/workbook.xml"]]),
    "xl/_rels/workbook.xml.rels": relationships([
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
      ["styles", "styles.xml"],
    ]),
    "xl/workbook.xml":
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
      `<sheet name="申请 Applications" sheetId="1" r:id="rId1"/><sheet name="说明 Guide" sheetId="2" r:id="rId2"/>` +
      `</sheets></workbook>`,
    // Number format 49 is text. The fonts, fills and borders are those that every workbook must have.
    "xl/styles.xml":
      `<styleSheet xmlns="${main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
      `<fills count="2"><fill><patternFill patternType="none"/></fill>` +
      `<fill><patternFill patternType="gray125"/></fill></fills>` +
      `<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
      `<cellStyleXfs count="1"><xf ${plainStyle}/></cellStyleXfs><cellXfs count="2"><xf ${plainStyle} xfId="0"/>` +
      `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": table,
    "xl/worksheets/sheet2.xml": guide,
  };
  const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
  // One date for all: the same template is the same file.
  const mtime = new Date("2026-01-01T00:00:00Z");
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, [strToU8(head + xml), { mtime }]])),
  );
}

const plainStyle = `numFmtId="0" fontId="0" fillId="0" borderId="0"`;
const content = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

function relationships(targets: readonly (readonly [kind: string, target: string])[]): string {
  const all = targets.map(
    ([kind, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
}

function sheet(rows: readonly (readonly string[])[], widths: readonly number[]): string {
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="1" customWidth="1"/>`,
  );
  const cell = (text: string, reference: string) =>
    `<c r="${reference}" s="1" t="inlineStr"><is><t>${escape(text)}</t></is></c>`;
  const lines = rows.map((row, r) => {
    const cells = row.map((text, c) => cell(text, `${columnLetters(c)}${r + 1}`));
    return `<row r="${r + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet xmlns="${main}"><cols>${cols.join("")}</cols><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

/** Letters of a column, from 0: A to Z, then AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnLetters(Math.floor(index / 26) - 1)}${last}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
