/** Article of the guide, or other rule, that a problem comes from, in both languages. */
type Rule = readonly [en: string, zh: string];

const annex: Rule = ["annex 1", "附件一"];
const article15: Rule = ["article 15", "第十五条"];
const articles20: Rule = ["articles 20 and 21", "第二十条、第二十一条"];
const article21: Rule = ["article 21", "第二十一条"];
const articles21: Rule = ["articles 21 and 39", "第二十一条、第三十九条"];
const article26: Rule = ["article 26", "第二十六条"];
const article10: Rule = ["articles 10 and 12", "第十条、第十二条"];
const grading: Rule = ["GB/T 43697-2024", "GB/T 43697-2024"];
const industry: Rule = ["GB/T 4754-2017", "GB/T 4754-2017"];

/** Errors stop the whole file; warnings are for a person to look at. */
export type ProblemLevel = "error" | "warning";
/** What a table says of a problem. */
export type ProblemRow = readonly [level: ProblemLevel, rule: Rule | null, en: string, zh: string];

/** Every problem by name: what is wrong with the value and what to do. Words in braces are filled. */
export const problemTable = {
  FILE_TOO_LARGE: [
    "error",
    null,
    "The file has {value} bytes; at most {most} are read. Split it.",
    "文件有 {value} 字节，最多读取 {most} 字节；请拆分文件。",
  ],
  FILE_UNREADABLE: [
    "error",
    null,
    "The file is no {value} that can be read: {why}. Save it anew as .xlsx or CSV.",
    "文件不是可读取的 {value}：{why}；请另存为 .xlsx 或 CSV。",
  ],
  FILE_ENCODING_UNKNOWN: [
    "error",
    null,
    "The text is neither UTF-8 nor GB18030. Save it as UTF-8.",
    "文字编码既非 UTF-8 也非 GB18030；请另存为 UTF-8。",
  ],
  TEMPLATE_UNKNOWN: [
    "error",
    null,
    "No visible sheet begins with “{value}”. Fill in the template and keep its first two rows.",
    "没有以“{value}”开头的可见工作表；请在模板中填写并保留前两行。",
  ],
  TEMPLATE_TWICE: [
    "error",
    null,
    "The sheets {value} are both filled-in templates. Keep one visible.",
    "工作表 {value} 均为申请表；请只保留一个可见。",
  ],
  TEMPLATE_VERSION: [
    "error",
    null,
    "The template's version is “{value}”; this program reads version {wanted}. Take its template.",
    "模板版本为“{value}”，本程序读取版本 {wanted}；请换用其模板。",
  ],
  COLUMN_UNKNOWN: [
    "error",
    null,
    "“{value}” is no column of the template. Remove it, or correct the heading.",
    "模板没有“{value}”这一列；请删除或更正列名。",
  ],
  COLUMN_TWICE: ["error", null, "The column {field} is there twice. Keep one.", "列“{field}”重复；请只保留一列。"],
  COLUMN_MISSING: [
    "error",
    annex,
    "The column {field} is missing. Take the template's headings.",
    "缺少列“{field}”；请使用模板的列名。",
  ],
  LINES_NONE: [
    "error",
    null,
    "The file has no lines below the headings. Fill in one line for each application.",
    "列名之下没有任何行；请每项申请填写一行。",
  ],
  LINES_TOO_MANY: [
    "error",
    null,
    "The file has more than {most} lines, empty ones between them counted. Delete empty lines, or split it.",
    "文件超过 {most} 行（含其间的空行）；请删除空行或拆分文件。",
  ],
  COLUMNS_TOO_MANY: [
    "error",
    null,
    "The line has a value in column {value}; at most {most} columns are read. Delete what is to the right of the template's columns.",
    "该行第 {value} 列有内容，最多读取 {most} 列；请删除模板各列右侧的内容。",
  ],
  SHEETS_TOO_MANY: [
    "error",
    null,
    "The workbook has {value} visible sheets; at most {most} are read. Hide or delete those that are no template.",
    "工作簿有 {value} 个可见工作表，最多读取 {most} 个；请隐藏或删除非申请表的工作表。",
  ],
  ROW_NUMBER_WRONG: [
    "error",
    null,
    "A row after row {other} has the number “{value}”; rows have whole numbers up to {most} that grow. Open the file in a spreadsheet program and save it anew.",
    "第 {other} 行之后有一行的行号为“{value}”；行号应为递增的整数，最大 {most}；请用表格软件打开并重新保存。",
  ],
  CELLS_TOO_MANY: [
    "error",
    null,
    "The line has a value beyond the last heading: {value}. Quote texts that hold commas.",
    "该行在最后一列之外还有内容：{value}；含逗号的文字须加引号。",
  ],
  QUOTES_WRONG: [
    "error",
    null,
    "A quotation mark is not closed or stands in the middle. Quote the whole text and double marks within.",
    "引号未闭合或位置有误；请将整段文字加引号，其中的引号写两次。",
  ],
  CELL_FORMULA: ["error", null, "The cell holds a formula. Paste its value instead.", "单元格是公式；请改为粘贴数值。"],
  CELL_FAULTY: ["error", null, "The cell shows the error {value}. Correct it.", "单元格显示错误 {value}；请更正。"],
  NUMBER_INEXACT: [
    "error",
    null,
    "The number {value} has more digits than a spreadsheet keeps. Format the cell as text and type it anew.",
    "数字 {value} 的位数超出表格精度；请将单元格设为文本后重新输入。",
  ],
  FIELD_MISSING: ["error", annex, "{field} is empty. {hint}.", "“{field}”为空；应填：{hint}。"],
  LINE_KEY_INVALID: [
    "error",
    null,
    "{field} is “{value}”; it has up to 64 letters, digits, points, hyphens and underlines, and begins with a letter or digit.",
    "“{field}”为“{value}”；应为不超过 64 个的文字、数字、点、连字符和下划线，以文字或数字开头。",
  ],
  LINE_KEY_REPEATED: [
    "error",
    null,
    "{field} “{value}” stands in line {other} as well. Give each line its own.",
    "“{field}”“{value}”与第 {other} 行重复；请每行使用不同标识。",
  ],
  TEXT_UNREADABLE: [
    "error",
    annex,
    "{field} cannot stand on record: {why}. Type it anew as plain text.",
    "“{field}”不能记录：{why}；请以普通文字重新输入。",
  ],
  NAME_TOO_LONG: [
    "error",
    annex,
    "{field} has {value} bytes in UTF-8; the ledger takes 256. Shorten it.",
    "“{field}”的 UTF-8 长度为 {value} 字节，账本最多 256 字节；请缩短。",
  ],
  VALUE_UNKNOWN: [
    "error",
    annex,
    "{field} is “{value}”; it is one of: {hint}.",
    "“{field}”为“{value}”；应为：{hint}。",
  ],
  INDUSTRY_UNKNOWN: [
    "error",
    industry,
    "{field} is “{value}”; it is a section A to T with one of its divisions 01 to 97, as G54.",
    "“{field}”为“{value}”；应为门类 A–T 及其大类 01–97，如 G54。",
  ],
  DATE_MALFORMED: [
    "error",
    annex,
    "{field} is “{value}”; write a date of the calendar, as 2026-01-31.",
    "“{field}”为“{value}”；请填写日历上的日期，如 2026-01-31。",
  ],
  NUMBER_MALFORMED: [
    "error",
    annex,
    "{field} is “{value}”; write a whole number from {least} to {most}, digits only.",
    "“{field}”为“{value}”；请只用数字填写 {least} 至 {most} 的整数。",
  ],
  DIGEST_OR_PATH: [
    "error",
    annex,
    "{field} is “{value}”; write 0x and 64 hex digits, not all zero, or the path of a file.",
    "“{field}”为“{value}”；请填写 0x 加 64 位十六进制（不全为零），或文件路径。",
  ],
  SPAN_REVERSED: [
    "error",
    annex,
    "{field} is {value}, before the beginning {other}. Exchange or correct them.",
    "“{field}”为 {value}，早于起始日 {other}；请更正。",
  ],
  SPAN_IN_FUTURE: [
    "warning",
    annex,
    "{field} is {value}, which is still to come. Confirm that the data is a forecast.",
    "“{field}”为 {value}，尚未到来；请确认数据为预测数据。",
  ],
  RIGHTS_NONE: [
    "error",
    annex,
    "No right is applied for. Fill in the last day of at least one of the three.",
    "没有申请任何权利；请至少填写一项权利的截止日。",
  ],
  TERM_PAST: [
    "error",
    article26,
    "{field} is {value}, which is over. Write a later day.",
    "“{field}”为 {value}，已经过去；请填写之后的日期。",
  ],
  TERM_TOO_LONG: [
    "error",
    article26,
    "{field} is {value}; under this registry's rules a right lasts {months} months at most, until {latest}. Write an earlier day.",
    "“{field}”为 {value}；按该登记机构的规则，期限至多 {months} 个月，至 {latest}；请填写更早的日期。",
  ],
  RIGHT_NOT_REGISTRABLE: [
    "error",
    articles20,
    "{field} is filled in, but publicly available data supports hold and use only. Empty it, or register a product that does not replace the source as derived data.",
    "填写了“{field}”，但公开数据只能登记持有权和使用权；请清空，或将不替代来源的产品登记为衍生数据。",
  ],
  GOVERNMENT_DUTY_DATA: [
    "error",
    article15,
    "Data collected in government duties is not registered for property rights. Take the public-data track.",
    "政务数据不进行产权登记；请走公共数据资源登记。",
  ],
  AUTHORISED_PRODUCT: [
    "error",
    article15,
    "A product of authorised operation links its public record, which is made after it is declared. Apply for it singly.",
    "授权运营产品须关联公共数据资源登记，而该登记在申报之后办理；请单独申请。",
  ],
  CORE_DATA: [
    "error",
    grading,
    "{field}: core data is not registered for trade. Remove the line.",
    "“{field}”：核心数据不得登记交易；请删除该行。",
  ],
  SOURCES_MISSING: [
    "error",
    article21,
    "{field} is empty, but derived data names the assets that it comes from. List their ids.",
    "“{field}”为空，衍生数据须列明来源资产；请填写其标识。",
  ],
  SOURCES_UNWANTED: [
    "error",
    article21,
    "{field} is filled in, but only derived data has source assets. Empty it, or correct the source.",
    "填写了“{field}”，但只有衍生创造才有来源资产；请清空，或更正来源方式。",
  ],
  SOURCES_INVALID: [
    "error",
    article21,
    "{field} is “{value}”; it lists at most 32 asset ids, each 0x and 64 hex digits and once.",
    "“{field}”为“{value}”；至多 32 个资产标识，均为 0x 加 64 位十六进制，且不重复。",
  ],
  SOURCE_UNKNOWN: [
    "error",
    article21,
    "{field}: the ledger has no asset {value}. Correct the id.",
    "“{field}”：账本上没有资产 {value}；请更正标识。",
  ],
  USE_RIGHT_MISSING: [
    "error",
    article21,
    "{field}: you have no live right to use {value}. Register or obtain it first.",
    "“{field}”：您对 {value} 没有有效的使用权；请先登记或取得。",
  ],
  REGISTRY_MISSING: [
    "error",
    article10,
    "{field} is empty, and no registry was named for the whole file. Name one.",
    "“{field}”为空，且未为整个文件指定登记机构；请指定。",
  ],
  REGISTRY_INVALID: [
    "error",
    article10,
    "{field} is “{value}”, which is no registry's address. Copy it from the registry's page.",
    "“{field}”为“{value}”，不是登记机构的主体地址；请从登记机构页面复制。",
  ],
  REGISTRY_CLOSED: [
    "error",
    article10,
    "{field} {value} takes no initial applications now. Choose another.",
    "“{field}” {value} 目前不受理初次登记；请另选。",
  ],
  OWN_REGISTRY: [
    "error",
    article10,
    "{field} is yourself; a registry is no applicant at itself. Choose another.",
    "“{field}”是您自己；登记机构不得向自己申请；请另选。",
  ],
  APPLICANT_NOT_ALLOWED: [
    "error",
    article10,
    "The party of this key may not apply now: {why}. Ask the data authority.",
    "此密钥所属主体目前不能申请：{why}；请联系数据管理部门。",
  ],
  FILE_NOT_READABLE: [
    "error",
    annex,
    "{field}: the file {value} cannot be read ({why}). Correct the path; it begins at the folder of this list.",
    "“{field}”：无法读取文件 {value}（{why}）；请更正路径，路径以本表所在文件夹为起点。",
  ],
  LEDGER_REFUSES: ["error", null, "The ledger would refuse it: {why}.", "账本将拒绝：{why}。"],
  NAME_LONG: [
    "warning",
    annex,
    "{field} has {value} characters; the form asks for {most} at most.",
    "“{field}”有 {value} 字，登记表要求不超过 {most} 字。",
  ],
  SUMMARY_LONG: [
    "warning",
    annex,
    "{field} has {value} characters; the form asks for {most} at most.",
    "“{field}”有 {value} 字，登记表要求不超过 {most} 字。",
  ],
  FINGERPRINT_EQUAL: [
    "warning",
    articles21,
    "{field} is that of line {other}. The same data may be registered by several, not twice for gain: let a person look.",
    "“{field}”与第 {other} 行相同；同一数据可有多个权利人，但不得为牟利重复登记：请人工核对。",
  ],
  DESCRIPTION_NEAR: [
    "warning",
    articles21,
    "Name and summary are nearly those of line {other}: let a person look.",
    "名称和简介与第 {other} 行近似：请人工核对。",
  ],
} as const satisfies Readonly<Record<string, ProblemRow>>;
