import { expect } from "chai";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { goodLine, rowsOf, workbook, type TestSheet } from "../testing/intake-list.ts";
import { columns, type ColumnKey } from "./columns.ts";
import { intakeLimits } from "./limits.ts";
import { readIntake } from "./read-intake.ts";
import { isDateFormat, numberText, serialDate } from "./xlsx-values.ts";

type Cell = string | { readonly xml: string };

/** A sheet of one line of which one cell is as given. */
function sheetWith(column: ColumnKey, cell: Cell, name = "申请"): TestSheet {
  const [mark = [], headings = [], line = []] = rowsOf([goodLine(1)]);
  const at = columns.findIndex(({ key }) => key === column);
  return { name, rows: [mark, headings, line.map((text, i) => (i === at ? cell : text))] };
}

const cellOf = (column: ColumnKey, cell: Cell, more: Parameters<typeof workbook>[1] = {}) => {
  const { rows, problems } = readIntake(workbook([sheetWith(column, cell)], more));
  return [rows[0]?.texts[column], ...problems.map(({ code }) => code)];
};
const codesOf = (bytes: Uint8Array) => readIntake(bytes).problems.map(({ code }) => code);

describe("readIntake of XLSX", () => {
  it("reads texts inline and shared, with runs joined and readings left out", () => {
    const shared = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si>";
    expect(cellOf("name", { xml: '<c t="s"><v>1</v></c>' }, { shared })).to.deep.equal(["乙丙"]);
    expect(cellOf("name", "丁 &amp; 戊")).to.deep.equal(["丁 & 戊"]);
  });

  it("takes whole numbers and dates from the digits of the file", () => {
    const styles =
      '<numFmts><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="2"/></cellXfs>';
    const number = (v: string, s = 0) => ({ xml: `<c s="${s}"><v>${v}</v></c>` });
    expect(cellOf("volume", number("120000"), { styles })).to.deep.equal(["120000"]);
    expect(cellOf("volume", number("1.2E+14"), { styles })).to.deep.equal(["120000000000000"]);
    expect(cellOf("volume", number("12345678901234567"), { styles })).to.deep.equal([
      "12345678901234567",
      "NUMBER_INEXACT",
    ]);
    expect(cellOf("spanFrom", number("46053", 1), { styles })).to.deep.equal(["2026-01-31"]);
    expect(cellOf("spanFrom", number("46053", 2), { styles })).to.deep.equal(["2026-01-31"]);
    expect(cellOf("spanFrom", number("46053", 3), { styles })).to.deep.equal(["46053"]);
    expect(cellOf("spanFrom", number("46053.5", 1), { styles })).to.deep.equal(["46053.5"]);
    const workbookPr = '<workbookPr date1904="1"/>';
    expect(cellOf("spanFrom", number("44591", 1), { styles, workbookPr })).to.deep.equal(["2026-01-31"]);
    expect(cellOf("spanFrom", { xml: '<c t="d"><v>2026-01-31T00:00:00</v></c>' })).to.deep.equal(["2026-01-31"]);
    expect(cellOf("resale", { xml: '<c t="b"><v>1</v></c>' })).to.deep.equal(["yes"]);
  });

  it("refuses formulas and faulty cells, by line and column", () => {
    const formula = { xml: '<c t="str"><f>A1&amp;"x"</f><v>采集生成</v></c>' };
    const { problems } = readIntake(workbook([sheetWith("source", formula)]));
    expect(problems.map(({ code, line, column }) => [code, line, column])).to.deep.equal([
      ["CELL_FORMULA", 3, "source"],
    ]);
    expect(cellOf("volume", { xml: '<c t="e"><v>#REF!</v></c>' })).to.deep.equal(["#REF!", "CELL_FAULTY"]);
  });

  it("ignores hidden sheets and those that are no template", () => {
    const guide = { name: "说明", rows: [["Guide"]] };
    const good = sheetWith("name", "可见");
    for (const state of ["hidden", "veryHidden"]) {
      const hidden = { ...sheetWith("name", "隐藏"), state };
      const { rows, problems } = readIntake(workbook([hidden, guide, good]));
      expect(problems).to.deep.equal([]);
      expect(rows.map(({ texts }) => texts.name)).to.deep.equal(["可见"]);
      expect(codesOf(workbook([hidden, guide]))).to.deep.equal(["TEMPLATE_UNKNOWN"]);
    }
    expect(codesOf(workbook([good, { ...good, name: "二" }]))).to.deep.equal(["TEMPLATE_TWICE"]);
  });

  it("takes a damaged workbook for no list at all, never for a part of one", () => {
    const whole = workbook([sheetWith("name", "甲")]);
    expect(codesOf(whole.slice(0, whole.length - 40))).to.deep.equal(["FILE_UNREADABLE"]);
    expect(codesOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).to.deep.equal(["FILE_UNREADABLE"]);
    expect(codesOf(zipSync({ "xl/other.xml": strToU8("<a/>") }))).to.deep.equal(["FILE_UNREADABLE"]);
    const cut = { xml: "<c t='inlineStr'><is><t>甲" };
    expect(codesOf(workbook([sheetWith("registry", cut)]))).to.deep.equal(["FILE_UNREADABLE"]);
    expect(codesOf(workbook([sheetWith("name", { xml: '<c t="s"><v>7</v></c>' })]))).to.deep.equal(["FILE_UNREADABLE"]);
    const entity = { xml: "<c t='inlineStr'><is><t>&bomb;</t></is></c>" };
    expect(codesOf(workbook([sheetWith("name", entity)]))).to.deep.equal(["FILE_UNREADABLE"]);
  });

  it("takes rows only when each has a number of its own, in order", () => {
    const rowsNumbered = (third: string, fourth: string) => {
      const parts = unzipSync(workbook([{ name: "申请", rows: rowsOf([goodLine(1), goodLine(2)]) }]));
      const path = "xl/worksheets/s0.xml";
      const xml = strFromU8(parts[path]!).replace(' r="4"', fourth).replace(' r="3"', third);
      return readIntake(zipSync({ ...parts, [path]: strToU8(xml) }));
    };
    const linesOf = (third: string, fourth: string) => rowsNumbered(third, fourth).rows.map(({ line }) => line);
    expect(linesOf(' r="3"', ' r="4"')).to.deep.equal([3, 4]);
    expect(linesOf("", "")).to.deep.equal([3, 4]);
    expect(linesOf(' r="7"', "")).to.deep.equal([7, 8]);
    for (const [third, fourth, value, other] of [
      ["3", "3", "3", 3],
      ["4", "3", "3", 4],
      ["3", "3.5", "3.5", 3],
      ["3", "x", "x", 3],
      ["3", "1048577", "1048577", 3],
      ["-3", "4", "-3", 2],
      ["1e3", "4", "1e3", 2],
      ["", "4", "", 2],
    ] as const) {
      const { rows, problems } = rowsNumbered(` r="${third}"`, ` r="${fourth}"`);
      expect(rows).to.deep.equal([]);
      expect(problems.map(({ code }) => code)).to.deep.equal(["ROW_NUMBER_WRONG"]);
      expect(problems[0]?.en).to.include(`after row ${other} has the number “${value}”`);
      expect(problems[0]?.zh).to.include(`第 ${other} 行之后有一行的行号为“${value}”`);
    }
  });

  it("keeps no more columns and sheets than a list needs", () => {
    const far = (cell: string) => {
      const { rows, ...sheet } = sheetWith("name", "甲");
      const [mark = [], headings = [], line = []] = rows;
      return readIntake(workbook([{ ...sheet, rows: [mark, headings, [...line, { xml: cell }]] }])).problems;
    };
    expect(far('<c r="XFD3" s="0"/>')).to.deep.equal([]);
    for (const cell of ['<c r="XFD3"><v>1</v></c>', '<c r="XFD3"><f>A1</f></c>']) {
      const [found] = far(cell);
      expect(found, cell).to.include({ code: "COLUMNS_TOO_MANY", line: 3 });
      expect(found?.en).to.match(/column 16384; at most 64/);
    }
    expect(far('<c r="XFE3"><v>1</v></c>').map(({ code }) => code)).to.deep.equal(["FILE_UNREADABLE"]);

    // Other sheets may be as wide and long as they like: their rows are not kept.
    const wide = { xml: '<c r="XFD1"><v>1</v></c>' };
    const other = { name: "底稿", rows: Array.from({ length: intakeLimits.lines + 3 }, () => [wide]) };
    const sheets = [other, sheetWith("name", "甲")];
    expect(codesOf(workbook(sheets))).to.deep.equal([]);
    const guides = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: `说明${i}`, rows: [["Guide"]] }));
    expect(codesOf(workbook([...sheets, ...guides(intakeLimits.sheets - 2)]))).to.deep.equal([]);
    const { problems } = readIntake(workbook([...sheets, ...guides(intakeLimits.sheets - 1)]));
    expect(problems.map(({ code }) => code)).to.deep.equal(["SHEETS_TOO_MANY"]);
    expect(problems[0]?.en).to.include("17 visible sheets; at most 16");
  });

  it("refuses a workbook that would unpack to more than is read, or to more than it says", () => {
    const sized = (bytes: number) => {
      const file = workbook([sheetWith("name", "甲")]);
      const view = new DataView(file.buffer);
      // The size in the sheet's entry of the zip's directory, which begins with PK 1 2.
      const isEntry = (at: number) => view.getUint32(at) === 0x504b_0102;
      const entries = [...file.keys()].filter((at) => at + 46 < file.length && isEntry(at));
      view.setUint32((entries.at(-1) ?? 0) + 24, bytes, true);
      return codesOf(file);
    };
    expect(sized(intakeLimits.unpackedBytes)).to.deep.equal(["FILE_TOO_LARGE"]);
    expect(sized(100)).to.deep.equal(["FILE_UNREADABLE"]);
    expect(sized(1_000_000)).to.deep.equal(["FILE_UNREADABLE"]);
  });
});

describe("numbers of a workbook", () => {
  it("keep every digit, or are refused", () => {
    for (const [written, text] of [
      ["0", "0"],
      ["007", "7"],
      ["1.50", "1.5"],
      ["1.5E3", "1500"],
      ["1.5E-3", "0.0015"],
      ["-12E1", "-120"],
      ["1E20", "100000000000000000000"],
      ["0.30000000000000004", undefined],
      ["9007199254740993", undefined],
      ["abc", undefined],
    ] as const) {
      expect(numberText(written), written).to.equal(text);
    }
  });

  it("are dates by their format only, and not before March 1900", () => {
    expect([14, 22, 31, 0, 2, 49].map((id) => isDateFormat(id, undefined))).to.deep.equal([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    for (const code of ["yyyy-mm-dd", "[$-804]d", "[h]:mm"]) expect(isDateFormat(164, code), code).to.equal(true);
    for (const code of ['0.00"days"', "[Red]0", "@", "#,##0\\y"]) expect(isDateFormat(164, code), code).to.equal(false);
    expect(serialDate("61", 1900)).to.equal("1900-03-01");
    expect(serialDate("60", 1900)).to.equal("60");
    expect(serialDate("0", 1904)).to.equal("1904-01-01");
    expect(serialDate("9999999", 1900)).to.equal("9999999");
  });
});
