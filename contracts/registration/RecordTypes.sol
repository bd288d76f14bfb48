// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice State of a record on the public-data track (公共数据资源登记状态).
enum RecordState {
    None,
    Submitted,
    Recorded,
    Refused,
    /// @dev 已注销
    Cancelled,
    /// @dev 公示中
    Published
}

/// @notice A record as stored.
/// @param profileId the profile that the record began with
/// @param noticeUntil end of the public notice, from the calendar; 0 before publication
/// @param bodyDigest the latest details of its body on record, which stay off the ledger; 0 while none changed
struct RecordView {
    uint64 recordId;
    RecordState state;
    bytes32 assetId;
    address body;
    uint32 profileId;
    uint40 submittedAt;
    uint40 publishedAt;
    uint40 noticeUntil;
    uint40 recordedAt;
    uint40 until;
    bytes32 bodyDigest;
    string recordNumber;
}

/// @notice Kind of a request about a record (变更、更正、注销登记).
enum RequestKind {
    None,
    Change,
    Correction,
    Cancellation
}

/// @notice State of a request about a record.
enum RequestState {
    None,
    Filed,
    /// @dev 公示中
    Published,
    Granted,
    Refused,
    Withdrawn,
    /// @dev the record was cancelled before it was decided; computed
    Lapsed
}

/// @notice Ground of a cancellation on the public-data track (注销原因).
enum RecordGround {
    None,
    /// @dev 数据资源不可复原或灭失
    DataLost,
    /// @dev 登记主体放弃相关权益或权益期限届满
    GivenUp,
    /// @dev 登记主体终止存续
    BodyCeased,
    /// @dev 法律法规规定的其他情形
    ByLaw
}

/// @notice What the record's body says of another party's correction.
enum BodyAnswer {
    None,
    Agrees,
    Disputes
}

/// @notice What a change or a correction puts in place of what is on record; empty or zero is kept.
/// @param name name of the data
/// @param descriptorDigest digest of its description
/// @param bodyDigest digest of the body's details (登记主体信息)
struct RecordDetails {
    string name;
    bytes32 descriptorDigest;
    bytes32 bodyDigest;
}

/// @notice A request about a record, as stored.
/// @param by who filed it: the record's body, or in a correction any party
/// @param noticeUntil end of the notice of a change; 0 before its publication
/// @param ground 0 unless it asks for a cancellation
/// @param documentDigest the request with its evidence
struct RecordRequestView {
    uint64 requestId;
    uint64 recordId;
    RequestKind kind;
    RequestState state;
    address by;
    uint32 profileId;
    uint40 filedAt;
    uint40 publishedAt;
    uint40 noticeUntil;
    uint40 closedAt;
    RecordGround ground;
    BodyAnswer answer;
    bytes32 documentDigest;
    bytes32 answerDigest;
    RecordDetails details;
}

/// @notice Authorised operation of recorded public data (公共数据授权运营): scene, scope, term, operator, safety.
/// @param scene name of the scene (授权场景), 1 to 256 bytes
/// @param purposes bits of the purpose list
/// @param territory ISO 3166-1 numeric code; 0 means anywhere
/// @param resale whether holders may resell vouchers granted under it
/// @param agreementDigest digest of the operation agreement, with its safety duties
/// @param safety what shows that the operation is safe
struct Authorisation {
    uint64 recordId;
    address operator;
    string scene;
    uint64 purposes;
    uint16 territory;
    uint40 start;
    uint40 until;
    bool resale;
    bytes32 agreementDigest;
    OperationSafety safety;
}

/// @notice Assessed safety of an operation (运营安全评估).
/// @param level of protection of the environment in which the operator works (网络安全等级保护, GB/T 22240), 1 to 5
/// @param until last second for which the assessment holds
/// @param documentDigest digest of the assessment
struct OperationSafety {
    uint8 level;
    uint40 until;
    bytes32 documentDigest;
}

/// @param until last second of its term; it is a basis no longer than its safety is shown
/// @param suspendedBy who suspended the operation for its safety; 0 while nobody has
struct AuthorisationView {
    uint64 authorisationId;
    uint64 recordId;
    bytes32 assetId;
    address body;
    address operator;
    uint64 purposes;
    uint16 territory;
    uint40 start;
    uint40 until;
    bool resale;
    bool ended;
    address suspendedBy;
    bytes32 agreementDigest;
    OperationSafety safety;
}
