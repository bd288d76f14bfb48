// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {IAssetRegistry} from "./IAssetRegistry.sol";
import {IRegistrationProfiles} from "./IRegistrationProfiles.sol";
import {IWorkingCalendar} from "./IWorkingCalendar.sol";
import {
    BodyAnswer,
    OperationSafety,
    RecordDetails,
    RecordGround,
    RecordState,
    RequestKind,
    RequestState
} from "./RecordTypes.sol";

struct PublicRecord {
    address body;
    RecordState state;
    uint40 submittedAt;
    uint40 recordedAt;
    uint40 until;
    uint40 publishedAt;
    uint32 profileId;
    bytes32 assetId;
    string number;
    uint64[] authorisations;
    bytes32 bodyDigest;
}

struct Grant {
    address operator;
    uint16 territory;
    bool resale;
    bool ended;
    uint40 start;
    uint40 until;
    uint64 recordId;
    uint64 purposes;
    bytes32 agreementDigest;
    OperationSafety safety;
    address suspendedBy;
}

struct RecordRequest {
    uint64 recordId;
    RequestKind kind;
    RequestState state;
    address by;
    RecordGround ground;
    BodyAnswer answer;
    uint32 profileId;
    uint40 filedAt;
    uint40 publishedAt;
    uint40 closedAt;
    bytes32 documentDigest;
    bytes32 answerDigest;
    RecordDetails details;
}

/// @title Where public-data records and authorisations are stored
library PublicRecordsStorage {
    /// @custom:storage-location erc7201:datavoucher.storage.PublicRecords
    struct Layout {
        IPartyRegistry parties;
        IAssetRegistry assets;
        IWorkingCalendar calendar;
        IRegistrationProfiles profiles;
        uint64 recordCount;
        uint64 authorisationCount;
        mapping(uint64 recordId => PublicRecord) records;
        mapping(uint64 authorisationId => Grant) grants;
        mapping(bytes32 assetId => uint64) recordOfAsset;
        mapping(bytes32 numberHash => bool) numbersUsed;
        /// @dev The latest authorisations of an operator over an asset.
        mapping(bytes32 assetId => mapping(address operator => uint64[])) grantsOf;
        uint64 requestCount;
        mapping(uint64 requestId => RecordRequest) requests;
        /// @dev the latest request of a party about a record
        mapping(uint64 recordId => mapping(address by => uint64)) requestsOf;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.PublicRecords")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0xde9608c07c36acacb7e226c62babaed7c5239920afa3396b7ddaba4d8d908c00;

    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
