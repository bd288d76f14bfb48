import type { RegistrationKind } from "./enums.ts";

/**
 * How a registry works: what is law or local rule and not the same everywhere (登记规则配置). Days are working days,
 * months calendar months; articles are those of 《数据产权登记工作指引（试行）》.
 */
export type ProfileTerms = {
  /** To answer an application (article 17). */
  readonly acceptanceDays: number;
  /** To finish, from acceptance (article 28). */
  readonly examinationDays: number;
  /** The longest extension, granted once (article 28). */
  readonly extensionDays: number;
  /** Public notice (article 24); 0 only where `trial` is true. */
  readonly noticeDays: number;
  /** To investigate an objection (article 25). */
  readonly objectionDays: number;
  /** To tell the holder of an objection after registration (article 29). */
  readonly informDays: number;
  /** Longest term of a right, from the storage of evidence (article 26). */
  readonly validityMonths: number;
  /** How long before its end a registration may be renewed (article 36). */
  readonly renewalMonths: number;
  /** Characters of the data's name from which the desk warns (annex 1). */
  readonly nameLimit: number;
  /** Characters of the summary from which the desk warns (annex 1). */
  readonly summaryLimit: number;
  /** How long files are kept (article 11). */
  readonly keepYears: number;
  /** Kinds of registration that the registry offers (articles 32 to 37). */
  readonly kinds: readonly RegistrationKind[];
  /** Whether a notice may be waived for a good reason (article 24). */
  readonly noticeWaivable: boolean;
  /** Reading of article 34: only who holds all three rights may transfer. */
  readonly transferNeedsAllRights: boolean;
  /** Whether who certifies must not be who examined. */
  readonly fourEyes: boolean;
  /** Trial run (试运行): every certificate is marked 演示. */
  readonly trial: boolean;
};

/** A profile that this package knows by name. */
export type NamedProfile = {
  /** What the ledger calls it, 1 to 64 bytes. */
  readonly label: string;
  /** Where its numbers come from. */
  readonly source: string;
  readonly sourceZh: string;
  readonly terms: ProfileTerms;
};

const guideTerms: ProfileTerms = {
  acceptanceDays: 3,
  examinationDays: 10,
  extensionDays: 10,
  noticeDays: 5,
  objectionDays: 10,
  informDays: 5,
  validityMonths: 60,
  renewalMonths: 6,
  nameLimit: 40,
  summaryLimit: 400,
  keepYears: 20,
  kinds: ["initial", "transfer", "change", "renewal", "cancellation"],
  noticeWaivable: true,
  transferNeedsAllRights: false,
  fourEyes: false,
  trial: false,
};

/**
 * Profiles to define and give, each with its source.
 *
 * @example
 * await ledger.profiles.define({ ...profiles.nationalGuide, documentDigest });
 */
export const profiles = {
  nationalGuide: {
    label: "National guide 国家指引",
    source: "Guide to data property registration (trial), articles 11, 17, 24 to 29, 32 to 37 and annex 1",
    sourceZh: "《数据产权登记工作指引（试行）》第十一、十七、二十四至二十九、三十二至三十七条及附件一",
    terms: guideTerms,
  },
  publicTrack: {
    label: "Public-data track 公共数据资源登记",
    source:
      "Interim measures for the registration of public data resources: notice of 10 working days, valid for 3 years; " +
      "the other numbers are those of the national guide",
    sourceZh: "《公共数据资源登记管理暂行办法》：公示十个工作日，有效期三年；其余各项沿用国家指引",
    terms: {
      ...guideTerms,
      noticeDays: 10,
      validityMonths: 36,
      kinds: ["initial", "change", "cancellation"],
      noticeWaivable: false,
    },
  },
  shenzhen: {
    label: "Shenzhen 深圳",
    source:
      "Local values of Shenzhen, to be confirmed against the measure in force there: files kept for 30 years, rights " +
      "for 3; the other periods are those of the national guide",
    sourceZh: "深圳地方取值，须以当地现行办法核对：档案保存三十年，权利期限三年；其余期限沿用国家指引",
    terms: { ...guideTerms, validityMonths: 36, keepYears: 30, transferNeedsAllRights: true, fourEyes: true },
  },
  trial: {
    label: "Trial run 试运行",
    source: "No rule: for trials on engines whose time cannot be moved; every certificate is marked as a sample",
    sourceZh: "非正式规则：供时间无法推进的链试运行使用，所有登记凭证均标明“演示”",
    terms: { ...guideTerms, noticeDays: 0, trial: true },
  },
} as const satisfies Readonly<Record<string, NamedProfile>>;
