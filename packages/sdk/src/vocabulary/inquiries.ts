/**
 * In which capacity a registration file is consulted (article 30 of 《数据产权登记工作指引（试行）》): as the case's
 * applicant 申请人, the certificate's holder 权利人, an interested party 利害关系人, a state organ 国家机关, or the registry
 * in its own work 登记机构.
 */
export const inquiryCapacities = ["applicant", "holder", "interestedParty", "stateOrgan", "registry"] as const;

/** One of {@link inquiryCapacities}. */
export type InquiryCapacity = (typeof inquiryCapacities)[number];

/** For what a registration file is consulted (article 30); words of its own go with it. */
export const inquiryPurposes = [
  "verify",
  "trade",
  "finance",
  "dispute",
  "examination",
  "duty",
  "archive",
  "other",
] as const;

/** One of {@link inquiryPurposes}. */
export type InquiryPurpose = (typeof inquiryPurposes)[number];

/** What has become of an inquiry; `expired` is a permission whose time is over. */
export const inquiryStates = ["waiting", "granted", "refused", "expired"] as const;

/** One of {@link inquiryStates}. */
export type InquiryState = (typeof inquiryStates)[number];
