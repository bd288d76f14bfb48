// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice The three rights (三权), N 3 and 21; independent of one another.
enum Right {
    None,
    /// @dev 持有权
    Hold,
    /// @dev 使用权
    Use,
    /// @dev 经营权
    Operate
}

/// @notice A set of rights: bit n stands for the {Right} n.
library RightBits {
    uint8 internal constant ALL = 14;

    function has(uint8 rights, Right right) internal pure returns (bool) {
        return (rights >> uint8(right)) & 1 != 0;
    }

    function bitOf(Right right) internal pure returns (uint8) {
        return uint8(1 << uint8(right));
    }
}

/// @notice How the data came about (来源方式), N 20.
enum Source {
    None,
    /// @dev 采集生成
    Collected,
    /// @dev 自动化程序收集公开数据
    PubliclyGathered,
    /// @dev 协议取得
    Agreement,
    /// @dev 衍生创造
    Derived
}

/// @notice Whose data it is by nature (数据性质); decides the track, N 15.
enum Category {
    None,
    /// @dev 企业数据
    Enterprise,
    /// @dev 公用事业数据: utilities may register data of their own service.
    UtilityService,
    /// @dev 政务数据: collected by organs in their duties; never on the property track.
    GovernmentDuty,
    /// @dev 授权运营产品: developed under authorised operation; needs its public record.
    AuthorisedProduct,
    /// @dev 个人数据: a natural person's own.
    Personal
}

/// @notice Grade of data (数据分级), GB/T 43697-2024.
enum Grade {
    None,
    /// @dev 一般数据
    General,
    /// @dev 重要数据
    Important,
    /// @dev 核心数据
    Core
}

/// @notice Which of the cases of articles 20 and 21 the applicants rely on (来源情形). What each lets them register is
/// decided by {AssetRules}.
enum SourceCase {
    /// @dev 自行: collected or generated in one's own business, gathered, or derived, by whoever applies.
    Own,
    /// @dev 委托采集: collected by another, on a civil contract and at the applicant's own cause.
    Commissioned,
    /// @dev 不构成替代: a product from publicly available data that does not replace its source.
    NotSubstituting,
    /// @dev 协议约定: by agreement; the contract says which rights.
    Contract,
    /// @dev 融合: made of the data of several, who apply together; by contract, or by law where it is silent.
    Fused,
    /// @dev 受托处理: by an entrusted processor, who has only what law or contract gives.
    Entrusted
}

/// @notice Why a registration is cancelled (注销事由), N 37.
enum CancellationGround {
    None,
    /// @dev 权利人申请
    Request,
    /// @dev 数据灭失
    DataDestroyed,
    /// @dev 异议处理结果
    ObjectionOutcome,
    /// @dev 法律规定
    ByLaw
}

/// @notice State of a certificate (凭证状态). That its term is over follows from the clock.
enum CertificateState {
    None,
    /// @dev 有效
    Valid,
    /// @dev 已转让: every right of it passed to others, N 34.
    Transferred,
    /// @dev 已注销: N 37.
    Cancelled
}

/// @notice Kind of a registration (登记类型), N 32-37.
enum RegistrationKind {
    None,
    Initial,
    Transfer,
    Change,
    Renewal,
    Cancellation
}

/// @notice State of a registration case (登记状态).
enum CaseState {
    None,
    /// @dev 已申请
    Applied,
    /// @dev 待补正
    SupplementAsked,
    /// @dev 已受理
    Accepted,
    /// @dev 已审查
    Examined,
    /// @dev 公示中
    Published,
    /// @dev 已登记
    Certified,
    /// @dev 不予登记
    Refused,
    /// @dev 已撤回
    Withdrawn,
    /// @dev 视为未申请: the supplement was not given in time, article 17.
    Lapsed,
    /// @dev 待共同申请人确认: not filed before everyone who applies together has consented; no clock runs.
    AwaitingConsent
}

/// @notice What a case waits for.
enum DueAct {
    None,
    /// @dev 受理: the registry answers, article 17.
    Accept,
    /// @dev 补正: the applicant adds what was asked for, article 17.
    Supplement,
    /// @dev 审查: the registry examines and publishes, article 28.
    Examine,
    /// @dev 公示: the notice runs, article 24.
    Notice,
    /// @dev 异议处理: the registry decides the oldest objection, article 25.
    Objection,
    /// @dev 发证: the registry stores the evidence and certifies, article 28.
    Certify,
    /// @dev 确认: whoever applies together has yet to consent, articles 21 and 34.
    Consent
}

/// @notice Why a case is refused or ended.
enum RefusalGround {
    None,
    /// @dev 危害国家安全、公共利益或他人权益, N 22(1)
    Harm,
    /// @dev 来源不合法, N 22(2)
    UnlawfulSource,
    /// @dev 权属争议, N 22(3)
    OpenDispute,
    /// @dev 隐瞒或虚假材料, N 22(4)
    FalseProof,
    /// @dev 材料无法补充或核实, N 18
    NotVerifiable,
    /// @dev 异议成立, N 25
    ObjectionUpheld
}

/// @notice State of an objection (异议状态), N 25.
enum ObjectionState {
    None,
    Open,
    Dismissed,
    Upheld
}

/// @notice An asset as its declarant describes it.
/// @param key random 32 bytes; with the declarant it makes the asset's id
/// @param name 数据名称, 1 to 256 bytes of UTF-8, no personal details
/// @param fingerprint Merkle root of the data (RFC 6962 shape, 1 MiB leaves, SHA-256)
/// @param descriptorDigest SHA-256 of the canonical JSON of the annex 1 description, which stays off chain
/// @param sources the assets it was derived from; only for {Source.Derived}
struct AssetDeclaration {
    bytes32 key;
    string name;
    bytes32 fingerprint;
    bytes32 descriptorDigest;
    Source source;
    Category category;
    Grade grade;
    bytes32[] sources;
}

struct AssetView {
    bytes32 assetId;
    address declarant;
    bytes32 fingerprint;
    bytes32 descriptorDigest;
    Source source;
    Category category;
    Grade grade;
    uint40 declaredAt;
    bytes32 assessmentDigest;
    bytes32[] sources;
}

/// @notice One right applied for.
/// @param until last second of the right
/// @param territory ISO 3166-1 numeric code; 0 means anywhere
/// @param resale whether licences under it may be resold
/// @param purposes bits of the purpose list it may be exercised for
/// @param limitsDigest digest of the limits in words (annex 1); zero for none
struct RightClaim {
    Right right;
    uint40 until;
    uint16 territory;
    bool resale;
    uint64 purposes;
    bytes32 limitsDigest;
}

/// @notice What the right to register rests on (articles 20 and 21).
/// @param rights bits of the rights that the contract gives, bit n for the {Right} n; 0 where there is no contract or it
/// is silent
/// @param documentDigest the contract, or the statement that the product does not replace its source; else zero
struct SourceBasis {
    SourceCase sourceCase;
    uint8 rights;
    bytes32 documentDigest;
}

/// @notice A party that applies together with the declarant, and the rights it claims (共同申请人).
struct JointApplicant {
    address party;
    RightClaim[] claims;
}

/// @notice An application for initial registration (初次登记), N 32.
/// @param publicRecordId the record on the public-data track; required for {Category.AuthorisedProduct}, else 0
/// @param claims of the declarant
/// @param others those who apply with it, at most 15; the case is filed when all have consented
struct Application {
    bytes32 assetId;
    address registry;
    bytes32 evidenceDigest;
    uint64 publicRecordId;
    SourceBasis basis;
    RightClaim[] claims;
    JointApplicant[] others;
}

/// @notice An application for the transfer of registered rights (转让登记), N 34, annex 2.
/// @param rights bits of the rights given up entirely, bit n for the {Right} n
/// @param transferee the party that gets them; the case is filed when it has consented
struct TransferApplication {
    uint64 certificateId;
    uint8 rights;
    address transferee;
    bytes32 evidenceDigest;
}

/// @notice An application to change what is recorded of the data or of its holder (变更登记), N 35, annex 3. Never the
/// holder, the source or a right. At least one of the three changes.
/// @param name the data's new name; empty to keep it
/// @param descriptorDigest of the new description; zero to keep it
/// @param identityDigest salted digest of the holder's new identity details; zero to keep them
struct ChangeApplication {
    uint64 certificateId;
    string name;
    bytes32 descriptorDigest;
    bytes32 identityDigest;
    bytes32 evidenceDigest;
}

/// @notice A right and the last second of its new term.
struct RightTerm {
    Right right;
    uint40 until;
}

/// @notice An application for renewal (续期登记), N 36, annex 4.
/// @param terms the rights to be renewed; the others lapse when they end
struct RenewalApplication {
    uint64 certificateId;
    RightTerm[] terms;
    bytes32 evidenceDigest;
}

/// @notice An application for cancellation (注销登记), N 37, annex 5.
/// @param rights bits of the rights to be cancelled, bit n for the {Right} n
struct CancellationApplication {
    uint64 certificateId;
    uint8 rights;
    CancellationGround ground;
    bytes32 evidenceDigest;
}

/// @notice Who applies with the applicant, as recorded.
/// @param consentedAt 0 before
/// @param certificateId what it was issued; 0 before, and where it only consents
struct JointView {
    address party;
    uint40 consentedAt;
    uint64 certificateId;
    RightClaim[] claims;
}

/// @notice A case as recorded. What follows from the clock is in {CaseClock}.
/// @param profileId the profile that the case began with
/// @param appliedAt also when the supplement was given before acceptance: the registry's answer is due from then
/// @param acceptedAt as written down; 0 before, also when acceptance is deemed and not yet written
/// @param supplementInExamination whether the one supplement was asked for after acceptance
/// @param objectionsSettledAt when the last objection was decided
/// @param examiner the account that examined
/// @param claims of the applicant of an initial registration
/// @param subjectId the certificate that a later registration is about; 0 for an initial one
/// @param rights bits of the rights that are transferred, renewed or cancelled
/// @param terms of a renewal
/// @param exOfficio whether the registry began the cancellation itself
/// @param others who applies with the applicant: joint applicants, the transferee, or the other holders of data whose
/// description changes
struct CaseView {
    uint64 caseId;
    RegistrationKind kind;
    CaseState state;
    uint32 profileId;
    bytes32 assetId;
    address applicant;
    address registry;
    uint64 publicRecordId;
    uint64 certificateId;
    uint40 appliedAt;
    uint40 acceptedAt;
    uint40 supplementAskedAt;
    uint40 supplementUntil;
    uint40 supplementGivenAt;
    bool supplementInExamination;
    uint8 extensionDays;
    uint40 publishedAt;
    bool noticeWaived;
    uint40 objectionsSettledAt;
    uint40 closedAt;
    uint16 openObjections;
    address examiner;
    bytes32 evidenceDigest;
    RightClaim[] claims;
    Objection[] objections;
    uint64 subjectId;
    uint8 rights;
    CancellationGround ground;
    bool exOfficio;
    SourceBasis basis;
    JointView[] others;
    RightTerm[] terms;
}

/// @notice What the clock makes of a case now (design: computed, not triggered). A time is the last second of its
/// period; 0 means that no such period runs, {CalendarLimits.PENDING} that the calendar's year is not loaded.
/// @param state the state at this moment: an unanswered application is accepted, a missed supplement lapsed
/// @param acceptBy when the registry must have answered (article 17)
/// @param acceptedAt when the case was accepted, by the registry or by law
/// @param deemed whether it was accepted by law and that is not yet written down
/// @param noticeUntil end of the public notice (article 24)
/// @param finishBy when the registry must have certified or refused (article 28); 0 while that clock stands still
/// @param act what comes next
/// @param by who must act; zero while the notice runs
/// @param until until when
struct CaseClock {
    CaseState state;
    uint40 acceptBy;
    uint40 acceptedAt;
    bool deemed;
    uint40 noticeUntil;
    uint40 finishBy;
    DueAct act;
    address by;
    uint40 until;
}

struct Objection {
    address objector;
    ObjectionState state;
    uint40 raisedAt;
    bytes32 reasonDigest;
}

/// @notice One registered right: (asset, right, party, term, limits).
/// @param since when the holder was first registered with it
struct RightEntry {
    uint64 certificateId;
    uint64 caseId;
    uint40 since;
    RightClaim claim;
}

/// @notice A certificate as recorded.
/// @param caseId the case whose evidence it carries: of its issue, or of its last adjustment
/// @param sample true while the national service system has not confirmed the evidence: marked 演示
/// @param adjustedAt when a later registration last changed it; 0 when none did
/// @param endedAt when it was given up or cancelled; 0 before
struct CertificateView {
    uint64 certificateId;
    string number;
    address holder;
    bytes32 assetId;
    uint64 caseId;
    uint40 issuedAt;
    uint40 until;
    bytes32 evidenceDigest;
    bool sample;
    CertificateState state;
    uint40 adjustedAt;
    uint40 endedAt;
}
