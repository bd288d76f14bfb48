// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITexts} from "../parties/ITexts.sol";

/// @notice State of a record on the public-data track (公共数据资源登记状态).
enum RecordState {
    None,
    Submitted,
    Recorded,
    Refused,
    Ended,
    /// @dev 公示中
    Published
}

/// @notice A record as stored.
/// @param profileId the profile that the record began with
/// @param noticeUntil end of the public notice, from the calendar; 0 before publication
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
    string recordNumber;
}

/// @notice Authorised operation of recorded public data (公共数据授权运营): scene, scope, operator, term.
/// @param scene name of the scene (授权场景), 1 to 256 bytes
/// @param purposes bits of the purpose list
/// @param territory ISO 3166-1 numeric code; 0 means anywhere
/// @param resale whether holders may resell vouchers granted under it
/// @param agreementDigest digest of the operation agreement, with its safety duties
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
}

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
    bytes32 agreementDigest;
}

/// @title The public-data track (公共数据资源登记) and authorised operation (授权运营)
interface IPublicRecords is ITexts {
    /// @notice Only public bodies, and operators for their products, record public data.
    error NotPublicBody(address party);
    /// @notice The asset is not of a category of the public track.
    error NotPublicData(bytes32 assetId);
    /// @notice The asset was declared by another party.
    error RecordOfAnotherBody(bytes32 assetId, address body);
    /// @notice The asset has a record that is submitted or stands.
    error RecordExists(bytes32 assetId, uint64 recordId);
    error RecordUnknown(uint64 recordId);
    error RecordNotInState(uint64 recordId, RecordState state);
    /// @notice The number is empty, too long, or used before.
    error RecordNumberInvalid(string recordNumber);
    /// @notice The public notice is still running.
    error RecordNoticeNotOver(uint64 recordId, uint40 noticeUntil);
    /// @notice The term is empty, in the past, or longer than the profile of the public track allows.
    error RecordTermInvalid(uint40 until, uint40 latest);
    /// @notice The record's term ended.
    error RecordExpired(uint64 recordId, uint40 until);
    /// @notice Only a public-data operator can be authorised.
    error NotOperator(address party);
    /// @notice The term is empty, in the past, or longer than the record.
    error AuthorisationTermInvalid(uint40 start, uint40 until, uint40 recordUntil);
    /// @notice Scene, purposes and agreement must be given.
    error AuthorisationIncomplete(string field);
    error AuthorisationUnknown(uint64 authorisationId);
    error AuthorisationEnded(uint64 authorisationId);
    /// @notice A record carries at most this many authorisations that have not ended.
    error AuthorisationLimitReached(uint64 recordId, uint256 limit);

    event RecordSubmitted(
        uint64 indexed recordId,
        bytes32 indexed assetId,
        address indexed body,
        address account,
        uint32 profileId,
        uint40 until,
        bytes32 documentDigest
    );
    event RecordPublished(uint64 indexed recordId, address indexed byParty, address account, bytes32 noticeDigest);
    event RecordAdmitted(
        uint64 indexed recordId,
        address indexed byParty,
        address account,
        string recordNumber,
        bytes32 documentDigest
    );
    event RecordRefused(uint64 indexed recordId, address indexed byParty, address account, bytes32 documentDigest);
    event RecordWasEnded(uint64 indexed recordId, address indexed byParty, address account, bytes32 documentDigest);
    event OperationAuthorised(
        uint64 indexed authorisationId,
        uint64 indexed recordId,
        address indexed operator,
        address body,
        address account,
        Authorisation authorisation
    );
    event AuthorisationWasEnded(
        uint64 indexed authorisationId,
        address indexed byParty,
        address account,
        bytes32 documentDigest
    );

    /// @notice Submits public data for recording. By the declaring body or operator (OPERATE).
    function submitRecord(bytes32 assetId, uint40 until, bytes32 documentDigest) external returns (uint64 recordId);

    /// @notice Publishes it for the working days of the track's profile. By an authority (APPROVE).
    function publishRecord(uint64 recordId, bytes32 noticeDigest) external;

    /// @notice Records it under the platform's number, when its notice is over. By an authority (APPROVE).
    function admitRecord(uint64 recordId, string calldata recordNumber, bytes32 documentDigest) external;

    /// @notice Refuses it, before or after its publication. By an authority (APPROVE).
    function refuseRecord(uint64 recordId, bytes32 documentDigest) external;

    /// @notice Ends a record. By its body (APPROVE) or an authority (APPROVE). Everything over it ends with it.
    function endRecord(uint64 recordId, bytes32 documentDigest) external;

    /// @notice Authorises an operator for a scene. By the recording public body (APPROVE).
    function authoriseOperation(Authorisation calldata authorisation) external returns (uint64 authorisationId);

    /// @notice Ends an authorisation early. By its body or an authority (APPROVE).
    function endAuthorisation(uint64 authorisationId, bytes32 documentDigest) external;

    /// @notice Tells the ledger which authorisations over an asset are a basis now. Anyone may call it, because it
    /// only repeats what is so; the asset registry does when a grade changes.
    function refreshBases(bytes32 assetId) external;

    /// @notice Whether the party may now process the asset under a live authorisation.
    function mayUse(bytes32 assetId, address party) external view returns (bool);

    /// @notice Whether the record stands now, for this asset and body.
    function recordStands(uint64 recordId, bytes32 assetId, address body) external view returns (bool);

    function recordOf(uint64 recordId) external view returns (RecordView memory);
    function authorisationOf(uint64 authorisationId) external view returns (AuthorisationView memory);
    function recordCount() external view returns (uint64);
    function authorisationCount() external view returns (uint64);
}
