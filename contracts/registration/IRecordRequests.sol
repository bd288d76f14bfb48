// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BodyAnswer, RecordDetails, RecordGround, RecordRequestView, RequestKind, RequestState} from "./RecordTypes.sol";

/// @title Change, correction and cancellation on the public-data track (变更、更正、注销登记)
/// @notice 《公共数据资源登记管理暂行办法》 knows four kinds of registration; the first is {IRecords}. A record keeps its number,
/// its asset and its body; before and after stay in its history.
interface IRecordRequests {
    error RecordRequestUnknown(uint64 requestId);
    error RecordRequestNotInState(uint64 requestId, RequestState state);
    /// @notice The party has a request about this record that is not decided.
    error RecordRequestExists(uint64 recordId, uint64 requestId);
    /// @notice The request names nothing to put in place of what is on record.
    error RecordRequestChangesNothing(uint64 recordId);
    /// @notice Only a change is published for notice.
    error RecordRequestWithoutNotice(uint64 requestId, RequestKind kind);
    /// @notice The notice of the change is still running.
    error RecordRequestNoticeNotOver(uint64 requestId, uint40 noticeUntil);
    /// @notice Another party filed the request.
    error RecordRequestOfAnother(uint64 requestId, address by);
    /// @notice The body answers corrections that others ask for, once.
    error NothingToAnswer(uint64 requestId, RequestKind kind, BodyAnswer answer);
    /// @notice The body has not agreed: the correction needs a proof that what is on record is wrong.
    error CorrectionNotProved(uint64 requestId);
    /// @notice The ground is missing, or not one on which this party may cancel.
    error RecordGroundInvalid(RecordGround ground);

    event RecordRequested(
        uint64 indexed requestId,
        uint64 indexed recordId,
        address indexed by,
        address account,
        RequestKind kind,
        uint32 profileId,
        RecordGround ground,
        RecordDetails details,
        bytes32 documentDigest
    );
    event CorrectionAnswered(
        uint64 indexed requestId,
        address indexed body,
        address account,
        bool agrees,
        bytes32 documentDigest
    );
    event RecordRequestPublished(
        uint64 indexed requestId,
        address indexed byParty,
        address account,
        bytes32 noticeDigest
    );
    event RecordRequestGranted(
        uint64 indexed requestId,
        uint64 indexed recordId,
        address indexed byParty,
        address account,
        bytes32 proofDigest,
        bytes32 documentDigest
    );
    event RecordRequestRefused(
        uint64 indexed requestId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );
    event RecordRequestWithdrawn(uint64 indexed requestId, address indexed by, address account);
    /// @notice The details of the record's body before and after; they stay off the ledger.
    event RecordBodyChanged(uint64 indexed recordId, uint64 indexed requestId, bytes32 bodyBefore, bytes32 bodyAfter);
    /// @notice The record was cancelled; everything over it ends with it.
    /// @param requestId 0 where it was cancelled ex officio
    event RecordWasCancelled(
        uint64 indexed recordId,
        address indexed byParty,
        address account,
        uint64 requestId,
        RecordGround ground,
        bytes32 documentDigest
    );

    /// @notice Asks to change what is on record (变更登记). By the record's body (OPERATE).
    function requestChange(
        uint64 recordId,
        RecordDetails calldata details,
        bytes32 documentDigest
    ) external returns (uint64 requestId);

    /// @notice Says that what is on record is wrong (更正登记). By its body, or any party that the error touches (OPERATE).
    /// @param documentDigest the request with its evidence
    function requestCorrection(
        uint64 recordId,
        RecordDetails calldata details,
        bytes32 documentDigest
    ) external returns (uint64 requestId);

    /// @notice Agrees to another party's correction, or disputes it. By the record's body (APPROVE), once.
    function answerCorrection(uint64 requestId, bool agrees, bytes32 documentDigest) external;

    /// @notice Asks for cancellation (注销登记). By the record's body (OPERATE).
    function requestCancellation(
        uint64 recordId,
        RecordGround ground,
        bytes32 documentDigest
    ) external returns (uint64 requestId);

    /// @notice Publishes a change for the working days of the track's profile. By an authority (APPROVE).
    function publishRequest(uint64 requestId, bytes32 noticeDigest) external;

    /// @notice Grants a request: a change when its notice is over, a correction with the body's agreement or a proof. By an
    /// authority (APPROVE).
    /// @param proofDigest what proves the error; needed where another asks and the body has not agreed
    function grantRequest(uint64 requestId, bytes32 proofDigest, bytes32 documentDigest) external;

    /// @notice Refuses a request; the record stays as it was. By an authority (APPROVE).
    function refuseRequest(uint64 requestId, bytes32 documentDigest) external;

    /// @notice Takes a request back before it is decided. By who filed it (OPERATE).
    function withdrawRequest(uint64 requestId) external;

    /// @notice Cancels a record ex officio: the data is lost, the body ceased, or the law says so. By an authority
    /// (APPROVE).
    /// @param documentDigest the written notice to the body
    function cancelRecord(uint64 recordId, RecordGround ground, bytes32 documentDigest) external;

    function requestOf(uint64 requestId) external view returns (RecordRequestView memory);
    function requestCount() external view returns (uint64);
}
