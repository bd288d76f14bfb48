// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Roles} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {LaterRules} from "./LaterRules.sol";
import {RegisteredRights} from "./RegisteredRights.sol";
import {Registries} from "./Registries.sol";
import {CaseRecord, CertificateRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {
    CancellationApplication,
    CancellationGround,
    CaseState,
    ChangeApplication,
    RegistrationKind,
    RenewalApplication,
    Right,
    RightBits,
    RightTerm,
    TransferApplication
} from "./RegistrationTypes.sol";

/// @title Applications for transfer, change, renewal and cancellation
abstract contract LaterRegistrations is ILaterRegistrations {
    /// @inheritdoc ILaterRegistrations
    function applyForTransfer(TransferApplication calldata application) external returns (uint64 caseId) {
        address party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        LaterRules.ofHolder(application.certificateId, party);
        CaseRecord storage record;
        ProfileTerms memory terms;
        (caseId, record, terms) = _begin(
            application.certificateId,
            RegistrationKind.Transfer,
            application.evidenceDigest
        );
        address transferee = application.transferee;
        if (CaseAccess.takesPart(record, transferee)) revert TransfereeInvalid(transferee);
        record.rights = application.rights;
        record.others.push().party = transferee;
        _awaitConsents(record);
        LaterRules.requireFit(record, terms);
        emit TransferApplied(
            caseId,
            application.certificateId,
            party,
            msg.sender,
            record.registry,
            record.profileId,
            application
        );
    }

    /// @inheritdoc ILaterRegistrations
    function applyForChange(ChangeApplication calldata application) external returns (uint64 caseId) {
        address party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        LaterRules.ofHolder(application.certificateId, party);
        CaseRecord storage record;
        ProfileTerms memory terms;
        (caseId, record, terms) = _begin(
            application.certificateId,
            RegistrationKind.Change,
            application.evidenceDigest
        );
        bool named = bytes(application.name).length != 0;
        bool described = named || application.descriptorDigest != 0;
        if (!described && application.identityDigest == 0) revert NothingChanges(application.certificateId);
        if (named) AssetRules.requireName(application.name);
        record.change.descriptorDigest = application.descriptorDigest;
        record.change.identityDigest = application.identityDigest;
        record.change.name = application.name;
        if (described) _addOtherHolders(record);
        address[] memory others = new address[](record.others.length);
        for (uint256 i = 0; i < others.length; ++i) others[i] = record.others[i].party;
        if (others.length != 0) _awaitConsents(record);
        LaterRules.requireFit(record, terms);
        emit ChangeApplied(
            caseId,
            application.certificateId,
            party,
            msg.sender,
            record.registry,
            record.profileId,
            others,
            application
        );
    }

    /// @inheritdoc ILaterRegistrations
    function applyForRenewal(RenewalApplication calldata application) external returns (uint64 caseId) {
        address party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        CertificateRecord storage certificate = LaterRules.ofHolder(application.certificateId, party);
        LaterRules.requireNoRenewal(application.certificateId, certificate);
        CaseRecord storage record;
        ProfileTerms memory terms;
        (caseId, record, terms) = _begin(
            application.certificateId,
            RegistrationKind.Renewal,
            application.evidenceDigest
        );
        uint8 rights;
        for (uint256 i = 0; i < application.terms.length; ++i) {
            RightTerm calldata term = application.terms[i];
            if (term.right == Right.None || RightBits.has(rights, term.right)) {
                revert IRegistrationApplications.ClaimInvalid(term.right, term.until);
            }
            rights |= RightBits.bitOf(term.right);
            record.terms.push(term);
        }
        record.rights = rights;
        LaterRules.requireFit(record, terms);
        for (uint256 i = 0; i < application.terms.length; ++i) {
            LaterRules.requireWindow(application.certificateId, application.terms[i].right, terms);
        }
        // From here on what is to be renewed lives until the case is decided.
        certificate.renewalCaseId = caseId;
        emit RenewalApplied(
            caseId,
            application.certificateId,
            party,
            msg.sender,
            record.registry,
            record.profileId,
            application
        );
    }

    /// @inheritdoc ILaterRegistrations
    function applyForCancellation(CancellationApplication calldata application) external returns (uint64 caseId) {
        address party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        LaterRules.ofHolder(application.certificateId, party);
        CancellationGround ground = application.ground;
        if (ground != CancellationGround.Request && ground != CancellationGround.DataDestroyed) {
            revert CancellationGroundInvalid(ground);
        }
        CaseRecord storage record;
        (caseId, record) = _beginCancellation(application);
        emit CancellationApplied(
            caseId,
            application.certificateId,
            party,
            msg.sender,
            record.registry,
            record.profileId,
            application
        );
    }

    /// @inheritdoc ILaterRegistrations
    function beginCancellation(CancellationApplication calldata application) external returns (uint64 caseId) {
        address party = CaseAccess.acting(Powers.APPROVE, Roles.REGISTRY);
        LaterRules.standing(application.certificateId);
        address registry = Registries.keeperOfCertificate(application.certificateId);
        if (registry != party) revert CertificateAtAnotherRegistry(application.certificateId, registry);
        CancellationGround ground = application.ground;
        // Only the holder requests.
        if (ground == CancellationGround.None || ground == CancellationGround.Request) {
            revert CancellationGroundInvalid(ground);
        }
        CaseRecord storage record;
        (caseId, record) = _beginCancellation(application);
        record.exOfficio = true;
        record.state = CaseState.Examined;
        record.acceptedAt = uint40(block.timestamp);
        record.examiner = msg.sender;
        emit CancellationBegun(
            caseId,
            application.certificateId,
            record.applicant,
            party,
            msg.sender,
            record.profileId,
            application
        );
    }

    /// @inheritdoc ILaterRegistrations
    function changeOf(uint64 caseId) external view returns (ChangeApplication memory) {
        CaseRecord storage record = CaseAccess.known(caseId);
        if (record.kind != RegistrationKind.Change) return ChangeApplication(0, "", 0, 0, 0);
        return
            ChangeApplication({
                certificateId: record.subjectId,
                name: record.change.name,
                descriptorDigest: record.change.descriptorDigest,
                identityDigest: record.change.identityDigest,
                evidenceDigest: record.evidenceDigest
            });
    }

    // --- inside ---

    /// @dev A case at the registry that keeps the certificate, in the name of its holder.
    function _begin(
        uint64 certificateId,
        RegistrationKind kind,
        bytes32 evidenceDigest
    ) private returns (uint64 caseId, CaseRecord storage record, ProfileTerms memory terms) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CertificateRecord storage certificate = $.certificateRecords[certificateId];
        address registry = Registries.keeperOfCertificate(certificateId);
        // A renewal has its window, which would be over before a registry that is suspended or leaves is taken over; so it is
        // applied for in time and waits for whoever keeps the records then (articles 13, 36).
        if (kind != RegistrationKind.Renewal) CaseAccess.requireRegistry(registry, certificate.holder);
        else if (registry == certificate.holder) revert IRegistrationApplications.OwnRegistry(registry);
        uint32 profileId;
        (profileId, terms) = CaseAccess.beginningTerms(registry, kind);
        CaseAccess.requireDocument(evidenceDigest);

        caseId = ++$.caseCount;
        record = $.cases[caseId];
        record.applicant = certificate.holder;
        record.registry = registry;
        record.state = CaseState.Applied;
        record.kind = kind;
        record.profileId = profileId;
        record.appliedAt = uint40(block.timestamp);
        record.publicRecordId = certificate.publicRecordId;
        record.assetId = certificate.assetId;
        record.evidenceDigest = evidenceDigest;
        record.subjectId = certificateId;
    }

    function _beginCancellation(
        CancellationApplication calldata application
    ) private returns (uint64 caseId, CaseRecord storage record) {
        ProfileTerms memory terms;
        (caseId, record, terms) = _begin(
            application.certificateId,
            RegistrationKind.Cancellation,
            application.evidenceDigest
        );
        record.rights = application.rights;
        record.ground = application.ground;
        LaterRules.requireFit(record, terms);
    }

    /// @dev A description is of the data, so everyone who has a right in it applies.
    function _addOtherHolders(CaseRecord storage record) private {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint64[] storage list = $.certificatesOfAsset[record.assetId];
        for (uint256 i = 0; i < list.length; ++i) {
            // What expired may still stand in the list; its holder has no say any more.
            if (RegisteredRights.rightsOf(list[i]) == 0) continue;
            address holder = $.certificateRecords[list[i]].holder;
            if (!CaseAccess.takesPart(record, holder)) record.others.push().party = holder;
        }
    }

    /// @dev Not filed before everyone has consented.
    function _awaitConsents(CaseRecord storage record) internal {
        record.consentsMissing = uint16(record.others.length);
        record.state = CaseState.AwaitingConsent;
        record.appliedAt = 0;
    }
}
