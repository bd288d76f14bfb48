// Imports nothing: pages show the list without the rest of the SDK.

/** A purpose of use on the purpose list (用途目录); its bit is its place in {@link purposes}. */
export type Purpose = { readonly code: string; readonly en: string; readonly zh: string };

/** The purpose list: what each bit of `purposes` stands for. Bits are only ever added. */
export const purposes = [
  { code: "creditAssessment", en: "credit assessment", zh: "信贷风控" },
  { code: "logistics", en: "logistics dispatch", zh: "物流调度" },
  { code: "weatherService", en: "weather service", zh: "气象服务" },
  { code: "agriculture", en: "agriculture", zh: "农业生产" },
  { code: "publicService", en: "public service", zh: "公共服务" },
  { code: "emergency", en: "emergency management", zh: "应急管理" },
  { code: "research", en: "scientific research", zh: "科学研究" },
  { code: "modelTraining", en: "model training", zh: "模型训练" },
  { code: "energy", en: "energy dispatch", zh: "能源调度" },
  { code: "insurance", en: "insurance actuarial work", zh: "保险精算" },
  { code: "healthcare", en: "healthcare", zh: "医疗健康" },
  { code: "transport", en: "transport", zh: "交通出行" },
  { code: "urbanGovernance", en: "urban governance", zh: "城市治理" },
  { code: "marketAnalysis", en: "market analysis", zh: "市场分析" },
] as const satisfies readonly Purpose[];
