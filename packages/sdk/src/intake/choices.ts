/** A value that a cell may name by code, in Chinese or in English. */
export type Choice<C extends string = string> = { readonly code: C; readonly zh: string; readonly en: string };

const choice = <C extends string>(code: C, zh: string, en: string): Choice<C> => ({ code, zh, en });

/** What the choosing cells of a line may name (annex 1; articles 15, 20 and 21; GB/T 43697-2024 for grades). */
export const choices = {
  source: [
    choice("collected", "采集生成", "collected or generated"),
    choice("publiclyGathered", "自动化程序收集公开数据", "publicly available, gathered automatically"),
    choice("agreement", "协议取得", "by agreement"),
    choice("derived", "衍生创造", "derived"),
  ],
  category: [
    choice("enterprise", "企业数据", "enterprise data"),
    choice("utilityService", "公用事业数据", "utility service data"),
    choice("governmentDuty", "政务数据", "data of government duty"),
    choice("authorisedProduct", "授权运营产品", "product of authorised operation"),
    choice("personal", "个人数据", "a person's own data"),
  ],
  grade: [
    choice("general", "一般", "general"),
    choice("important", "重要", "important"),
    choice("core", "核心", "core"),
  ],
  region: [
    choice("international", "国际", "international"),
    choice("national", "全国", "national"),
    choice("province", "省级", "province"),
    choice("city", "市级", "city"),
    choice("county", "县级", "county"),
    choice("below", "县级以下", "below county"),
  ],
  frequency: [
    choice("realTime", "实时", "real time"),
    choice("daily", "每日", "daily"),
    choice("weekly", "每周", "weekly"),
    choice("monthly", "每月", "monthly"),
    choice("quarterly", "每季", "quarterly"),
    choice("yearly", "每年", "yearly"),
    choice("irregular", "不定期", "irregular"),
    choice("once", "不更新", "not updated"),
  ],
  volumeUnit: [
    choice("records", "条", "records"),
    choice("B", "字节", "bytes"),
    choice("KiB", "KB", "KiB"),
    choice("MiB", "MB", "MiB"),
    choice("GiB", "GB", "GiB"),
    choice("TiB", "TB", "TiB"),
  ],
  form: [
    choice("image", "图像", "image"),
    choice("text", "文本", "text"),
    choice("video", "视频", "video"),
    choice("audio", "音频", "audio"),
    choice("table", "表格", "table"),
    choice("other", "其他", "other"),
  ],
  structure: [
    choice("structured", "结构化", "structured"),
    choice("semiStructured", "半结构化", "semi-structured"),
    choice("unstructured", "非结构化", "unstructured"),
  ],
  yesNo: [choice("yes", "是", "yes"), choice("no", "否", "no")],
} as const;

/** Name of a list of choices. */
export type ChoiceList = keyof typeof choices;
/** Code of a choice of a list. */
export type ChoiceCode<L extends ChoiceList> = (typeof choices)[L][number]["code"];

/** The choice that a cell names, whatever the case of its letters; undefined for none of the list. */
export function chosen<C extends string>(list: readonly Choice<C>[], text: string): C | undefined {
  const wanted = text.toLowerCase();
  return list.find(({ code, zh, en }) => [code.toLowerCase(), zh.toLowerCase(), en].includes(wanted))?.code;
}

/** The values of a list in words, for a sentence or the guide of the template. */
export function listed(list: readonly Choice[], language: "zh" | "en"): string {
  return list.map((item) => item[language]).join(language === "zh" ? "、" : ", ");
}
