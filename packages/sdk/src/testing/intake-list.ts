import { strToU8, zipSync } from "fflate";
import { columns, headingOf, templateMark, templateVersion, type ColumnKey } from "../intake/columns.ts";

/** Cells of a line by column. */
export type Cells = Partial<Record<ColumnKey, string>>;

export const digestA = `0x${"a1".repeat(32)}`;
export const registryAddress = "0x4B0897b0513fdC7C541B6d9D7E929C4e5364D2dB";

/** A line without fault, for a clock at the beginning of 2026. */
export function goodLine(n = 1, cells: Cells = {}): Cells {
  return {
    lineKey: `line-${n}`,
    name: `广西货运时效数据 ${n}`,
    summary: `第 ${n} 条线路的逐日货运时效，${"甲乙丙丁戊己庚辛壬癸"[n % 10]}类车型。`,
    industry: "G54",
    source: "采集生成",
    category: "enterprise data",
    grade: "一般",
    region: "省级",
    spanFrom: "2024-01-01",
    spanTo: "2025-12-31",
    frequency: "每日",
    volume: "120000",
    volumeUnit: "条",
    form: "表格",
    structure: "结构化",
    resale: "是",
    export: "否",
    holdUntil: "2028-01-31",
    useUntil: "2028-01-31",
    purposes: "物流调度；publicService",
    data: `0x${n.toString(16).padStart(64, "0")}`,
    evidence: digestA,
    registry: registryAddress,
    ...cells,
  };
}

/** The cells of lines in the order of the template, with its two rows of headings. */
export function rowsOf(lines: readonly Cells[]): string[][] {
  return [
    [templateMark, templateVersion],
    columns.map(headingOf),
    ...lines.map((line) => columns.map(({ key }) => line[key] ?? "")),
  ];
}

/** Rows as CSV, every text quoted. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\r\n");
}

/** Lines as a file. */
export function csvFile(lines: readonly Cells[]): Uint8Array {
  return new TextEncoder().encode(csvOf(rowsOf(lines)));
}

/** A sheet of a workbook: its rows as XML of cells, each text a cell of inline text. */
export type TestSheet = {
  readonly name: string;
  readonly state?: string;
  readonly rows: readonly (readonly (string | { readonly xml: string })[])[];
};

/** A workbook as spreadsheets write it, as far as tests need. */
export function workbook(
  sheets: readonly TestSheet[],
  more: { readonly workbookPr?: string; readonly shared?: string; readonly styles?: string } = {},
): Uint8Array {
  const cell = (value: string | { readonly xml: string }) =>
    typeof value === "string" ? `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>` : value.xml;
  const parts: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns:r="r">${more.workbookPr ?? ""}<sheets>${sheets
      .map(({ name, state }, i) => `<sheet name="${name}"${state ? ` state="${state}"` : ""} r:id="rId${i}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${sheets
      .map((_, i) => `<Relationship Id="rId${i}" Target="worksheets/s${i}.xml"/>`)
      .join("")}</Relationships>`,
    ...(more.shared && { "xl/sharedStrings.xml": `<sst>${more.shared}</sst>` }),
    ...(more.styles && { "xl/styles.xml": `<styleSheet>${more.styles}</styleSheet>` }),
  };
  sheets.forEach(({ rows }, i) => {
    const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map(cell).join("")}</row>`).join("");
    parts[`xl/worksheets/s${i}.xml`] = `<worksheet><sheetData>${lines}</sheetData></worksheet>`;
  });
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(xml)])));
}
