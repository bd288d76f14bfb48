// Imports nothing: pages show the list without the rest of the SDK.

/** A kind of analysis (分析类型); its number is its place in {@link analyses}. */
export type Analysis = { readonly code: string; readonly en: string; readonly zh: string };

/** What may be done with data in a use, as receipts name it; at most 16. Kinds are only ever added. */
export const analyses = [
  { code: "lookup", en: "lookup and verification", zh: "查询核验" },
  { code: "statistics", en: "aggregate statistics", zh: "统计汇总" },
  { code: "modelling", en: "modelling and training", zh: "建模训练" },
  { code: "prediction", en: "prediction", zh: "预测分析" },
  { code: "matching", en: "matching with other data", zh: "关联比对" },
  { code: "scoring", en: "scoring", zh: "评分" },
  { code: "profiling", en: "profiling of users", zh: "用户画像" },
  { code: "automatedDecision", en: "automated decisions", zh: "自动化决策" },
  { code: "biometrics", en: "biometric recognition", zh: "生物特征识别" },
  { code: "mapping", en: "mapping of protected places", zh: "敏感地理测绘" },
  { code: "reidentification", en: "re-identification of persons", zh: "去标识化信息重识别" },
  { code: "priceDiscrimination", en: "price discrimination", zh: "大数据差别定价" },
] as const satisfies readonly Analysis[];
