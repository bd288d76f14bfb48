/** The contracts' enumerations in the order of their values, as API and SDK write them; keyed by the Solidity name. */
export const enumNames = {
  Standing: ["none", "good", "warned", "suspended", "barred"],
  Right: ["none", "hold", "use", "operate"],
  Source: ["none", "collected", "publiclyGathered", "agreement", "derived"],
  SourceCase: ["own", "commissioned", "notSubstituting", "contract", "fused", "entrusted"],
  Category: ["none", "enterprise", "utilityService", "governmentDuty", "authorisedProduct", "personal"],
  Grade: ["none", "general", "important", "core"],
  RegistrationKind: ["none", "initial", "transfer", "change", "renewal", "cancellation"],
  CaseState: [
    "none",
    "applied",
    "supplementAsked",
    "accepted",
    "examined",
    "published",
    "certified",
    "refused",
    "withdrawn",
    "lapsed",
    "awaitingConsent",
  ],
  DueAct: ["none", "accept", "supplement", "examine", "notice", "objection", "certify", "consent"],
  RefusalGround: ["none", "harm", "unlawfulSource", "openDispute", "falseProof", "notVerifiable", "objectionUpheld"],
  CancellationGround: ["none", "request", "dataDestroyed", "objectionOutcome", "byLaw"],
  CertificateState: ["none", "valid", "transferred", "cancelled"],
  ObjectionState: ["none", "open", "dismissed", "upheld"],
  AnnotationKind: ["none", "terms", "seizure", "temporaryControl", "other"],
  LaterObjectionState: ["none", "raised", "informed", "agreed", "contested", "upheld", "dismissed", "mediated"],
  ObjectionAct: ["none", "inform", "conclude", "carryOut"],
  Disclosure: ["none", "procedure", "fees", "complaints", "business"],
  Submission: ["none", "notice", "evidence", "result"],
  BasisKind: ["none", "certificate", "publicAuthorisation", "licence"],
  VoucherClass: ["none", "authorisation", "product"],
  UsePeriod: ["none", "hour", "day", "week", "month", "year"],
  PriceRule: ["none", "free", "fixed", "ceiling", "negotiated"],
  RecordState: ["none", "submitted", "recorded", "refused", "cancelled", "published"],
  RequestKind: ["none", "change", "correction", "cancellation"],
  RequestState: ["none", "filed", "published", "granted", "refused", "withdrawn", "lapsed"],
  RecordGround: ["none", "dataLost", "givenUp", "bodyCeased", "byLaw"],
  BodyAnswer: ["none", "agrees", "disputes"],
} as const;

/** Name of an enumeration of the contracts. */
export type EnumName = keyof typeof enumNames;
type NameIn<E extends EnumName> = Exclude<(typeof enumNames)[E][number], "none">;

/** What a party may do at all (主体状态). */
export type Standing = NameIn<"Standing">;
/** One of the three rights: hold, use, operate (持有权、使用权、经营权). */
export type Right = NameIn<"Right">;
/** How the data came about (来源方式). */
export type Source = NameIn<"Source">;
/** Which of the cases of articles 20 and 21 an application relies on (来源情形). */
export type SourceCase = NameIn<"SourceCase">;
/** Whose data it is by nature (数据性质). */
export type Category = NameIn<"Category">;
/** Grade of data by GB/T 43697-2024 (数据分级). */
export type Grade = NameIn<"Grade">;
/** Kind of a registration (登记类型). */
export type RegistrationKind = NameIn<"RegistrationKind">;
/** State of a registration case (登记状态). */
export type CaseState = NameIn<"CaseState">;
/** What a case waits for (待办事项). */
export type DueAct = NameIn<"DueAct">;
/** Why a case is refused (不予登记事由). */
export type RefusalGround = NameIn<"RefusalGround">;
/** Why a registration is cancelled (注销事由), article 37. */
export type CancellationGround = NameIn<"CancellationGround">;
/** State of a certificate (凭证状态); that its term is over follows from the clock. */
export type CertificateState = NameIn<"CertificateState">;
/** State of an objection (异议状态). */
export type ObjectionState = NameIn<"ObjectionState">;
/** What is noted on a certificate (备注): agreed terms, seizure, temporary control, others (约定、查封、临时管制、其他). */
export type AnnotationKind = NameIn<"AnnotationKind">;
/** State of an objection after registration (登记后异议状态), article 29. */
export type LaterObjectionState = NameIn<"LaterObjectionState">;
/** What an objection after registration waits for (告知、调查、变更或注销). */
export type ObjectionAct = NameIn<"ObjectionAct">;
/** What a registry publishes (公开事项): procedure, fees, complaint channel, business (流程、收费、投诉举报、业务情况). */
export type Disclosure = NameIn<"Disclosure">;
/** What is submitted to the national service system: notice, evidence, result (公示、存证、登记结果). */
export type SubmissionKind = NameIn<"Submission">;
/** What a series stands on (凭证依据). */
export type BasisKind = NameIn<"BasisKind">;
/** Class of a series (凭证类别). */
export type VoucherClass = NameIn<"VoucherClass">;
/** What a frequency is counted within (频次周期). */
export type UsePeriod = NameIn<"UsePeriod">;
/** How the price of a unit is found (价格规则). */
export type PriceRule = NameIn<"PriceRule">;
/** State of a record on the public-data track (公共数据资源登记状态). */
export type RecordState = NameIn<"RecordState">;
/** Kind of a request about a record (变更、更正、注销登记). */
export type RequestKind = NameIn<"RequestKind">;
/** State of a request about a record (登记申请状态). */
export type RequestState = NameIn<"RequestState">;
/** Ground of a cancellation on the public-data track (公共数据资源注销原因). */
export type RecordGround = NameIn<"RecordGround">;
/** What a record's body says of another party's correction (登记主体意见). */
export type BodyAnswer = NameIn<"BodyAnswer">;

/** Value of a name; `none` cannot be chosen. Undefined for a name that the enumeration does not have. */
export function enumValue(name: EnumName, value: string): number | undefined {
  const found = (enumNames[name] as readonly string[]).indexOf(value);
  return found < 0 || value === "none" ? undefined : found;
}

/**
 * Name of a value; its number for one that a later release added.
 *
 * @example
 * enumText("Right", 3n); // "operate"
 */
export function enumText<E extends EnumName>(name: E, value: bigint | number): NameIn<E> {
  return ((enumNames[name] as readonly string[])[Number(value)] ?? String(value)) as NameIn<E>;
}
