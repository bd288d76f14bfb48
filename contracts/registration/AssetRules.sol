// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "../parties/PartyTypes.sol";
import {Texts} from "../parties/Texts.sol";
import {CaseClocks} from "./CaseClocks.sol";
import {IAssets} from "./IAssets.sol";
import {BasisTerms} from "./IBasis.sol";
import {RecordState, RecordView} from "./RecordTypes.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {AssetRecord, CaseRecord, CertificateRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {Remarks} from "./Remarks.sol";
import {
    AssetDeclaration,
    Category,
    CertificateState,
    Grade,
    Right,
    RightBits,
    RightClaim,
    RightEntry,
    Source,
    SourceBasis,
    SourceCase
} from "./RegistrationTypes.sol";

/// @title What may be declared, and which rights may be registered in it (articles 15, 18-22, 26)
library AssetRules {
    uint256 private constant NAME_LIMIT = 256;
    uint256 private constant SOURCES_LIMIT = 32;

    function known(bytes32 assetId) internal view returns (AssetRecord storage record) {
        record = RegistrationStorage.load().assets[assetId];
        if (record.declarant == address(0)) revert IAssets.AssetUnknown(assetId);
    }

    function requireComplete(AssetDeclaration calldata declaration) internal pure {
        if (declaration.key == 0) revert IAssets.AssetIncomplete("key");
        if (declaration.fingerprint == 0) revert IAssets.AssetIncomplete("fingerprint");
        if (declaration.descriptorDigest == 0) revert IAssets.AssetIncomplete("descriptorDigest");
        if (declaration.source == Source.None) revert IAssets.AssetIncomplete("source");
        if (declaration.category == Category.None) revert IAssets.AssetIncomplete("category");
        if (declaration.grade == Grade.None) revert IAssets.AssetIncomplete("grade");
        requireName(declaration.name);
        bytes32[] calldata sources = declaration.sources;
        bool derived = declaration.source == Source.Derived;
        if (derived != (sources.length != 0) || sources.length > SOURCES_LIMIT) {
            revert IAssets.AssetSourcesInvalid(sources.length);
        }
        for (uint256 i = 0; i < sources.length; ++i) {
            for (uint256 j = 0; j < i; ++j) {
                if (sources[i] == sources[j]) revert IAssets.AssetSourcesInvalid(sources.length);
            }
        }
    }

    function requireName(string calldata name) internal pure {
        uint256 length = bytes(name).length;
        if (length == 0 || length > NAME_LIMIT) revert IAssets.AssetNameInvalid(length);
        Texts.requireReadable(name);
    }

    /// @dev Public bodies declare what they collect in their duties, operators its products, traders the rest.
    function requireCategory(Category category, address party, uint16 roles) internal pure {
        uint16 needed =
            category == Category.GovernmentDuty
                ? Roles.AUTHORISING_BODY
                : category == Category.AuthorisedProduct
                    ? Roles.OPERATOR
                    : Roles.TRADER;
        if (roles & needed == 0) revert IAssets.CategoryNotForParty(category, party);
    }

    /// @dev A derived asset inherits the strictest grade of its sources (GB/T 43697).
    function strictestGrade(AssetDeclaration calldata declaration) internal view returns (Grade grade) {
        grade = declaration.grade;
        for (uint256 i = 0; i < declaration.sources.length; ++i) {
            Grade parent = known(declaration.sources[i]).grade;
            if (parent > grade) grade = parent;
        }
    }

    /// @dev Everything the law asks of an initial registration, when it is applied for, when it is filed, and once more
    /// when its certificates are issued, because time has passed.
    /// @param latest the last moment at which a right may end (article 26); it counts from the storage of evidence
    function requireRegistrable(CaseRecord storage record, uint40 latest) internal view {
        AssetRecord storage asset = known(record.assetId);
        _requireAsset(record, asset);
        _requireSourceBasis(record, asset.source);
        _requireClaims(record, asset, record.applicant, record.claims, latest);
        for (uint256 i = 0; i < record.others.length; ++i) {
            _requireClaims(record, asset, record.others[i].party, record.others[i].claims, latest);
        }
    }

    /// @dev No right twice for one party.
    function requireNotRegistered(bytes32 assetId, Right right, address party) internal view {
        if (liveRight(assetId, right, party).certificateId != 0) {
            revert IRegistrationApplications.RightAlreadyRegistered(assetId, right, party);
        }
    }

    /// @dev GB/T 43697: core data is not registered for trade, initially or later.
    function requireNotCore(bytes32 assetId) internal view {
        if (known(assetId).grade == Grade.Core) revert IRegistrationApplications.CoreData(assetId);
    }

    /// @dev The entry if it is live now, else all zero.
    function liveRight(bytes32 assetId, Right right, address party) internal view returns (RightEntry memory entry) {
        RightEntry storage stored = RegistrationStorage.load().rights[assetId][right][party];
        if (stored.certificateId == 0) return entry;
        if (block.timestamp <= stored.claim.until || _renewing(stored.certificateId, right)) entry = stored;
    }

    /// @dev Article 36: what is to be renewed and was applied for in time lives until that is decided.
    function _renewing(uint64 certificateId, Right right) private view returns (bool) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CaseRecord storage renewal = $.cases[$.certificateRecords[certificateId].renewalCaseId];
        return CaseClocks.standsOpen(renewal) && RightBits.has(renewal.rights, right);
    }

    /// @dev What the operating right of a certificate lets its holder grant.
    function certificateTerms(uint64 certificateId) internal view returns (BasisTerms memory terms) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        CertificateRecord storage certificate = $.certificateRecords[certificateId];
        if (certificate.state == CertificateState.None) return terms;
        AssetRecord storage asset = $.assets[certificate.assetId];
        RightEntry memory operate = liveRight(certificate.assetId, Right.Operate, certificate.holder);
        terms.assetId = certificate.assetId;
        terms.grantor = certificate.holder;
        terms.live = operate.certificateId == certificateId;
        terms.until = operate.claim.until;
        terms.territory = operate.claim.territory;
        terms.purposes = operate.claim.purposes;
        terms.resale = operate.claim.resale;
        // Article 23: what is seized or under temporary control does not circulate.
        terms.tradable = mayTrade(asset.grade, asset.assessmentDigest) && !Remarks.restrained(certificateId);
        if (certificate.publicRecordId != 0) {
            // Article 15: a product of authorised operation stands only as long as its public record.
            RecordView memory publicRecord = $.publicRecords.recordOf(certificate.publicRecordId);
            if (publicRecord.state != RecordState.Recorded || block.timestamp > publicRecord.until) terms.live = false;
            if (publicRecord.until < terms.until) terms.until = publicRecord.until;
        }
    }

    /// @dev GB/T 43697: core data never; important data once its risk assessment is on record.
    function mayTrade(Grade grade, bytes32 assessmentDigest) internal pure returns (bool) {
        return grade == Grade.General || (grade == Grade.Important && assessmentDigest != 0);
    }

    /// @dev Article 15: the link of products of authorised operation; GB/T 43697: core data; article 21: sources.
    function _requireAsset(CaseRecord storage record, AssetRecord storage asset) private view {
        bytes32 assetId = record.assetId;
        uint64 publicRecordId = record.publicRecordId;
        if (asset.grade == Grade.Core) revert IRegistrationApplications.CoreData(assetId);
        // The link is required of such products, and elsewhere any would mislead.
        bool fits =
            asset.category == Category.AuthorisedProduct
                ? RegistrationStorage.load().publicRecords.recordStands(publicRecordId, assetId, asset.declarant)
                : publicRecordId == 0;
        if (!fits) revert IRegistrationApplications.PublicRecordLinkMissing(assetId, publicRecordId);
        if (asset.source == Source.Derived) _requireUseOfSources(record, asset);
    }

    /// @dev Which of the cases of articles 20 and 21 fit the source, and what each must show.
    function _requireSourceBasis(CaseRecord storage record, Source source) private view {
        SourceBasis memory basis = record.basis;
        SourceCase sourceCase = basis.sourceCase;
        bool fits;
        bool needsDocument;
        if (sourceCase == SourceCase.Own) fits = source != Source.Agreement;
        else if (sourceCase == SourceCase.Fused) fits = source == Source.Collected || source == Source.Derived;
        else {
            needsDocument = true;
            if (sourceCase == SourceCase.Commissioned) fits = source == Source.Collected;
            else if (sourceCase == SourceCase.NotSubstituting) fits = source == Source.PubliclyGathered;
            else if (sourceCase == SourceCase.Contract) fits = source == Source.Agreement;
            else fits = source == Source.Collected || source == Source.Derived;
        }
        if (!fits) revert IRegistrationApplications.SourceCaseInvalid(source, sourceCase);
        bool shown = basis.documentDigest != 0;
        // Fused data may have a contract.
        if (shown != needsDocument && sourceCase != SourceCase.Fused) {
            revert IRegistrationApplications.SourceDocumentInvalid(sourceCase, basis.documentDigest);
        }
        bool givesRights =
            sourceCase == SourceCase.Contract || sourceCase == SourceCase.Entrusted || sourceCase == SourceCase.Fused;
        if (basis.rights & ~RightBits.ALL != 0 || (basis.rights != 0 && !(shown && givesRights))) {
            revert IRegistrationApplications.RightNotInContract(Right.None, basis.rights);
        }
        if (sourceCase == SourceCase.Fused && record.others.length == 0) {
            revert IRegistrationApplications.FusedByOne(record.assetId);
        }
    }

    function _requireClaims(
        CaseRecord storage record,
        AssetRecord storage asset,
        address party,
        RightClaim[] storage claims,
        uint40 latest
    ) private view {
        uint256 count = claims.length;
        if (count == 0 || count > 3) revert IRegistrationApplications.ClaimsInvalid(count);
        uint256 seen;
        for (uint256 i = 0; i < count; ++i) {
            RightClaim memory claim = claims[i];
            uint256 bit = 1 << uint8(claim.right);
            if (claim.right == Right.None || seen & bit != 0 || claim.until <= block.timestamp) {
                revert IRegistrationApplications.ClaimInvalid(claim.right, claim.until);
            }
            if (claim.until > latest) revert IRegistrationApplications.ClaimTooLong(claim.right, claim.until, latest);
            seen |= bit;
            _requireRight(record.basis, asset.source, claim.right);
            requireNotRegistered(record.assetId, claim.right, party);
        }
    }

    /// @dev Articles 20 and 21: what each case of a source lets its applicants register. Fused data by contract, or by law:
    /// to each hold and use, and operate with the consent of the others, which applying together is.
    function _requireRight(SourceBasis storage basis, Source source, Right right) private view {
        SourceCase sourceCase = basis.sourceCase;
        if (right == Right.Operate && source == Source.PubliclyGathered && sourceCase == SourceCase.Own) {
            revert IRegistrationApplications.RightNotRegistrable(right, source);
        }
        bool byContract =
            sourceCase == SourceCase.Contract ||
                sourceCase == SourceCase.Entrusted ||
                (sourceCase == SourceCase.Fused && basis.rights != 0);
        if (byContract && !RightBits.has(basis.rights, right)) {
            revert IRegistrationApplications.RightNotInContract(right, basis.rights);
        }
    }

    /// @dev Article 21: derived data needs the use right on every source, by certificate or by authorised operation: of
    /// everyone who applies, or, where they fuse what they have, of one of them.
    function _requireUseOfSources(CaseRecord storage record, AssetRecord storage asset) private view {
        bool fused = record.basis.sourceCase == SourceCase.Fused;
        for (uint256 i = 0; i < asset.sources.length; ++i) {
            bytes32 source = asset.sources[i];
            bool may = _mayUse(source, record.applicant);
            if (!may && !fused) revert IRegistrationApplications.UseRightMissing(source, record.applicant);
            for (uint256 j = 0; j < record.others.length && !(fused && may); ++j) {
                may = _mayUse(source, record.others[j].party);
                if (!may && !fused) revert IRegistrationApplications.UseRightMissing(source, record.others[j].party);
            }
            if (!may) revert IRegistrationApplications.UseRightMissing(source, record.applicant);
        }
    }

    function _mayUse(bytes32 assetId, address party) private view returns (bool) {
        return
            liveRight(assetId, Right.Use, party).certificateId != 0 ||
            RegistrationStorage.load().publicRecords.mayUse(assetId, party);
    }
}
