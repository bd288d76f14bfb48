// Imports nothing: pages show the lists without the rest of the SDK.

/** A word of the conditions of use (使用条件), in both languages; its bit is its place in its list. */
export type ConditionWord = { readonly code: string; readonly en: string; readonly zh: string };

/** Kinds of user (用户类型); a party has one. Words are only ever added. */
export const userKinds = [
  { code: "government", en: "Party and government organ", zh: "党政机关" },
  { code: "publicInstitution", en: "public institution", zh: "事业单位" },
  { code: "financialInstitution", en: "financial institution", zh: "金融机构" },
  { code: "utility", en: "public utility", zh: "公用事业单位" },
  { code: "enterprise", en: "enterprise", zh: "企业" },
  { code: "research", en: "university or research institute", zh: "高校和科研机构" },
  { code: "socialOrganisation", en: "social organisation", zh: "社会组织" },
  { code: "individual", en: "natural person", zh: "自然人" },
] as const satisfies readonly ConditionWord[];

/** Qualifications of a user (使用方资质). An authority records all but the last, which follows from what the party signed. */
export const qualifications = [
  { code: "protectionLevel2", en: "classified protection, level 2 (GB/T 22239)", zh: "网络安全等级保护二级" },
  { code: "protectionLevel3", en: "classified protection, level 3 (GB/T 22239)", zh: "网络安全等级保护三级" },
  { code: "securityMaturity3", en: "data security maturity, level 3 (GB/T 37988)", zh: "数据安全能力成熟度三级" },
  { code: "managementMaturity3", en: "data management maturity, level 3 (GB/T 36073)", zh: "数据管理能力成熟度三级" },
  { code: "securityManagement", en: "information security management (GB/T 22080)", zh: "信息安全管理体系认证" },
  { code: "dataSecurity", en: "data security management certification", zh: "数据安全管理认证" },
  { code: "personalInformation", en: "personal information protection certification", zh: "个人信息保护认证" },
  { code: "creditReporting", en: "licence for credit reporting", zh: "征信业务许可" },
  { code: "finance", en: "licence for financial business", zh: "金融业务许可" },
  { code: "dataVendor", en: "data vendor on file", zh: "数据商备案" },
  { code: "safeUse", en: "safe-use commitment signed, in an edition that counts", zh: "已签署现行数据安全使用承诺" },
] as const satisfies readonly ConditionWord[];

/** Environments of use (使用环境). */
export const environments = [
  { code: "providerSite", en: "the provider's own site", zh: "数据提供方环境" },
  { code: "privacyComputing", en: "privacy-preserving computing platform", zh: "隐私计算平台" },
  { code: "sandbox", en: "secure sandbox", zh: "安全沙箱" },
  { code: "trustedSpace", en: "trusted data space", zh: "可信数据空间" },
  { code: "governmentCloud", en: "government cloud", zh: "政务云" },
  { code: "publicCloud", en: "public cloud", zh: "公有云" },
  { code: "userSite", en: "the user's own site", zh: "使用方自有环境" },
] as const satisfies readonly ConditionWord[];

/** Obligations of a user (义务). */
export const obligations = [
  { code: "reportUse", en: "tell the provider what it was used for", zh: "告知使用情况" },
  { code: "reportIncident", en: "tell the provider of incidents", zh: "告知安全事件" },
  { code: "destroy", en: "destroy when the term ends", zh: "期满销毁" },
  { code: "proveDestruction", en: "prove the destruction", zh: "提供销毁证明" },
  { code: "attribute", en: "name the source", zh: "注明来源" },
  { code: "noReidentification", en: "identify nobody again", zh: "不得重识别" },
  { code: "noCopy", en: "keep no copy", zh: "不得留存副本" },
  { code: "acceptAudit", en: "accept audits", zh: "接受核查" },
] as const satisfies readonly ConditionWord[];

/** Open-data terms (开放条款): openness itself, then limits of open use. */
export const openTerms = [
  { code: "open", en: "open to everybody, free of charge", zh: "向社会开放" },
  { code: "shareAlike", en: "share alike", zh: "相同方式共享" },
  { code: "credit", en: "attribution", zh: "署名" },
  { code: "nonCommercial", en: "non-commercial", zh: "非商业使用" },
  { code: "noDerivatives", en: "no derivatives", zh: "不得演绎" },
] as const satisfies readonly ConditionWord[];
