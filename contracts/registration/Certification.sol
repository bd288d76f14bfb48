// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {Powers, Roles} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {CaseClocks} from "./CaseClocks.sol";
import {CertificateNumbers} from "./CertificateNumbers.sol";
import {CivilTime} from "./CivilTime.sol";
import {IAssets} from "./IAssets.sol";
import {ICertification} from "./ICertification.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {INationalMirror} from "./INationalMirror.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {LaterRules} from "./LaterRules.sol";
import {Submission, SubmissionAnswer} from "./NationalTypes.sol";
import {RegisteredRights} from "./RegisteredRights.sol";
import {Registries} from "./Registries.sol";
import {CaseRecord, JointRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {
    CaseState,
    CertificateState,
    CertificateView,
    RegistrationKind,
    Right,
    RightBits,
    RightClaim,
    RightTerm
} from "./RegistrationTypes.sol";

/// @title What gives a registration effect: an extension of the AssetRegistry behind {RegistrationApplications}, run in
/// its storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract Certification is Proxy, ICertification {
    address private immutable _extension;

    /// @param extension the CertificateRemarks
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IAssets.EtherRefused();
    }

    /// @inheritdoc ICertification
    function certifyRegistration(
        uint64 caseId,
        bytes32 evidenceDigest,
        bool sample
    ) external returns (uint64 certificateId) {
        (CaseRecord storage record, ) = CaseAccess.atRegistry(caseId, Powers.APPROVE);
        _requireReady(caseId, record);
        ProfileTerms memory terms = CaseAccess.terms(record);
        if (terms.fourEyes && record.examiner == msg.sender) revert SameAccount(caseId, msg.sender);
        if (terms.trial && !sample) revert TrialUnmarked(caseId);
        CaseAccess.requireDocument(evidenceDigest);
        if (!sample) _requireConfirmed(caseId, evidenceDigest);
        // What held at the application must hold when the registration takes effect.
        if (!record.exOfficio) CaseAccess.requireInStanding(record.applicant, Roles.TRADER);
        if (record.kind == RegistrationKind.Initial) {
            AssetRules.requireRegistrable(record, type(uint40).max);
            certificateId = _certifyInitial(caseId, record, evidenceDigest, sample);
        } else {
            LaterRules.requireFit(record, terms);
            if (record.kind == RegistrationKind.Transfer) {
                certificateId = _certifyTransfer(caseId, record, evidenceDigest, sample);
            } else {
                certificateId = record.subjectId;
                if (record.kind == RegistrationKind.Change) _certifyChange(caseId, record);
                else if (record.kind == RegistrationKind.Renewal) _certifyRenewal(record);
                else _certifyCancellation(caseId, record);
            }
            bool moved = record.kind == RegistrationKind.Transfer;
            CertificateState ended = moved ? CertificateState.Transferred : CertificateState.Cancelled;
            _settle(caseId, record.subjectId, ended, evidenceDigest, sample);
        }
        record.state = CaseState.Certified;
        record.closedAt = uint40(block.timestamp);
        record.certificateId = certificateId;
    }

    // --- what each kind does ---

    /// @dev Articles 26, 32: one certificate per registration and holder.
    function _certifyInitial(
        uint64 caseId,
        CaseRecord storage record,
        bytes32 evidenceDigest,
        bool sample
    ) private returns (uint64 certificateId) {
        certificateId = _issue(caseId, record, record.applicant, record.claims, evidenceDigest, sample);
        for (uint256 i = 0; i < record.others.length; ++i) {
            JointRecord storage joint = record.others[i];
            CaseAccess.requireInStanding(joint.party, Roles.TRADER);
            joint.certificateId = _issue(caseId, record, joint.party, joint.claims, evidenceDigest, sample);
        }
    }

    /// @dev Article 34: the rights pass as they are, term and limits included; what was not given up stays.
    function _certifyTransfer(
        uint64 caseId,
        CaseRecord storage record,
        bytes32 evidenceDigest,
        bool sample
    ) private returns (uint64 certificateId) {
        uint64 subjectId = record.subjectId;
        JointRecord storage transferee = record.others[0];
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            if (!RightBits.has(record.rights, Right(i))) continue;
            transferee.claims.push(RegisteredRights.entryOf(subjectId, Right(i)).claim);
            RegisteredRights.remove(subjectId, Right(i), caseId);
        }
        certificateId = _issue(caseId, record, transferee.party, transferee.claims, evidenceDigest, sample);
        transferee.certificateId = certificateId;
        // Article 29: what an objection found of the rights goes with them.
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        $.outcomes[certificateId] = $.outcomes[subjectId];
    }

    /// @dev Article 35: before and after are on record; holder, source and rights stay.
    function _certifyChange(uint64 caseId, CaseRecord storage record) private {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        bytes32 descriptorDigest = record.change.descriptorDigest;
        if (descriptorDigest != 0 || bytes(record.change.name).length != 0) {
            bytes32 before = $.assets[record.assetId].descriptorDigest;
            if (descriptorDigest == 0) descriptorDigest = before;
            $.assets[record.assetId].descriptorDigest = descriptorDigest;
            emit ILaterRegistrations.AssetDescriptionChanged(
                record.assetId,
                caseId,
                record.change.name,
                before,
                descriptorDigest
            );
        }
        if (record.change.identityDigest != 0) {
            emit ILaterRegistrations.HolderDetailsChanged(
                record.subjectId,
                caseId,
                record.applicant,
                record.change.identityDigest
            );
        }
    }

    /// @dev Article 36: the renewed rights last until their new ends.
    function _certifyRenewal(CaseRecord storage record) private {
        for (uint256 i = 0; i < record.terms.length; ++i) {
            RightTerm memory term = record.terms[i];
            RegisteredRights.entryOf(record.subjectId, term.right).claim.until = term.until;
        }
        RegistrationStorage.load().certificateRecords[record.subjectId].renewalCaseId = 0;
    }

    /// @dev Article 37.
    function _certifyCancellation(uint64 caseId, CaseRecord storage record) private {
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            if (RightBits.has(record.rights, Right(i))) RegisteredRights.remove(record.subjectId, Right(i), caseId);
        }
    }

    // --- inside ---

    /// @dev Article 26: the evidence is stored once the national service system says so.
    function _requireConfirmed(uint64 caseId, bytes32 evidenceDigest) private view {
        SubmissionAnswer storage answer = RegistrationStorage.load().submissions[caseId][Submission.Evidence].answer;
        if (answer.sample || answer.material != evidenceDigest) {
            revert INationalMirror.EvidenceNotConfirmed(caseId, evidenceDigest);
        }
    }

    /// @dev A new certificate and its rights.
    function _issue(
        uint64 caseId,
        CaseRecord storage record,
        address holder,
        RightClaim[] storage claims,
        bytes32 evidenceDigest,
        bool sample
    ) private returns (uint64 certificateId) {
        address registry = Registries.keeperOf(record.registry);
        certificateId = _nextNumber(registry);
        RegisteredRights.open(record.assetId, holder, record.publicRecordId, certificateId);
        uint40 until;
        for (uint256 i = 0; i < claims.length; ++i) {
            RightClaim memory claim = claims[i];
            if (claim.until > until) until = claim.until;
            RegisteredRights.enter(record.assetId, holder, caseId, certificateId, claim);
        }
        emit RegistrationCertified(caseId, certificateId, holder, registry, msg.sender, evidenceDigest, sample);
        CertificateView memory certificate;
        certificate.certificateId = certificateId;
        certificate.holder = holder;
        certificate.assetId = record.assetId;
        certificate.caseId = caseId;
        certificate.until = until;
        certificate.evidenceDigest = evidenceDigest;
        certificate.sample = sample;
        RegistrationStorage.load().certificates.issueCertificate(certificate);
    }

    /// @dev Brings a certificate in line with what it carries now, and tells what depends on it.
    /// @param ended what it is when nothing is left on it
    function _settle(
        uint64 caseId,
        uint64 certificateId,
        CertificateState ended,
        bytes32 evidenceDigest,
        bool sample
    ) private {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        address holder = $.certificateRecords[certificateId].holder;
        address registry = Registries.keeperOf($.cases[caseId].registry);
        uint40 until = RegisteredRights.confirm(certificateId);
        emit RegistrationCertified(caseId, certificateId, holder, registry, msg.sender, evidenceDigest, sample);
        if (until == 0) {
            RegisteredRights.close(certificateId, ended);
            $.certificates.endCertificate(certificateId, caseId, ended, evidenceDigest);
        } else {
            $.certificates.adjustCertificate(certificateId, caseId, until, evidenceDigest, sample);
        }
        RegisteredRights.tellBasis(certificateId);
    }

    /// @dev Published and over, with every objection decided; a cancellation needs only its examination.
    function _requireReady(uint64 caseId, CaseRecord storage record) private view {
        if (record.kind == RegistrationKind.Cancellation) {
            return CaseAccess.requireState(caseId, record, CaseState.Examined);
        }
        CaseAccess.requireState(caseId, record, CaseState.Published);
        uint40 noticeUntil = _noticeUntil(record);
        if (!record.noticeWaived && block.timestamp <= noticeUntil) revert NoticeNotOver(caseId, noticeUntil);
        if (record.openObjections != 0) revert ObjectionsOpen(caseId, record.openObjections);
    }

    function _noticeUntil(CaseRecord storage record) private view returns (uint40) {
        return CaseClocks.noticeUntil(record, RegistrationStorage.load().calendar, CaseAccess.terms(record));
    }

    /// @dev The registry's next number of the month (annex 6). When a month's are used up, the next month continues.
    function _nextNumber(address registry) private returns (uint64) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint16 code = $.codeOfRegistry[registry];
        uint32 yearMonth = CivilTime.yearMonth(block.timestamp);
        uint16 serial = $.serials[code][yearMonth];
        if (serial == CertificateNumbers.MONTHLY) revert CertificateNumbersExhausted(registry, yearMonth);
        $.serials[code][yearMonth] = ++serial;
        return CertificateNumbers.make(uint8(code / 10), uint8(code % 10), yearMonth, serial);
    }

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
