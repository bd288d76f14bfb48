// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {CaseClocks} from "./CaseClocks.sol";
import {CivilTime} from "./CivilTime.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {RegisteredRights} from "./RegisteredRights.sol";
import {CaseRecord, CertificateRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {Remarks} from "./Remarks.sol";
import {
    CancellationGround,
    CertificateState,
    RegistrationKind,
    Right,
    RightBits,
    RightEntry,
    RightTerm
} from "./RegistrationTypes.sol";

/// @title What the law asks of a later registration (articles 34 to 37)
library LaterRules {
    /// @dev The certificate, which must have been issued.
    function issued(uint64 certificateId) internal view returns (CertificateRecord storage certificate) {
        certificate = RegistrationStorage.load().certificateRecords[certificateId];
        if (certificate.state == CertificateState.None) revert ILaterRegistrations.CertificateNotIssued(certificateId);
    }

    /// @dev The certificate, which must have been issued and not have ended.
    function standing(uint64 certificateId) internal view returns (CertificateRecord storage certificate) {
        certificate = issued(certificateId);
        if (certificate.state != CertificateState.Valid) revert ILaterRegistrations.CertificateHasEnded(certificateId);
    }

    /// @dev The same for a holder that wants something done with it.
    function ofHolder(
        uint64 certificateId,
        address party
    ) internal view returns (CertificateRecord storage certificate) {
        certificate = standing(certificateId);
        if (certificate.holder != party) {
            revert ILaterRegistrations.CertificateOfAnotherHolder(certificateId, certificate.holder);
        }
    }

    /// @dev Each named right must live under the certificate.
    function requireHeld(uint64 certificateId, uint8 rights) internal view {
        if (rights == 0 || rights & ~RightBits.ALL != 0) revert ILaterRegistrations.RightsInvalid(rights);
        uint8 held = RegisteredRights.rightsOf(certificateId);
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            if (RightBits.has(rights, Right(i)) && !RightBits.has(held, Right(i))) {
                revert ILaterRegistrations.RightNotHeld(certificateId, Right(i));
            }
        }
    }

    /// @dev What must hold when a later registration is filed, and once more when it is carried out, because time has
    /// passed. The window of a renewal is only asked for when it is applied for.
    function requireFit(CaseRecord storage record, ProfileTerms memory terms) internal view {
        CertificateRecord storage certificate = standing(record.subjectId);
        RegistrationKind kind = record.kind;
        // An expired registration may still be cancelled, so that the record says why it ended.
        if (kind != RegistrationKind.Cancellation) AssetRules.requireNotCore(certificate.assetId);
        // Article 23: what is seized or under temporary control, its holder does not give away. The law may.
        bool givesAway = kind == RegistrationKind.Transfer || kind == RegistrationKind.Cancellation;
        if (givesAway && !_byRegistry(record.ground)) Remarks.requireUnrestrained(record.subjectId);
        if (record.ground == CancellationGround.ObjectionOutcome) Remarks.requireOutcome(record.subjectId);
        if (kind == RegistrationKind.Transfer || kind == RegistrationKind.Renewal) _requireRecord(certificate);
        if (kind == RegistrationKind.Transfer) _transfer(record, certificate, terms);
        else if (kind == RegistrationKind.Renewal) _renewal(record, terms);
        else if (kind == RegistrationKind.Cancellation) _cancellation(record);
        else _change(record);
    }

    /// @dev Article 36: from the profile's months before a right ends to the day before that.
    function requireWindow(uint64 certificateId, Right right, ProfileTerms memory terms) internal view {
        uint40 until = RegisteredRights.entryOf(certificateId, right).claim.until;
        bool tooEarly = CivilTime.addMonths(block.timestamp, terms.renewalMonths) < until;
        bool tooLate = block.timestamp >= CivilTime.startOf(CivilTime.dayOf(until));
        if (tooEarly || tooLate) revert ILaterRegistrations.RenewalNotInWindow(certificateId, right, until);
    }

    /// @dev Article 36: one renewal at a time.
    function requireNoRenewal(uint64 certificateId, CertificateRecord storage certificate) internal view {
        uint64 pending = certificate.renewalCaseId;
        if (CaseClocks.standsOpen(RegistrationStorage.load().cases[pending])) {
            revert ILaterRegistrations.RenewalPending(certificateId, pending);
        }
    }

    /// @dev Data that is gone is the one ground that both may have; its holder's cancellation waits for the lifting.
    function _byRegistry(CancellationGround ground) private pure returns (bool) {
        return ground == CancellationGround.ObjectionOutcome || ground == CancellationGround.ByLaw;
    }

    /// @dev Article 35: a description is of the data, so everyone who has a right in it now was asked.
    function _change(CaseRecord storage record) private view {
        if (RegisteredRights.rightsOf(record.subjectId) == 0) {
            revert ILaterRegistrations.CertificateHasEnded(record.subjectId);
        }
        if (record.change.descriptorDigest == 0 && bytes(record.change.name).length == 0) return;
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        uint64[] storage list = $.certificatesOfAsset[record.assetId];
        for (uint256 i = 0; i < list.length; ++i) {
            address holder = $.certificateRecords[list[i]].holder;
            if (RegisteredRights.rightsOf(list[i]) != 0 && !CaseAccess.takesPart(record, holder)) {
                revert ILaterRegistrations.HolderNotAsked(list[i], holder);
            }
        }
    }

    /// @dev Article 15: a product of authorised operation is registered as long as its public record stands.
    function _requireRecord(CertificateRecord storage certificate) private view {
        uint64 recordId = certificate.publicRecordId;
        if (recordId == 0) return;
        bytes32 assetId = certificate.assetId;
        address declarant = AssetRules.known(assetId).declarant;
        if (!RegistrationStorage.load().publicRecords.recordStands(recordId, assetId, declarant)) {
            revert IRegistrationApplications.PublicRecordLinkMissing(assetId, recordId);
        }
    }

    /// @dev Article 34: the transferor has what it gives up, the transferee trades and does not have it yet.
    function _transfer(
        CaseRecord storage record,
        CertificateRecord storage certificate,
        ProfileTerms memory terms
    ) private view {
        uint64 certificateId = record.subjectId;
        uint8 rights = record.rights;
        requireHeld(certificateId, rights);
        if (terms.transferNeedsAllRights && RegisteredRights.rightsOf(certificateId) != RightBits.ALL) {
            revert ILaterRegistrations.TransferNeedsAllRights(certificateId, record.profileId);
        }
        address transferee = record.others[0].party;
        CaseAccess.requireInStanding(transferee, Roles.TRADER);
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            if (!RightBits.has(rights, Right(i))) continue;
            // A right whose term is over lives only for its own renewal; there is nothing left of it to pass on.
            if (block.timestamp > RegisteredRights.entryOf(certificateId, Right(i)).claim.until) {
                revert ILaterRegistrations.RenewalPending(certificateId, certificate.renewalCaseId);
            }
            AssetRules.requireNotRegistered(certificate.assetId, Right(i), transferee);
        }
    }

    /// @dev Articles 26 and 36: longer than before, and at most as long as a new registration made now.
    function _renewal(CaseRecord storage record, ProfileTerms memory terms) private view {
        requireHeld(record.subjectId, record.rights);
        uint40 latest = uint40(CivilTime.addMonths(block.timestamp, terms.validityMonths));
        for (uint256 i = 0; i < record.terms.length; ++i) {
            RightTerm memory term = record.terms[i];
            RightEntry storage entry = RegisteredRights.entryOf(record.subjectId, term.right);
            if (term.until <= entry.claim.until || term.until <= block.timestamp) {
                revert ILaterRegistrations.RenewalNotLonger(term.right, entry.claim.until, term.until);
            }
            if (term.until > latest) revert IRegistrationApplications.ClaimTooLong(term.right, term.until, latest);
        }
    }

    /// @dev Article 37: what is cancelled must be on the certificate, whether it still lives or not.
    function _cancellation(CaseRecord storage record) private view {
        uint8 rights = record.rights;
        if (rights == 0 || rights & ~RightBits.ALL != 0) revert ILaterRegistrations.RightsInvalid(rights);
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            if (!RightBits.has(rights, Right(i))) continue;
            if (RegisteredRights.entryOf(record.subjectId, Right(i)).certificateId != record.subjectId) {
                revert ILaterRegistrations.RightNotHeld(record.subjectId, Right(i));
            }
        }
    }
}
