import { purposes } from "../vocabulary/purpose-list.ts";
import { choices, listed, type ChoiceList } from "./choices.ts";

/** First cell of a file by which it is known, and the version of the template in the cell beside it. */
export const templateMark = "数据产权登记批量申请 Bulk intake of applications";
/** Version of the template; it changes when a column does. */
export const templateVersion = "1";

/** A column of the template. */
export type Column = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly required: boolean;
  /** What goes into it. */
  readonly zhHint: string;
  readonly enHint: string;
  /** List from which its value comes. */
  readonly list?: ChoiceList | undefined;
};

type Hint = Pick<Column, "zhHint" | "enHint">;
const hint = (zhHint: string, enHint: string): Hint => ({ zhHint, enHint });
const oneOf = (list: ChoiceList) => ({ ...hint(listed(choices[list], "zh"), listed(choices[list], "en")), list });
const date = hint("日期，如 2026-01-31", "a date, as 2026-01-31");
const limit = hint("没有则填“无”或留空", "none: leave empty");
const until = hint("申请该权利则填截止日，不申请则留空", "last day of the right; empty: not applied for");
const fileOrDigest = (zh: string, en: string) => hint(`0x 开头的 64 位摘要，或${zh}`, `0x and 64 hex digits, or ${en}`);

/** The columns in order: the initial form (annex 1), and what the ledger asks beside it. */
export const columns = [
  { key: "lineKey", zh: "行标识", en: "Line key", required: true, ...hint("本文件内唯一", "unique in the file") },
  { key: "name", zh: "数据名称", en: "Data name", required: true, ...hint("不超过 40 字", "40 characters at most") },
  { key: "summary", zh: "数据简介", en: "Summary", required: true, ...hint("不超过 400 字", "400 characters at most") },
  {
    key: "industry",
    zh: "所属行业",
    en: "Industry",
    required: true,
    ...hint("GB/T 4754 门类与大类，如 G54", "section and division of GB/T 4754, as G54"),
  },
  { key: "source", zh: "来源方式", en: "Source", required: true, ...oneOf("source") },
  {
    key: "sourceAssets",
    zh: "来源资产",
    en: "Source assets",
    required: false,
    ...hint("衍生创造必填：数据资产标识，分号隔开", "of derived data: asset ids, with semicolons between"),
  },
  { key: "category", zh: "数据性质", en: "Category", required: true, ...oneOf("category") },
  { key: "grade", zh: "数据分级", en: "Grade", required: true, ...oneOf("grade") },
  { key: "region", zh: "地域范围", en: "Region scope", required: true, ...oneOf("region") },
  { key: "spanFrom", zh: "时间跨度起", en: "Time span from", required: true, ...date },
  {
    key: "spanTo",
    zh: "时间跨度止",
    en: "Time span to",
    required: false,
    ...hint("日期；持续更新则留空", "a date; empty: it goes on"),
  },
  { key: "frequency", zh: "更新频率", en: "Update frequency", required: true, ...oneOf("frequency") },
  { key: "volume", zh: "数据规模", en: "Volume", required: true, ...hint("整数", "a whole number") },
  { key: "volumeUnit", zh: "规模单位", en: "Volume unit", required: true, ...oneOf("volumeUnit") },
  { key: "form", zh: "数据形态", en: "Form", required: true, ...oneOf("form") },
  { key: "structure", zh: "结构类型", en: "Structure", required: true, ...oneOf("structure") },
  { key: "limitUsers", zh: "使用者类型限制", en: "Limit: kinds of user", required: false, ...limit },
  { key: "limitBuyers", zh: "购买方资质限制", en: "Limit: buyer's qualification", required: false, ...limit },
  { key: "limitEnvironment", zh: "使用环境限制", en: "Limit: environment", required: false, ...limit },
  { key: "limitRegion", zh: "购买方地域限制", en: "Limit: buyer's region", required: false, ...limit },
  { key: "resale", zh: "允许转售", en: "Resale allowed", required: true, ...oneOf("yesNo") },
  { key: "export", zh: "允许出境", en: "Export allowed", required: true, ...oneOf("yesNo") },
  { key: "holdUntil", zh: "持有权截止日", en: "Hold until", required: false, ...until },
  { key: "useUntil", zh: "使用权截止日", en: "Use until", required: false, ...until },
  { key: "operateUntil", zh: "经营权截止日", en: "Operate until", required: false, ...until },
  {
    key: "territory",
    zh: "权利地域",
    en: "Territory",
    required: false,
    ...hint("ISO 3166-1 数字代码；留空为 156（中国）", "ISO 3166-1 numeric code; empty: 156 (China)"),
  },
  {
    key: "purposes",
    zh: "用途",
    en: "Purposes",
    required: true,
    ...hint(`分号隔开：${listed(purposes, "zh")}`, `with semicolons between: ${listed(purposes, "en")}`),
  },
  {
    key: "data",
    zh: "数据指纹或文件",
    en: "Fingerprint or file",
    required: true,
    ...fileOrDigest("待计算指纹的文件路径", "the path of the file to fingerprint"),
  },
  {
    key: "evidence",
    zh: "证明材料摘要或文件",
    en: "Evidence digest or file",
    required: true,
    ...fileOrDigest("材料的文件路径（SHA-256）", "the path of the document (SHA-256)"),
  },
  {
    key: "registry",
    zh: "登记机构",
    en: "Registry",
    required: false,
    ...hint("主体地址；留空用命令所指定者", "party address; empty: the one that the command names"),
  },
] as const satisfies readonly Column[];

/** Key of a column. */
export type ColumnKey = (typeof columns)[number]["key"];

/** Heading of a column in the template: both languages. */
export function headingOf({ zh, en }: Pick<Column, "zh" | "en">): string {
  return `${zh} ${en}`;
}

/** A column by its key. */
export function columnOf(key: ColumnKey): Column {
  return columns.find((column) => column.key === key) as Column;
}

/** The column that a heading names, in Chinese, in English, or in both. */
export function columnNamed(heading: string): ColumnKey | undefined {
  const wanted = heading.replaceAll(/\s+/g, " ").trim().toLowerCase();
  const found = columns.find(({ zh, en }) =>
    [zh, en, headingOf({ zh, en })].some((name) => name.toLowerCase() === wanted),
  );
  return found?.key;
}
