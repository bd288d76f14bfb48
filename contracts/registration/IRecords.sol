// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITexts} from "../parties/ITexts.sol";
import {RecordState, RecordView} from "./RecordTypes.sol";

/// @title First registration on the public-data track (公共数据资源首次登记)
interface IRecords is ITexts {
    /// @notice The ledger takes no ether.
    error EtherRefused();
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

    /// @notice Submits public data for recording. By the declaring body or operator (OPERATE).
    function submitRecord(bytes32 assetId, uint40 until, bytes32 documentDigest) external returns (uint64 recordId);

    /// @notice Publishes it for the working days of the track's profile. By an authority (APPROVE).
    function publishRecord(uint64 recordId, bytes32 noticeDigest) external;

    /// @notice Records it under the platform's number, when its notice is over. By an authority (APPROVE).
    function admitRecord(uint64 recordId, string calldata recordNumber, bytes32 documentDigest) external;

    /// @notice Refuses it, before or after its publication. By an authority (APPROVE).
    function refuseRecord(uint64 recordId, bytes32 documentDigest) external;

    /// @notice Tells the ledger which authorisations over an asset are a basis now. Anyone may call it, because it
    /// only repeats what is so; the asset registry does when a grade changes.
    function refreshBases(bytes32 assetId) external;

    /// @notice Whether the party may now process the asset under a live authorisation.
    function mayUse(bytes32 assetId, address party) external view returns (bool);

    /// @notice Whether the record stands now, for this asset and body.
    function recordStands(uint64 recordId, bytes32 assetId, address body) external view returns (bool);

    function recordOf(uint64 recordId) external view returns (RecordView memory);
    function recordCount() external view returns (uint64);
}
