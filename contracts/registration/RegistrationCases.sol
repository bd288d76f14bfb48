// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Powers, Scopes} from "../parties/PartyTypes.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {CaseClocks} from "./CaseClocks.sol";
import {IAssets} from "./IAssets.sol";
import {IRegistrationCases} from "./IRegistrationCases.sol";
import {CaseRecord, JointRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {
    CaseClock,
    CaseState,
    CaseView,
    JointView,
    Objection,
    ObjectionState,
    RefusalGround,
    RegistrationKind
} from "./RegistrationTypes.sol";

/// @title Registration cases, between application and certificate: an extension of the AssetRegistry, run in its storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract RegistrationCases is Proxy, IRegistrationCases {
    address private immutable _extension;

    /// @param extension the RegistrationApplications
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IAssets.EtherRefused();
    }

    /// @inheritdoc IRegistrationCases
    function askSupplement(uint64 caseId, uint40 deadline, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.OPERATE);
        CaseAccess.writeDown(caseId, record);
        bool inExamination = record.state == CaseState.Accepted;
        if (!inExamination) CaseAccess.requireState(caseId, record, CaseState.Applied);
        if (record.supplementAskedAt != 0) revert SupplementAskedBefore(caseId);
        if (deadline <= block.timestamp) revert DeadlineInvalid(deadline);
        CaseAccess.requireDocument(documentDigest);

        record.state = CaseState.SupplementAsked;
        record.supplementAskedAt = uint40(block.timestamp);
        record.supplementUntil = deadline;
        record.supplementInExamination = inExamination;
        emit SupplementAsked(caseId, registry, msg.sender, deadline, inExamination, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function giveSupplement(uint64 caseId, bytes32 evidenceDigest) external {
        CaseRecord storage record = CaseAccess.ofApplicant(caseId);
        CaseAccess.requireState(caseId, record, CaseState.SupplementAsked);
        if (block.timestamp > record.supplementUntil) revert SupplementTooLate(caseId, record.supplementUntil);
        CaseAccess.requireDocument(evidenceDigest);

        record.supplementGivenAt = uint40(block.timestamp);
        record.evidenceDigest = evidenceDigest;
        if (record.supplementInExamination) {
            record.state = CaseState.Accepted;
        } else {
            record.state = CaseState.Applied;
            record.appliedAt = uint40(block.timestamp);
        }
        emit SupplementGiven(caseId, record.applicant, msg.sender, evidenceDigest);
    }

    /// @inheritdoc IRegistrationCases
    function acceptRegistration(uint64 caseId, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.OPERATE);
        CaseAccess.writeDown(caseId, record);
        CaseAccess.requireState(caseId, record, CaseState.Applied);
        CaseAccess.requireDocument(documentDigest);

        record.state = CaseState.Accepted;
        record.acceptedAt = uint40(block.timestamp);
        emit RegistrationAccepted(caseId, registry, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function examineRegistration(uint64 caseId, bytes32 reportDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.OPERATE);
        CaseAccess.writeDown(caseId, record);
        CaseAccess.requireState(caseId, record, CaseState.Accepted);
        CaseAccess.requireDocument(reportDigest);

        record.state = CaseState.Examined;
        record.examiner = msg.sender;
        emit RegistrationExamined(caseId, registry, msg.sender, reportDigest);
    }

    /// @inheritdoc IRegistrationCases
    function extendExamination(uint64 caseId, uint8 workingDays, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        CaseAccess.writeDown(caseId, record);
        CaseClock memory clock = CaseClocks.read(record);
        // Before acceptance there is no such time yet.
        if (!CaseClocks.isOpen(clock.state) || clock.acceptedAt == 0) revert CaseNotInState(caseId, clock.state);
        if (record.extensionDays != 0) revert ExtensionGranted(caseId, record.extensionDays);
        uint8 most = CaseAccess.terms(record).extensionDays;
        if (workingDays == 0 || workingDays > most) revert ExtensionInvalid(workingDays, most);
        // A supplement or a notice that began too late does not bring back time that was over.
        (uint40 finishBy, uint40 moment) = CaseClocks.lastRun(record, clock);
        if (moment > finishBy) revert ExtensionTooLate(caseId, finishBy);
        CaseAccess.requireDocument(documentDigest);

        record.extensionDays = workingDays;
        emit ExaminationExtended(caseId, registry, msg.sender, workingDays, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function publishRegistration(uint64 caseId, bytes32 noticeDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.OPERATE);
        _requireNotice(caseId, record);
        CaseAccess.requireDocument(noticeDigest);

        record.state = CaseState.Published;
        record.publishedAt = uint40(block.timestamp);
        emit RegistrationPublished(caseId, registry, msg.sender, noticeDigest);
    }

    /// @inheritdoc IRegistrationCases
    function waiveNotice(uint64 caseId, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        _requireNotice(caseId, record);
        if (!CaseAccess.terms(record).noticeWaivable) revert NoticeNotWaivable(caseId, record.profileId);
        CaseAccess.requireDocument(documentDigest);

        record.state = CaseState.Published;
        record.publishedAt = uint40(block.timestamp);
        record.noticeWaived = true;
        emit NoticeWaived(caseId, registry, msg.sender, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function objectToRegistration(uint64 caseId, bytes32 reasonDigest) external returns (uint256 objectionId) {
        (address party, ) = RegistrationStorage.load().parties.actor(msg.sender, Powers.OPERATE, Scopes.REGISTRATION);
        CaseRecord storage record = CaseAccess.known(caseId);
        CaseAccess.requireState(caseId, record, CaseState.Published);
        uint40 noticeUntil = _noticeUntil(record);
        if (record.noticeWaived || block.timestamp > noticeUntil) revert NoticeOver(caseId, noticeUntil);
        if (CaseAccess.takesPart(record, party)) revert ObjectionByParticipant(caseId, party);
        for (uint256 i = 0; i < record.objections.length; ++i) {
            Objection storage earlier = record.objections[i];
            if (earlier.objector == party && earlier.state == ObjectionState.Open) {
                revert ObjectionStands(caseId, party);
            }
        }
        CaseAccess.requireDocument(reasonDigest);

        objectionId = record.objections.length;
        record.objections.push(Objection(party, ObjectionState.Open, uint40(block.timestamp), reasonDigest));
        ++record.openObjections;
        emit ObjectionRaised(caseId, objectionId, party, msg.sender, reasonDigest);
    }

    /// @inheritdoc IRegistrationCases
    function resolveObjection(uint64 caseId, uint256 objectionId, bool upheld, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        CaseAccess.requireState(caseId, record, CaseState.Published);
        if (objectionId >= record.objections.length || record.objections[objectionId].state != ObjectionState.Open)
            revert ObjectionNotOpen(caseId, objectionId);
        CaseAccess.requireDocument(documentDigest);

        // Who took over the registry at which it had objected does not judge its own objection.
        if (upheld && record.objections[objectionId].objector == registry) {
            revert ObjectionByParticipant(caseId, registry);
        }

        record.objections[objectionId].state = upheld ? ObjectionState.Upheld : ObjectionState.Dismissed;
        --record.openObjections;
        record.objectionsSettledAt = uint40(block.timestamp);
        emit ObjectionResolved(caseId, objectionId, registry, msg.sender, upheld, documentDigest);
        if (upheld) _refuse(caseId, record, registry, RefusalGround.ObjectionUpheld, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function refuseRegistration(uint64 caseId, RefusalGround ground, bytes32 documentDigest) external {
        (CaseRecord storage record, address registry) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        CaseAccess.writeDown(caseId, record);
        CaseAccess.requireOpen(caseId, record);
        // An upheld objection is recorded by deciding it, not by claiming it.
        if (ground == RefusalGround.None || ground == RefusalGround.ObjectionUpheld) revert GroundMissing();
        CaseAccess.requireDocument(documentDigest);
        _refuse(caseId, record, registry, ground, documentDigest);
    }

    /// @inheritdoc IRegistrationCases
    function withdrawRegistration(uint64 caseId) external {
        CaseRecord storage record = CaseAccess.ofApplicant(caseId);
        CaseAccess.writeDown(caseId, record);
        if (record.state != CaseState.AwaitingConsent) CaseAccess.requireOpen(caseId, record);

        record.state = CaseState.Withdrawn;
        record.closedAt = uint40(block.timestamp);
        emit RegistrationWithdrawn(caseId, record.applicant, msg.sender);
    }

    /// @inheritdoc IRegistrationCases
    function settleClock(uint64 caseId) external {
        CaseRecord storage record = CaseAccess.known(caseId);
        if (!CaseAccess.writeDown(caseId, record)) revert ClockUnchanged(caseId);
    }

    // --- reading ---

    /// @inheritdoc IRegistrationCases
    function clockOf(uint64 caseId) external view returns (CaseClock memory) {
        return CaseClocks.read(CaseAccess.known(caseId));
    }

    /// @inheritdoc IRegistrationCases
    function caseOf(uint64 caseId) external view returns (CaseView memory seen) {
        CaseRecord storage record = CaseAccess.known(caseId);
        seen.caseId = caseId;
        _readFacts(seen, record);
        _readTimes(seen, record);
    }

    /// @inheritdoc IRegistrationCases
    function caseCount() external view returns (uint64) {
        return RegistrationStorage.load().caseCount;
    }

    // --- inside ---

    function _readFacts(CaseView memory seen, CaseRecord storage record) private view {
        seen.kind = record.kind;
        seen.state = record.state;
        seen.profileId = record.profileId;
        seen.assetId = record.assetId;
        seen.applicant = record.applicant;
        seen.registry = record.registry;
        seen.publicRecordId = record.publicRecordId;
        seen.certificateId = record.certificateId;
        seen.openObjections = record.openObjections;
        seen.examiner = record.examiner;
        seen.evidenceDigest = record.evidenceDigest;
        seen.claims = record.claims;
        seen.objections = record.objections;
        seen.subjectId = record.subjectId;
        seen.rights = record.rights;
        seen.ground = record.ground;
        seen.exOfficio = record.exOfficio;
        seen.basis = record.basis;
        seen.others = _othersOf(record);
        seen.terms = record.terms;
    }

    function _readTimes(CaseView memory seen, CaseRecord storage record) private view {
        seen.appliedAt = record.appliedAt;
        seen.acceptedAt = record.acceptedAt;
        seen.supplementAskedAt = record.supplementAskedAt;
        seen.supplementUntil = record.supplementUntil;
        seen.supplementGivenAt = record.supplementGivenAt;
        seen.supplementInExamination = record.supplementInExamination;
        seen.extensionDays = record.extensionDays;
        seen.publishedAt = record.publishedAt;
        seen.noticeWaived = record.noticeWaived;
        seen.objectionsSettledAt = record.objectionsSettledAt;
        seen.closedAt = record.closedAt;
    }

    function _othersOf(CaseRecord storage record) private view returns (JointView[] memory others) {
        others = new JointView[](record.others.length);
        for (uint256 i = 0; i < others.length; ++i) {
            JointRecord storage joint = record.others[i];
            others[i] = JointView(joint.party, joint.consentedAt, joint.certificateId, joint.claims);
        }
    }

    function _requireNotice(uint64 caseId, CaseRecord storage record) private view {
        CaseAccess.requireState(caseId, record, CaseState.Examined);
        if (record.kind == RegistrationKind.Cancellation) revert NoNoticeOfCancellation(caseId);
    }

    function _noticeUntil(CaseRecord storage record) private view returns (uint40) {
        return CaseClocks.noticeUntil(record, RegistrationStorage.load().calendar, CaseAccess.terms(record));
    }

    function _refuse(
        uint64 caseId,
        CaseRecord storage record,
        address registry,
        RefusalGround ground,
        bytes32 documentDigest
    ) private {
        record.state = CaseState.Refused;
        record.closedAt = uint40(block.timestamp);
        emit RegistrationRefused(caseId, registry, msg.sender, ground, documentDigest);
    }

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
