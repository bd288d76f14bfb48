// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyView, Powers, Roles, Standing} from "../parties/PartyTypes.sol";
import {Texts} from "../parties/Texts.sol";
import {IAuthorisedOperation} from "./IAuthorisedOperation.sol";
import {IRecords} from "./IRecords.sol";
import {Grant, PublicRecord, PublicRecordsStorage} from "./PublicRecordsStorage.sol";
import {RecordRules} from "./RecordRules.sol";
import {Authorisation, AuthorisationView, OperationSafety, RecordState} from "./RecordTypes.sol";

/// @title Authorised operation of public data and its safety: an extension of PublicRecords behind {RecordRequests}, run
/// in its storage
contract AuthorisedOperation is IAuthorisedOperation {
    uint256 private constant TEXT_LIMIT = 256;
    /// @dev A record that ends takes its authorisations along in the same transaction, so their number is bounded.
    uint256 private constant AUTHORISATIONS_PER_RECORD = 16;
    uint8 private constant PROTECTION_LEVELS = 5;

    /// @inheritdoc IAuthorisedOperation
    function authoriseOperation(Authorisation calldata authorisation) external returns (uint64 authorisationId) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        (address party, uint16 roles) = RecordRules.acting(Powers.APPROVE);
        if (roles & Roles.AUTHORISING_BODY == 0) revert IRecords.NotPublicBody(party);
        PublicRecord storage record = RecordRules.inState(authorisation.recordId, RecordState.Recorded);
        if (record.body != party) revert IRecords.RecordOfAnotherBody(record.assetId, record.body);
        RecordRules.requireInTerm(authorisation.recordId, record);
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
            agreementDigest: authorisation.agreementDigest,
            safety: authorisation.safety,
            suspendedBy: address(0)
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

    /// @inheritdoc IAuthorisedOperation
    function endAuthorisation(uint64 authorisationId, bytes32 documentDigest) external {
        (address party, ) = _decided(authorisationId, documentDigest);
        RecordRules.endAuthorisation(authorisationId, party, documentDigest);
    }

    /// @inheritdoc IAuthorisedOperation
    function assessOperation(uint64 authorisationId, OperationSafety calldata safety) external {
        Grant storage grant = RecordRules.grantOf(authorisationId);
        PublicRecord storage record = PublicRecordsStorage.load().records[grant.recordId];
        (address party, ) = RecordRules.acting(Powers.APPROVE);
        if (party != record.body) revert IRecords.RecordOfAnotherBody(record.assetId, record.body);
        if (grant.ended) revert AuthorisationEnded(authorisationId);
        uint40 onRecord = grant.safety.until;
        if (safety.until <= block.timestamp || safety.until <= onRecord) {
            revert SafetyTermInvalid(safety.until, onRecord);
        }
        _requireSafety(safety);

        grant.safety = safety;
        emit OperationSafetyAssessed(authorisationId, party, msg.sender, safety);
        RecordRules.tell(authorisationId);
    }

    /// @inheritdoc IAuthorisedOperation
    function suspendOperation(uint64 authorisationId, bytes32 documentDigest) external {
        (address party, Grant storage grant) = _decided(authorisationId, documentDigest);
        if (grant.suspendedBy != address(0)) revert OperationSuspended(authorisationId, grant.suspendedBy);

        grant.suspendedBy = party;
        emit OperationWasSuspended(authorisationId, party, msg.sender, documentDigest);
        RecordRules.tell(authorisationId);
    }

    /// @inheritdoc IAuthorisedOperation
    function resumeOperation(uint64 authorisationId, bytes32 documentDigest) external {
        (address party, Grant storage grant) = _decided(authorisationId, documentDigest);
        address suspendedBy = grant.suspendedBy;
        if (suspendedBy == address(0)) revert OperationNotSuspended(authorisationId);
        // What an authority suspended, the body does not let go on.
        if (party != suspendedBy) {
            (, uint16 roles) = RecordRules.acting(Powers.APPROVE);
            if (roles & Roles.AUTHORITY == 0) revert SuspendedByAnother(authorisationId, suspendedBy);
        }

        grant.suspendedBy = address(0);
        emit OperationWasResumed(authorisationId, party, msg.sender, documentDigest);
        RecordRules.tell(authorisationId);
    }

    // --- reading ---

    /// @inheritdoc IAuthorisedOperation
    function authorisationOf(uint64 authorisationId) external view returns (AuthorisationView memory) {
        Grant storage grant = RecordRules.grantOf(authorisationId);
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
                suspendedBy: grant.suspendedBy,
                agreementDigest: grant.agreementDigest,
                safety: grant.safety
            });
    }

    /// @inheritdoc IAuthorisedOperation
    function authorisationCount() external view returns (uint64) {
        return PublicRecordsStorage.load().authorisationCount;
    }

    // --- inside ---

    /// @dev What body or authority decides of an authorisation that has not ended, by a document.
    function _decided(
        uint64 authorisationId,
        bytes32 documentDigest
    ) private view returns (address party, Grant storage grant) {
        grant = RecordRules.grantOf(authorisationId);
        party = RecordRules.bodyOrAuthority(PublicRecordsStorage.load().records[grant.recordId].body);
        if (grant.ended) revert AuthorisationEnded(authorisationId);
        RecordRules.requireDocument(documentDigest);
    }

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
        OperationSafety calldata safety = authorisation.safety;
        _requireSafety(safety);
        if (safety.until <= block.timestamp || safety.until <= authorisation.start) {
            revert SafetyTermInvalid(safety.until, authorisation.start);
        }
    }

    function _requireSafety(OperationSafety calldata safety) private pure {
        if (safety.documentDigest == 0) revert AuthorisationIncomplete("safety");
        if (safety.level == 0 || safety.level > PROTECTION_LEVELS) revert ProtectionLevelInvalid(safety.level);
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
}
