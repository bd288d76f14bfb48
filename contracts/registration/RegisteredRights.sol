// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AssetRules} from "./AssetRules.sol";
import {BasisKind, BasisTerms, IBasisListener} from "./IBasis.sol";
import {ILaterRegistrations} from "./ILaterRegistrations.sol";
import {ICertification} from "./ICertification.sol";
import {CertificateRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {CertificateState, Right, RightBits, RightClaim, RightEntry} from "./RegistrationTypes.sol";

/// @title Rights entries and the certificates that carry them (权利登记簿)
library RegisteredRights {
    /// @dev A new grade is told to every certificate of the asset in one transaction, so their number is bounded.
    uint256 private constant CERTIFICATES_PER_ASSET = 64;

    /// @dev A new certificate of this holder; its rights follow by {enter}.
    function open(bytes32 assetId, address holder, uint64 publicRecordId, uint64 certificateId) internal {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        $.certificateRecords[certificateId] = CertificateRecord({
            holder: holder,
            state: CertificateState.Valid,
            renewalCaseId: 0,
            assetId: assetId,
            publicRecordId: publicRecordId
        });
        uint64[] storage list = $.certificatesOfAsset[assetId];
        // What expired tells nobody any more and makes room, so the list is as long as what stands.
        for (uint256 i = list.length; i != 0; --i) {
            if (rightsOf(list[i - 1]) == 0) _removeAt(list, i - 1);
        }
        if (list.length == CERTIFICATES_PER_ASSET) {
            revert ICertification.CertificateLimitReached(assetId, CERTIFICATES_PER_ASSET);
        }
        list.push(certificateId);
    }

    /// @dev Registers a right under a certificate.
    function enter(
        bytes32 assetId,
        address holder,
        uint64 caseId,
        uint64 certificateId,
        RightClaim memory claim
    ) internal {
        RegistrationStorage.load().rights[assetId][claim.right][holder] = RightEntry({
            certificateId: certificateId,
            caseId: caseId,
            since: uint40(block.timestamp),
            claim: claim
        });
        emit ICertification.RightRegistered(
            assetId,
            holder,
            certificateId,
            claim.right,
            claim.until,
            claim.territory,
            claim.resale,
            claim.purposes,
            claim.limitsDigest
        );
    }

    /// @dev Takes a right off its certificate.
    function remove(uint64 certificateId, Right right, uint64 caseId) internal {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CertificateRecord storage certificate = $.certificateRecords[certificateId];
        delete $.rights[certificate.assetId][right][certificate.holder];
        emit ILaterRegistrations.RightEnded(certificate.assetId, certificate.holder, certificateId, right, caseId);
    }

    /// @dev States anew what the certificate carries; it lasts as long as its longest right. A right that is over is not
    /// confirmed: a later case about another right gives it no new life.
    function confirm(uint64 certificateId) internal returns (uint40 until) {
        CertificateRecord storage certificate = RegistrationStorage.load().certificateRecords[certificateId];
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            RightEntry memory entry = AssetRules.liveRight(certificate.assetId, Right(i), certificate.holder);
            if (entry.certificateId != certificateId) continue;
            RightClaim memory claim = entry.claim;
            if (claim.until > until) until = claim.until;
            emit ILaterRegistrations.RightConfirmed(
                certificate.assetId,
                certificate.holder,
                certificateId,
                claim.right,
                claim.until,
                claim.territory,
                claim.resale,
                claim.purposes,
                claim.limitsDigest
            );
        }
    }

    /// @dev The certificate carries nothing any more.
    function close(uint64 certificateId, CertificateState state) internal {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CertificateRecord storage certificate = $.certificateRecords[certificateId];
        certificate.state = state;
        uint64[] storage list = $.certificatesOfAsset[certificate.assetId];
        for (uint256 i = 0; i < list.length; ++i) {
            if (list[i] == certificateId) return _removeAt(list, i);
        }
    }

    /// @dev What the right's holder has under it; may be another certificate's, or over.
    function entryOf(uint64 certificateId, Right right) internal view returns (RightEntry storage) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CertificateRecord storage certificate = $.certificateRecords[certificateId];
        return $.rights[certificate.assetId][right][certificate.holder];
    }

    /// @dev Bits of the rights that the certificate carries and that live now.
    function rightsOf(uint64 certificateId) internal view returns (uint8 rights) {
        CertificateRecord storage certificate = RegistrationStorage.load().certificateRecords[certificateId];
        for (uint8 i = uint8(Right.Hold); i <= uint8(Right.Operate); ++i) {
            RightEntry memory entry = AssetRules.liveRight(certificate.assetId, Right(i), certificate.holder);
            if (entry.certificateId == certificateId) rights |= RightBits.bitOf(Right(i));
        }
    }

    /// @dev Series over the asset's certificates follow at once, in the same transaction: grade, transfer and cancellation
    /// decide whether a holder may still grant.
    function tellBases(bytes32 assetId) internal {
        uint64[] storage list = RegistrationStorage.load().certificatesOfAsset[assetId];
        for (uint256 i = 0; i < list.length; ++i) tellBasis(list[i]);
    }

    function tellBasis(uint64 certificateId) internal {
        BasisTerms memory terms = AssetRules.certificateTerms(certificateId);
        IBasisListener(address(RegistrationStorage.load().parties)).basisChanged(
            BasisKind.Certificate,
            certificateId,
            terms.live && terms.tradable
        );
    }

    function _removeAt(uint64[] storage list, uint256 index) private {
        list[index] = list[list.length - 1];
        list.pop();
    }
}
