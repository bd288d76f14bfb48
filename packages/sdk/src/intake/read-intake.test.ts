import { expect } from "chai";
import { csvFile, csvOf, goodLine, rowsOf } from "../testing/intake-list.ts";
import { columns, templateMark } from "./columns.ts";
import { intakeLimits } from "./limits.ts";
import { readIntake } from "./read-intake.ts";
import { csvTemplate, xlsxTemplate } from "./template.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const codesOf = (bytes: Uint8Array) => readIntake(bytes).problems.map(({ code, line }) => [code, line]);

/** GB18030 of the characters that the test uses; the platform decodes it and does not encode it. */
function gb18030(text: string): Uint8Array {
  const known = new Map<string, number[]>();
  const decoder = new TextDecoder("gb18030");
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && !known.has(char)) known.set(char, [lead, trail]);
    }
  }
  return Uint8Array.from(
    [...text].flatMap((char) => (char.charCodeAt(0) < 0x80 ? [char.charCodeAt(0)] : (known.get(char) ?? [0x3f]))),
  );
}

describe("readIntake of CSV", () => {
  it("reads every cell by its column, trimmed, with the row's number as a spreadsheet shows it", () => {
    const { rows, problems } = readIntake(csvFile([goodLine(1), {}, goodLine(2, { summary: ' 二\n"行" ,x ' })]));
    expect(problems).to.deep.equal([]);
    expect(rows.map(({ line }) => line)).to.deep.equal([3, 5]);
    expect(rows[0]?.texts).to.deep.equal(goodLine(1));
    expect(rows[1]?.texts.summary).to.equal('二\n"行" ,x');
  });

  it("takes UTF-8 with and without its mark, and GB18030", () => {
    const text = csvOf(rowsOf([goodLine(1)]));
    const plain = readIntake(utf8(text));
    expect(plain.rows).to.have.lengthOf(1);
    expect(readIntake(utf8(`\ufeff${text}`))).to.deep.equal(plain);
    expect(readIntake(gb18030(text))).to.deep.equal(plain);
    expect(codesOf(Uint8Array.of(0xff, 0xfe, 0x41, 0x00, 0x42, 0x00))).to.deep.equal([["FILE_ENCODING_UNKNOWN", 0]]);
  });

  it("finds columns by their Chinese or English name, in any order, and leaves optional ones out", () => {
    const kept = columns.filter(({ required }) => required).reverse();
    const line = goodLine(1);
    const rows = [
      [templateMark, "1"],
      kept.map(({ zh, en }, i) => (i % 2 ? zh : en.toUpperCase())),
      kept.map(({ key }) => line[key] ?? ""),
    ];
    const { rows: read, problems } = readIntake(utf8(csvOf(rows)));
    expect(problems).to.deep.equal([]);
    expect(read[0]?.texts).to.include({ name: line.name, industry: "G54" });
    expect(read[0]?.texts.holdUntil).to.equal(undefined);
  });

  it("names what is wrong with a file as a whole", () => {
    const [mark, headings, line] = rowsOf([goodLine(1)]) as [string[], string[], string[]];
    const file = (...rows: readonly (readonly string[])[]) => codesOf(utf8(csvOf(rows)));
    expect(file(headings, line)).to.deep.equal([["TEMPLATE_UNKNOWN", 0]]);
    expect(file([templateMark, "2"], headings, line)).to.deep.equal([["TEMPLATE_VERSION", 1]]);
    expect(file(mark, headings)).to.deep.equal([["LINES_NONE", 0]]);
    expect(file(mark, headings, ["", " "])).to.deep.equal([["LINES_NONE", 0]]);
    expect(file(mark, [...headings, "备注"], line)).to.deep.equal([["COLUMN_UNKNOWN", 2]]);
    expect(file(mark, [...headings, "Data name"], line)).to.deep.equal([["COLUMN_TWICE", 2]]);
    expect(file(mark, headings.slice(1), line)).to.deep.equal([["COLUMN_MISSING", 2]]);
    expect(file(mark, headings, [...line, "more"])).to.deep.equal([["CELLS_TOO_MANY", 3]]);
    expect(codesOf(utf8(`${csvOf([mark, headings])}\r\n"open`))).to.deep.equal([["QUOTES_WRONG", 3]]);
    expect(codesOf(new Uint8Array(intakeLimits.bytes + 1))).to.deep.equal([["FILE_TOO_LARGE", 0]]);
    expect(codesOf(new Uint8Array())).to.deep.equal([["TEMPLATE_UNKNOWN", 0]]);
    const many = Array.from({ length: intakeLimits.lines + 1 }, () => ["x"]);
    expect(file(mark, headings, ...many)).to.deep.equal([["LINES_TOO_MANY", 0]]);
  });

  it("takes a list of as many lines as are read, and never a part of a longer one", () => {
    const [mark, headings, line] = rowsOf([goodLine(1)]) as [string[], string[], string[]];
    const file = (between: readonly string[], count: number) =>
      utf8(`${[csvOf([mark, headings]), ...between, ...Array<string>(count).fill(csvOf([line]))].join("\r\n")}\r\n`);
    const { rows, problems } = readIntake(file([], intakeLimits.lines));
    expect(problems).to.deep.equal([]);
    expect(rows).to.have.lengthOf(intakeLimits.lines);
    // The parser would stop at 20 000 lines, and the empty one would hide that it did.
    for (const quoted of [true, false]) {
      const long = new TextDecoder().decode(file([""], 25_000));
      const bytes = utf8(quoted ? long : long.replaceAll('"', ""));
      expect(codesOf(bytes), `quoted: ${quoted}`).to.deep.equal([["LINES_TOO_MANY", 0]]);
    }
    expect(readIntake(file([""], 25_000)).problems[0]?.en).to.match(/more than 20000 lines.* split it/);
  });

  it("refuses values far to the right by line and column, and ignores empty cells there", () => {
    const [mark, headings, line] = rowsOf([goodLine(1)]) as [string[], string[], string[]];
    const far = (last: string) => {
      const cells = Array.from({ length: 16_384 }, (_, i) => line[i] ?? "");
      return readIntake(utf8(csvOf([mark, headings, [...cells.slice(0, -1), last]]))).problems;
    };
    expect(far(" ")).to.deep.equal([]);
    const [found] = far("x");
    expect(found).to.include({ code: "COLUMNS_TOO_MANY", line: 3 });
    expect(found?.en).to.match(/column 16384; at most 64 .* Delete/);
    expect(found?.zh).to.match(/第 16384 列有内容，最多读取 64 列/);
  });

  it("reads its own empty templates: nothing is wrong but that they have no lines", () => {
    for (const template of [csvTemplate(), xlsxTemplate()]) {
      expect(codesOf(template)).to.deep.equal([["LINES_NONE", 0]]);
    }
  });
});
