// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyView, Powers, Roles, Scopes, Standing} from "../parties/PartyTypes.sol";
import {Texts} from "../parties/Texts.sol";
import {CivilTime} from "./CivilTime.sol";
import {IAssetRegistry} from "./IAssetRegistry.sol";
import {BasisKind, BasisTerms, IBasisListener, IBasisSource} from "./IBasis.sol";
import {Authorisation, AuthorisationView, IPublicRecords, RecordState, RecordView} from "./IPublicRecords.sol";
import {IRegistrationProfiles} from "./IRegistrationProfiles.sol";
import {IWorkingCalendar} from "./IWorkingCalendar.sol";
import {Grant, PublicRecord, PublicRecordsStorage} from "./PublicRecordsStorage.sol";
import {AssetView, Category, Grade} from "./RegistrationTypes.sol";

/// @title The public-data track (公共数据资源登记) and authorised operation (授权运营)
contract PublicRecords is UUPSUpgradeable, AccessManagedUpgradeable, IPublicRecords, IBasisSource {
    uint256 private constant TEXT_LIMIT = 256;
    /// @dev A record that ends takes its authorisations along in the same transaction, so their number is bounded.
    uint256 private constant AUTHORISATIONS_PER_RECORD = 16;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
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

    /// @inheritdoc IPublicRecords
    function submitRecord(bytes32 assetId, uint40 until, bytes32 documentDigest) external returns (uint64 recordId) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        (address party, uint16 roles) = $.parties.actor(msg.sender, Powers.OPERATE, Scopes.PUBLIC_RECORDS);
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
        _requireDocument(documentDigest);

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

    /// @inheritdoc IPublicRecords
    function publishRecord(uint64 recordId, bytes32 noticeDigest) external {
        address authority = _authority();
        PublicRecord storage record = _inState(recordId, RecordState.Submitted);
        _requireNotOwn(record, authority);
        _requireDocument(noticeDigest);

        record.state = RecordState.Published;
        record.publishedAt = uint40(block.timestamp);
        emit RecordPublished(recordId, authority, msg.sender, noticeDigest);
    }

    /// @inheritdoc IPublicRecords
    function admitRecord(uint64 recordId, string calldata recordNumber, bytes32 documentDigest) external {
        address authority = _authority();
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        PublicRecord storage record = _inState(recordId, RecordState.Published);
        bytes32 numberHash = keccak256(bytes(recordNumber));
        uint256 length = bytes(recordNumber).length;
        _requireNotOwn(record, authority);
        uint40 noticeUntil = _noticeUntil(record);
        if (block.timestamp <= noticeUntil) revert RecordNoticeNotOver(recordId, noticeUntil);
        if (block.timestamp > record.until) revert RecordExpired(recordId, record.until);
        if (length == 0 || length > TEXT_LIMIT || $.numbersUsed[numberHash]) revert RecordNumberInvalid(recordNumber);
        Texts.requireReadable(recordNumber);
        _requireDocument(documentDigest);

        record.state = RecordState.Recorded;
        record.recordedAt = uint40(block.timestamp);
        record.number = recordNumber;
        $.numbersUsed[numberHash] = true;
        emit RecordAdmitted(recordId, authority, msg.sender, recordNumber, documentDigest);
    }

    /// @inheritdoc IPublicRecords
    function refuseRecord(uint64 recordId, bytes32 documentDigest) external {
        address authority = _authority();
        PublicRecord storage record = _known(recordId);
        if (record.state != RecordState.Submitted && record.state != RecordState.Published) {
            revert RecordNotInState(recordId, record.state);
        }
        _requireDocument(documentDigest);

        record.state = RecordState.Refused;
        emit RecordRefused(recordId, authority, msg.sender, documentDigest);
    }

    /// @inheritdoc IPublicRecords
    function endRecord(uint64 recordId, bytes32 documentDigest) external {
        PublicRecord storage record = _inState(recordId, RecordState.Recorded);
        address party = _bodyOrAuthority(record.body);
        _requireDocument(documentDigest);

        record.state = RecordState.Ended;
        emit RecordWasEnded(recordId, party, msg.sender, documentDigest);
        uint64[] storage list = record.authorisations;
        for (uint256 i = 0; i < list.length; ++i) {
            if (!PublicRecordsStorage.load().grants[list[i]].ended) _end(list[i], party, documentDigest);
        }
        // A product of authorised operation stands on its record (article 15): its certificate grants no longer.
        PublicRecordsStorage.load().assets.refreshBases(record.assetId);
    }

    // --- authorised operation ---

    /// @inheritdoc IPublicRecords
    function authoriseOperation(Authorisation calldata authorisation) external returns (uint64 authorisationId) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        (address party, uint16 roles) = $.parties.actor(msg.sender, Powers.APPROVE, Scopes.PUBLIC_RECORDS);
        if (roles & Roles.AUTHORISING_BODY == 0) revert NotPublicBody(party);
        PublicRecord storage record = _inState(authorisation.recordId, RecordState.Recorded);
        if (record.body != party) revert RecordOfAnotherBody(record.assetId, record.body);
        if (block.timestamp > record.until) revert RecordExpired(authorisation.recordId, record.until);
        _requireAuthorisation(authorisation, record);

        authorisationId = ++$.authorisationCount;
        _addToRecord(authorisation.recordId, record, authorisationId);
        $.grantsOf[record.assetId][authorisation.operator].push(authorisationId);
        $.grants[authorisationId] = Grant({
            operator: authorisation.operator,
            territory: authorisation.territory,
            resale: authorisation.resale,
            ended: false,
            start: authorisation.start,
            until: authorisation.until,
            recordId: authorisation.recordId,
            purposes: authorisation.purposes,
            agreementDigest: authorisation.agreementDigest
        });
        emit OperationAuthorised(
            authorisationId,
            authorisation.recordId,
            authorisation.operator,
            party,
            msg.sender,
            authorisation
        );
    }

    /// @inheritdoc IPublicRecords
    function endAuthorisation(uint64 authorisationId, bytes32 documentDigest) external {
        Grant storage grant = _grant(authorisationId);
        address party = _bodyOrAuthority(PublicRecordsStorage.load().records[grant.recordId].body);
        if (grant.ended) revert AuthorisationEnded(authorisationId);
        _requireDocument(documentDigest);
        _end(authorisationId, party, documentDigest);
    }

    /// @inheritdoc IPublicRecords
    function refreshBases(bytes32 assetId) external {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint64[] storage list = $.records[$.recordOfAsset[assetId]].authorisations;
        for (uint256 i = 0; i < list.length; ++i) {
            BasisTerms memory terms = basisTerms(list[i]);
            IBasisListener(address($.parties)).basisChanged(
                BasisKind.PublicAuthorisation,
                list[i],
                terms.live && terms.tradable
            );
        }
    }

    // --- reading ---

    /// @inheritdoc IBasisSource
    function basisTerms(uint64 basisId) public view returns (BasisTerms memory terms) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        Grant storage grant = $.grants[basisId];
        if (grant.operator == address(0)) return terms;
        AssetView memory asset = $.assets.assetOf($.records[grant.recordId].assetId);
        terms.assetId = asset.assetId;
        terms.grantor = grant.operator;
        terms.live = _live(grant);
        terms.until = grant.until;
        terms.territory = grant.territory;
        terms.purposes = grant.purposes;
        terms.resale = grant.resale;
        terms.tradable =
            asset.grade == Grade.General ||
            (asset.grade == Grade.Important && asset.assessmentDigest != 0);
    }

    /// @inheritdoc IPublicRecords
    function mayUse(bytes32 assetId, address party) external view returns (bool) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint64[] storage list = $.grantsOf[assetId][party];
        // The latest first: it is the one most likely to be live.
        for (uint256 i = list.length; i != 0; --i) {
            if (_live($.grants[list[i - 1]])) return true;
        }
        return false;
    }

    /// @inheritdoc IPublicRecords
    function recordStands(uint64 recordId, bytes32 assetId, address body) external view returns (bool) {
        PublicRecord storage record = PublicRecordsStorage.load().records[recordId];
        return
            record.state == RecordState.Recorded &&
            record.assetId == assetId &&
            record.body == body &&
            block.timestamp <= record.until;
    }

    /// @inheritdoc IPublicRecords
    function recordOf(uint64 recordId) external view returns (RecordView memory) {
        PublicRecord storage record = _known(recordId);
        return
            RecordView({
                recordId: recordId,
                state: record.state,
                assetId: record.assetId,
                body: record.body,
                profileId: record.profileId,
                submittedAt: record.submittedAt,
                publishedAt: record.publishedAt,
                noticeUntil: record.publishedAt == 0 ? 0 : _noticeUntil(record),
                recordedAt: record.recordedAt,
                until: record.until,
                recordNumber: record.number
            });
    }

    /// @inheritdoc IPublicRecords
    function authorisationOf(uint64 authorisationId) external view returns (AuthorisationView memory) {
        Grant storage grant = _grant(authorisationId);
        PublicRecord storage record = PublicRecordsStorage.load().records[grant.recordId];
        return
            AuthorisationView({
                authorisationId: authorisationId,
                recordId: grant.recordId,
                assetId: record.assetId,
                body: record.body,
                operator: grant.operator,
                purposes: grant.purposes,
                territory: grant.territory,
                start: grant.start,
                until: grant.until,
                resale: grant.resale,
                ended: grant.ended,
                agreementDigest: grant.agreementDigest
            });
    }

    /// @inheritdoc IPublicRecords
    function recordCount() external view returns (uint64) {
        return PublicRecordsStorage.load().recordCount;
    }

    /// @inheritdoc IPublicRecords
    function authorisationCount() external view returns (uint64) {
        return PublicRecordsStorage.load().authorisationCount;
    }

    // --- inside ---

    function _requireAuthorisation(Authorisation calldata authorisation, PublicRecord storage record) private view {
        PartyView memory operator = PublicRecordsStorage.load().parties.partyOf(authorisation.operator);
        if (operator.roles & Roles.OPERATOR == 0) revert NotOperator(operator.party);
        if (operator.standing != Standing.Good && operator.standing != Standing.Warned) {
            revert IPartyRegistry.PartyNotInStanding(operator.party, operator.standing);
        }
        uint256 length = bytes(authorisation.scene).length;
        if (length == 0 || length > TEXT_LIMIT) revert AuthorisationIncomplete("scene");
        Texts.requireReadable(authorisation.scene);
        if (authorisation.purposes == 0) revert AuthorisationIncomplete("purposes");
        if (authorisation.agreementDigest == 0) revert AuthorisationIncomplete("agreementDigest");
        if (
            authorisation.until <= authorisation.start ||
            authorisation.until <= block.timestamp ||
            authorisation.until > record.until
        ) revert AuthorisationTermInvalid(authorisation.start, authorisation.until, record.until);
    }

    /// @dev Ended and expired authorisations leave the record's list when room is needed.
    function _addToRecord(uint64 recordId, PublicRecord storage record, uint64 authorisationId) private {
        uint64[] storage list = record.authorisations;
        if (list.length == AUTHORISATIONS_PER_RECORD) {
            mapping(uint64 => Grant) storage grants = PublicRecordsStorage.load().grants;
            uint256 i = 0;
            while (i < list.length) {
                Grant storage grant = grants[list[i]];
                if (grant.ended || block.timestamp > grant.until) break;
                ++i;
            }
            if (i == list.length) revert AuthorisationLimitReached(recordId, AUTHORISATIONS_PER_RECORD);
            list[i] = authorisationId;
        } else {
            list.push(authorisationId);
        }
    }

    function _end(uint64 authorisationId, address party, bytes32 documentDigest) private {
        PublicRecordsStorage.load().grants[authorisationId].ended = true;
        emit AuthorisationWasEnded(authorisationId, party, msg.sender, documentDigest);
        IBasisListener(address(PublicRecordsStorage.load().parties)).basisChanged(
            BasisKind.PublicAuthorisation,
            authorisationId,
            false
        );
    }

    /// @dev Live: begun, not over, not ended, and its record stands.
    function _live(Grant storage grant) private view returns (bool) {
        PublicRecord storage record = PublicRecordsStorage.load().records[grant.recordId];
        return
            !grant.ended &&
            block.timestamp >= grant.start &&
            block.timestamp <= grant.until &&
            record.state == RecordState.Recorded;
    }

    function _grant(uint64 authorisationId) private view returns (Grant storage grant) {
        grant = PublicRecordsStorage.load().grants[authorisationId];
        if (grant.operator == address(0)) revert AuthorisationUnknown(authorisationId);
    }

    function _inState(uint64 recordId, RecordState state) private view returns (PublicRecord storage record) {
        record = _known(recordId);
        if (record.state != state) revert RecordNotInState(recordId, record.state);
    }

    function _known(uint64 recordId) private view returns (PublicRecord storage record) {
        record = PublicRecordsStorage.load().records[recordId];
        if (record.state == RecordState.None) revert RecordUnknown(recordId);
    }

    /// @dev An authority may be a public body too, but then another authority decides on its data.
    function _requireNotOwn(PublicRecord storage record, address authority) private view {
        if (record.body == authority) revert IPartyRegistry.OwnCase(authority);
    }

    function _noticeUntil(PublicRecord storage record) private view returns (uint40) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        uint8 noticeDays = $.profiles.profileTerms(record.profileId).noticeDays;
        return $.calendar.addWorkingDays(record.publishedAt, noticeDays);
    }

    function _authority() private view returns (address party) {
        uint16 roles;
        (party, roles) = PublicRecordsStorage.load().parties.actor(msg.sender, Powers.APPROVE, Scopes.PUBLIC_RECORDS);
        if (roles & Roles.AUTHORITY == 0) revert IPartyRegistry.RoleMissing(party, Roles.AUTHORITY);
    }

    function _bodyOrAuthority(address body) private view returns (address party) {
        uint16 roles;
        (party, roles) = PublicRecordsStorage.load().parties.actor(msg.sender, Powers.APPROVE, Scopes.PUBLIC_RECORDS);
        if (party != body && roles & Roles.AUTHORITY == 0) revert NotPublicBody(party);
    }

    function _requireDocument(bytes32 digest) private pure {
        if (digest == 0) revert IPartyRegistry.DocumentMissing();
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
