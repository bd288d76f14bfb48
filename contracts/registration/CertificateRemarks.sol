// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {IAssets} from "./IAssets.sol";
import {ICertificateRemarks} from "./ICertificateRemarks.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {LaterRules} from "./LaterRules.sol";
import {RegisteredRights} from "./RegisteredRights.sol";
import {Registries} from "./Registries.sol";
import {RegistrationStorage} from "./RegistrationStorage.sol";
import {Remarks} from "./Remarks.sol";
import {
    Annotation,
    AnnotationKind,
    LaterObjection,
    LaterObjectionState,
    ObjectionAct,
    ObjectionDue
} from "./RemarkTypes.sol";

/// @title Annotations of certificates and objections after registration: an extension of the AssetRegistry behind
/// {Certification}, run in its storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract CertificateRemarks is Proxy, ICertificateRemarks {
    /// @dev Every transfer and every new series looks for what restrains, so it is bounded.
    uint256 private constant RESTRAINT_LIMIT = 32;

    address private immutable _extension;

    /// @param extension the RegistryMembers
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IAssets.EtherRefused();
    }

    /// @inheritdoc ICertificateRemarks
    function annotateCertificate(
        uint64 certificateId,
        AnnotationKind kind,
        uint40 until,
        bytes32 documentDigest
    ) external returns (uint256 annotationId) {
        if (kind == AnnotationKind.None) revert AnnotationKindMissing();
        address party = _annotator(certificateId, kind);
        LaterRules.standing(certificateId);
        if (until != 0 && until <= block.timestamp) revert AnnotationEndInvalid(until);
        CaseAccess.requireDocument(documentDigest);
        Annotation[] storage list = RegistrationStorage.load().annotations[certificateId];

        annotationId = list.length;
        bool restrains = Remarks.restrains(kind);
        if (restrains) _addRestraint(certificateId, annotationId);
        list.push(
            Annotation({
                kind: kind,
                madeAt: uint40(block.timestamp),
                until: until,
                liftedAt: 0,
                byParty: party,
                documentDigest: documentDigest
            })
        );
        emit CertificateAnnotated(certificateId, annotationId, party, msg.sender, kind, until, documentDigest);
        if (restrains) RegisteredRights.tellBasis(certificateId);
    }

    /// @inheritdoc ICertificateRemarks
    function liftAnnotation(uint64 certificateId, uint256 annotationId, bytes32 documentDigest) external {
        Annotation[] storage list = RegistrationStorage.load().annotations[certificateId];
        if (annotationId >= list.length || list[annotationId].liftedAt != 0) {
            revert AnnotationNotStanding(certificateId, annotationId);
        }
        AnnotationKind kind = list[annotationId].kind;
        address party = _annotator(certificateId, kind);
        CaseAccess.requireDocument(documentDigest);

        list[annotationId].liftedAt = uint40(block.timestamp);
        emit AnnotationLifted(certificateId, annotationId, party, msg.sender, documentDigest);
        if (Remarks.restrains(kind)) RegisteredRights.tellBasis(certificateId);
    }

    /// @inheritdoc ICertificateRemarks
    function objectToCertificate(uint64 certificateId, bytes32 reasonDigest) external returns (uint256 objectionId) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        (address party, ) = $.parties.actor(msg.sender, Powers.OPERATE, Scopes.REGISTRATION);
        address holder = LaterRules.standing(certificateId).holder;
        address registry = Registries.keeperOfCertificate(certificateId);
        if (party == holder || party == registry) revert LaterObjectionByParticipant(certificateId, party);
        LaterObjection[] storage list = $.laterObjections[certificateId];
        uint256 latest = $.latestObjection[certificateId][party];
        if (latest != 0 && _isOpen(list[latest - 1].state)) revert LaterObjectionStands(certificateId, latest - 1);
        CaseAccess.requireDocument(reasonDigest);

        objectionId = list.length;
        $.latestObjection[certificateId][party] = objectionId + 1;
        LaterObjection storage objection = list.push();
        objection.objector = party;
        objection.state = LaterObjectionState.Raised;
        objection.raisedAt = uint40(block.timestamp);
        objection.profileId = $.profiles.profileOf(registry);
        objection.reasonDigest = reasonDigest;
        objection.documentDigest = reasonDigest;
        emit LaterObjectionRaised(certificateId, objectionId, party, msg.sender, objection.profileId, reasonDigest);
    }

    /// @inheritdoc ICertificateRemarks
    function informHolder(uint64 certificateId, uint256 objectionId, bytes32 documentDigest) external {
        address party = _keeperActing(certificateId, Powers.OPERATE);
        LaterObjection storage objection = _objection(certificateId, objectionId);
        if (objection.state != LaterObjectionState.Raised) _refuseState(certificateId, objectionId, objection);
        CaseAccess.requireDocument(documentDigest);

        objection.state = LaterObjectionState.Informed;
        objection.informedAt = uint40(block.timestamp);
        objection.documentDigest = documentDigest;
        emit HolderInformed(certificateId, objectionId, party, msg.sender, documentDigest);
    }

    /// @inheritdoc ICertificateRemarks
    function answerLaterObjection(
        uint64 certificateId,
        uint256 objectionId,
        bool agrees,
        bytes32 documentDigest
    ) external {
        address party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        LaterRules.ofHolder(certificateId, party);
        LaterObjection storage objection = _objection(certificateId, objectionId);
        if (objection.state != LaterObjectionState.Informed) _refuseState(certificateId, objectionId, objection);
        CaseAccess.requireDocument(documentDigest);

        objection.state = agrees ? LaterObjectionState.Agreed : LaterObjectionState.Contested;
        if (agrees) {
            // Agreeing lets the registry cancel; what is seized is not given away in this way either (article 23).
            Remarks.requireUnrestrained(certificateId);
            ++RegistrationStorage.load().outcomes[certificateId];
        }
        objection.answeredAt = uint40(block.timestamp);
        objection.documentDigest = documentDigest;
        emit LaterObjectionAnswered(certificateId, objectionId, party, msg.sender, agrees, documentDigest);
    }

    /// @inheritdoc ICertificateRemarks
    function concludeLaterObjection(
        uint64 certificateId,
        uint256 objectionId,
        bool upheld,
        bytes32 documentDigest
    ) external {
        address party = _keeperActing(certificateId, Powers.APPROVE);
        LaterObjection storage objection = _objection(certificateId, objectionId);
        if (objection.state != LaterObjectionState.Informed && objection.state != LaterObjectionState.Contested) {
            _refuseState(certificateId, objectionId, objection);
        }
        CaseAccess.requireDocument(documentDigest);

        objection.state = upheld ? LaterObjectionState.Upheld : LaterObjectionState.Dismissed;
        if (upheld) {
            // Who took over the registry to which it had objected does not judge its own objection.
            if (objection.objector == party) revert LaterObjectionByParticipant(certificateId, party);
            ++RegistrationStorage.load().outcomes[certificateId];
        }
        objection.concludedAt = uint40(block.timestamp);
        objection.documentDigest = documentDigest;
        emit LaterObjectionConcluded(certificateId, objectionId, party, msg.sender, upheld, documentDigest);
    }

    /// @inheritdoc ICertificateRemarks
    function recordMediation(uint64 certificateId, uint256 objectionId, bytes32 documentDigest) external {
        address party = _keeperActing(certificateId, Powers.APPROVE);
        LaterObjection storage objection = _objection(certificateId, objectionId);
        if (objection.state != LaterObjectionState.Upheld && objection.state != LaterObjectionState.Dismissed) {
            _refuseState(certificateId, objectionId, objection);
        }
        CaseAccess.requireDocument(documentDigest);

        // What both sides settled is no ground to cancel any more.
        if (objection.state == LaterObjectionState.Upheld) --RegistrationStorage.load().outcomes[certificateId];
        objection.state = LaterObjectionState.Mediated;
        objection.documentDigest = documentDigest;
        emit LaterObjectionMediated(certificateId, objectionId, party, msg.sender, documentDigest);
    }

    // --- reading ---

    /// @inheritdoc ICertificateRemarks
    function annotationsOf(uint64 certificateId) external view returns (Annotation[] memory) {
        return RegistrationStorage.load().annotations[certificateId];
    }

    /// @inheritdoc ICertificateRemarks
    function isRestrained(uint64 certificateId) external view returns (bool) {
        return Remarks.restrained(certificateId);
    }

    /// @inheritdoc ICertificateRemarks
    function laterObjectionsOf(uint64 certificateId) external view returns (LaterObjection[] memory) {
        return RegistrationStorage.load().laterObjections[certificateId];
    }

    /// @inheritdoc ICertificateRemarks
    function laterObjectionDue(
        uint64 certificateId,
        uint256 objectionId
    ) external view returns (ObjectionDue memory due) {
        LaterObjection storage objection = _objection(certificateId, objectionId);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        LaterObjectionState state = objection.state;
        if (state > LaterObjectionState.Upheld) return due;
        ProfileTerms memory terms = $.profiles.profileTerms(objection.profileId);
        due.by = Registries.keeperOfCertificate(certificateId);
        if (state == LaterObjectionState.Raised) {
            due.act = ObjectionAct.Inform;
            due.until = $.calendar.addWorkingDays(objection.raisedAt, terms.informDays);
        } else if (state == LaterObjectionState.Informed || state == LaterObjectionState.Contested) {
            // The guide gives no number after registration; the profile's time to investigate an objection is read here.
            uint40 from = state == LaterObjectionState.Contested ? objection.answeredAt : objection.informedAt;
            due.act = ObjectionAct.Conclude;
            due.until = $.calendar.addWorkingDays(from, terms.objectionDays);
        } else {
            due.act = ObjectionAct.CarryOut;
        }
    }

    // --- inside ---

    /// @dev What was lifted or ended makes room.
    function _addRestraint(uint64 certificateId, uint256 annotationId) private {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint256[] storage list = $.restraints[certificateId];
        for (uint256 i = list.length; i != 0; --i) {
            if (Remarks.stands($.annotations[certificateId][list[i - 1]])) continue;
            list[i - 1] = list[list.length - 1];
            list.pop();
        }
        if (list.length == RESTRAINT_LIMIT) revert RestraintLimitReached(certificateId, RESTRAINT_LIMIT);
        list.push(annotationId);
    }

    /// @dev The caller's party, which may make and lift annotations of this kind.
    function _annotator(uint64 certificateId, AnnotationKind kind) private view returns (address) {
        if (kind == AnnotationKind.TemporaryControl) return CaseAccess.acting(Powers.APPROVE, Roles.AUTHORITY);
        return _keeperActing(certificateId, Powers.APPROVE);
    }

    function _keeperActing(uint64 certificateId, uint8 power) private view returns (address party) {
        party = CaseAccess.acting(power, Roles.REGISTRY);
        LaterRules.issued(certificateId);
        address registry = Registries.keeperOfCertificate(certificateId);
        if (registry != party) revert ILaterRegistrations.CertificateAtAnotherRegistry(certificateId, registry);
    }

    function _objection(
        uint64 certificateId,
        uint256 objectionId
    ) private view returns (LaterObjection storage objection) {
        LaterObjection[] storage list = RegistrationStorage.load().laterObjections[certificateId];
        if (objectionId >= list.length) revert LaterObjectionUnknown(certificateId, objectionId);
        objection = list[objectionId];
    }

    function _isOpen(LaterObjectionState state) private pure returns (bool) {
        return
            state == LaterObjectionState.Raised ||
            state == LaterObjectionState.Informed ||
            state == LaterObjectionState.Contested;
    }

    function _refuseState(uint64 certificateId, uint256 objectionId, LaterObjection storage objection) private view {
        revert LaterObjectionNotInState(certificateId, objectionId, objection.state);
    }

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
