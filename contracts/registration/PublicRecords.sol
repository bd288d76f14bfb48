// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles} from "../parties/PartyTypes.sol";
import {Texts} from "../parties/Texts.sol";
import {CivilTime} from "./CivilTime.sol";
import {IAssetRegistry} from "./IAssetRegistry.sol";
import {BasisTerms, IBasisSource} from "./IBasis.sol";
import {IRecords} from "./IRecords.sol";
import {IRegistrationProfiles} from "./IRegistrationProfiles.sol";
import {IWorkingCalendar} from "./IWorkingCalendar.sol";
import {PublicRecord, PublicRecordsStorage} from "./PublicRecordsStorage.sol";
import {RecordRules} from "./RecordRules.sol";
import {RecordState, RecordView} from "./RecordTypes.sol";
import {AssetView, Category} from "./RegistrationTypes.sol";

/// @title First registration on the public-data track (公共数据资源首次登记)
/// @notice What follows a first registration, and authorised operation, are answered by extensions over the same storage,
/// which {Proxy}'s fallback reaches one after another; their code is fixed at construction, so an upgrade replaces all at
/// once.
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract PublicRecords is UUPSUpgradeable, AccessManagedUpgradeable, Proxy, IRecords, IBasisSource {
    uint256 private constant TEXT_LIMIT = 256;

    address private immutable _extension;

    /// @param extension the RecordRequests
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
        _disableInitializers();
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert EtherRefused();
    }

    /// @param accessManager who governs upgrades
    /// @param parties the Ledger proxy, which is also told when a basis ends
    /// @param assets where assets are declared
    /// @param calendar the working-day calendar
    /// @param profiles the rules of the track
    function initialize(
        address accessManager,
        IPartyRegistry parties,
        IAssetRegistry assets,
        IWorkingCalendar calendar,
        IRegistrationProfiles profiles
    ) external initializer {
        __AccessManaged_init(accessManager);
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        $.parties = parties;
        $.assets = assets;
        $.calendar = calendar;
        $.profiles = profiles;
    }

    // --- records ---

    /// @inheritdoc IRecords
    function submitRecord(bytes32 assetId, uint40 until, bytes32 documentDigest) external returns (uint64 recordId) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        (address party, uint16 roles) = RecordRules.acting(Powers.OPERATE);
        if (roles & (Roles.AUTHORISING_BODY | Roles.OPERATOR) == 0) revert NotPublicBody(party);
        AssetView memory asset = $.assets.assetOf(assetId);
        if (asset.category != Category.GovernmentDuty && asset.category != Category.AuthorisedProduct) {
            revert NotPublicData(assetId);
        }
        if (asset.declarant != party) revert RecordOfAnotherBody(assetId, asset.declarant);
        uint64 earlier = $.recordOfAsset[assetId];
        RecordState state = $.records[earlier].state;
        if (state == RecordState.Submitted || state == RecordState.Published || state == RecordState.Recorded) {
            revert RecordExists(assetId, earlier);
        }
        uint32 profileId = $.profiles.publicProfile();
        uint16 months = $.profiles.profileTerms(profileId).validityMonths;
        uint40 latest = uint40(CivilTime.addMonths(block.timestamp, months));
        if (until <= block.timestamp || until > latest) revert RecordTermInvalid(until, latest);
        RecordRules.requireDocument(documentDigest);

        recordId = ++$.recordCount;
        PublicRecord storage record = $.records[recordId];
        record.body = party;
        record.state = RecordState.Submitted;
        record.submittedAt = uint40(block.timestamp);
        record.until = until;
        record.profileId = profileId;
        record.assetId = assetId;
        $.recordOfAsset[assetId] = recordId;
        emit RecordSubmitted(recordId, assetId, party, msg.sender, profileId, until, documentDigest);
    }

    /// @inheritdoc IRecords
    function publishRecord(uint64 recordId, bytes32 noticeDigest) external {
        address authority = RecordRules.authority();
        PublicRecord storage record = RecordRules.inState(recordId, RecordState.Submitted);
        RecordRules.requireNotOwn(record, authority);
        RecordRules.requireDocument(noticeDigest);

        record.state = RecordState.Published;
        record.publishedAt = uint40(block.timestamp);
        emit RecordPublished(recordId, authority, msg.sender, noticeDigest);
    }

    /// @inheritdoc IRecords
    function admitRecord(uint64 recordId, string calldata recordNumber, bytes32 documentDigest) external {
        address authority = RecordRules.authority();
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        PublicRecord storage record = RecordRules.inState(recordId, RecordState.Published);
        bytes32 numberHash = keccak256(bytes(recordNumber));
        uint256 length = bytes(recordNumber).length;
        RecordRules.requireNotOwn(record, authority);
        uint40 noticeUntil = RecordRules.noticeUntil(record.profileId, record.publishedAt);
        if (block.timestamp <= noticeUntil) revert RecordNoticeNotOver(recordId, noticeUntil);
        RecordRules.requireInTerm(recordId, record);
        if (length == 0 || length > TEXT_LIMIT || $.numbersUsed[numberHash]) revert RecordNumberInvalid(recordNumber);
        Texts.requireReadable(recordNumber);
        RecordRules.requireDocument(documentDigest);

        record.state = RecordState.Recorded;
        record.recordedAt = uint40(block.timestamp);
        record.number = recordNumber;
        $.numbersUsed[numberHash] = true;
        emit RecordAdmitted(recordId, authority, msg.sender, recordNumber, documentDigest);
    }

    /// @inheritdoc IRecords
    function refuseRecord(uint64 recordId, bytes32 documentDigest) external {
        address authority = RecordRules.authority();
        PublicRecord storage record = RecordRules.known(recordId);
        if (record.state != RecordState.Submitted && record.state != RecordState.Published) {
            revert RecordNotInState(recordId, record.state);
        }
        RecordRules.requireDocument(documentDigest);

        record.state = RecordState.Refused;
        emit RecordRefused(recordId, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IRecords
    function refreshBases(bytes32 assetId) external {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint64[] storage list = $.records[$.recordOfAsset[assetId]].authorisations;
        for (uint256 i = 0; i < list.length; ++i) RecordRules.tell(list[i]);
    }

    // --- reading ---

    /// @inheritdoc IBasisSource
    function basisTerms(uint64 basisId) external view returns (BasisTerms memory terms) {
        return RecordRules.terms(basisId);
    }

    /// @inheritdoc IRecords
    function mayUse(bytes32 assetId, address party) external view returns (bool) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint64[] storage list = $.grantsOf[assetId][party];
        // The latest first: it is the one most likely to be live.
        for (uint256 i = list.length; i != 0; --i) {
            if (RecordRules.live($.grants[list[i - 1]])) return true;
        }
        return false;
    }

    /// @inheritdoc IRecords
    function recordStands(uint64 recordId, bytes32 assetId, address body) external view returns (bool) {
        PublicRecord storage record = PublicRecordsStorage.load().records[recordId];
        return
            record.state == RecordState.Recorded &&
            record.assetId == assetId &&
            record.body == body &&
            block.timestamp <= record.until;
    }

    /// @inheritdoc IRecords
    function recordOf(uint64 recordId) external view returns (RecordView memory) {
        PublicRecord storage record = RecordRules.known(recordId);
        return
            RecordView({
                recordId: recordId,
                state: record.state,
                assetId: record.assetId,
                body: record.body,
                profileId: record.profileId,
                submittedAt: record.submittedAt,
                publishedAt: record.publishedAt,
                noticeUntil: RecordRules.noticeUntil(record.profileId, record.publishedAt),
                recordedAt: record.recordedAt,
                until: record.until,
                bodyDigest: record.bodyDigest,
                recordNumber: record.number
            });
    }

    /// @inheritdoc IRecords
    function recordCount() external view returns (uint64) {
        return PublicRecordsStorage.load().recordCount;
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
