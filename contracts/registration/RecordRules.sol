// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {BasisKind, BasisTerms, IBasisListener} from "./IBasis.sol";
import {IAuthorisedOperation} from "./IAuthorisedOperation.sol";
import {IRecords} from "./IRecords.sol";
import {Grant, PublicRecord, PublicRecordsStorage} from "./PublicRecordsStorage.sol";
import {RecordState} from "./RecordTypes.sol";
import {AssetView} from "./RegistrationTypes.sol";

/// @title Who acts on public records, what stands, and what an authorisation lets its operator grant
library RecordRules {
    function known(uint64 recordId) internal view returns (PublicRecord storage record) {
        record = PublicRecordsStorage.load().records[recordId];
        if (record.state == RecordState.None) revert IRecords.RecordUnknown(recordId);
    }

    function inState(uint64 recordId, RecordState state) internal view returns (PublicRecord storage record) {
        record = known(recordId);
        if (record.state != state) revert IRecords.RecordNotInState(recordId, record.state);
    }

    function requireInTerm(uint64 recordId, PublicRecord storage record) internal view {
        if (block.timestamp > record.until) revert IRecords.RecordExpired(recordId, record.until);
    }

    function grantOf(uint64 authorisationId) internal view returns (Grant storage grant) {
        grant = PublicRecordsStorage.load().grants[authorisationId];
        if (grant.operator == address(0)) revert IAuthorisedOperation.AuthorisationUnknown(authorisationId);
    }

    /// @dev The party behind the sender, with its roles.
    function acting(uint8 power) internal view returns (address party, uint16 roles) {
        return PublicRecordsStorage.load().parties.actor(msg.sender, power, Scopes.PUBLIC_RECORDS);
    }

    function authority() internal view returns (address party) {
        uint16 roles;
        (party, roles) = acting(Powers.APPROVE);
        if (roles & Roles.AUTHORITY == 0) revert IPartyRegistry.RoleMissing(party, Roles.AUTHORITY);
    }

    function bodyOrAuthority(address body) internal view returns (address party) {
        uint16 roles;
        (party, roles) = acting(Powers.APPROVE);
        if (party != body && roles & Roles.AUTHORITY == 0) revert IRecords.NotPublicBody(party);
    }

    /// @dev An authority may be a public body too, but then another authority decides on its data.
    function requireNotOwn(PublicRecord storage record, address party) internal view {
        if (record.body == party) revert IPartyRegistry.OwnCase(party);
    }

    function requireDocument(bytes32 digest) internal pure {
        if (digest == 0) revert IPartyRegistry.DocumentMissing();
    }

    /// @dev Last second of a notice that was published then, by the profile that the matter began with.
    function noticeUntil(uint32 profileId, uint40 publishedAt) internal view returns (uint40) {
        if (publishedAt == 0) return 0;
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        return $.calendar.addWorkingDays(publishedAt, $.profiles.profileTerms(profileId).noticeDays);
    }

    /// @dev Live: begun, neither over, ended nor suspended, its safety shown, and its record stands.
    function live(Grant storage grant) internal view returns (bool) {
        return
            !grant.ended &&
            grant.suspendedBy == address(0) &&
            block.timestamp >= grant.start &&
            block.timestamp <= grant.until &&
            block.timestamp <= grant.safety.until &&
            PublicRecordsStorage.load().records[grant.recordId].state == RecordState.Recorded;
    }

    /// @dev All zero when unknown. A basis lasts no longer than the safety of the operation is shown.
    function terms(uint64 authorisationId) internal view returns (BasisTerms memory basis) {
        PublicRecordsStorage.Layout storage $ = PublicRecordsStorage.load();
        Grant storage grant = $.grants[authorisationId];
        if (grant.operator == address(0)) return basis;
        AssetView memory asset = $.assets.assetOf($.records[grant.recordId].assetId);
        basis.assetId = asset.assetId;
        basis.grantor = grant.operator;
        basis.live = live(grant);
        basis.until = grant.safety.until < grant.until ? grant.safety.until : grant.until;
        basis.territory = grant.territory;
        basis.purposes = grant.purposes;
        basis.resale = grant.resale;
        basis.tradable = AssetRules.mayTrade(asset.grade, asset.assessmentDigest);
    }

    /// @dev Series over the authorisation follow in the same transaction.
    function tell(uint64 authorisationId) internal {
        BasisTerms memory basis = terms(authorisationId);
        IBasisListener(address(PublicRecordsStorage.load().parties)).basisChanged(
            BasisKind.PublicAuthorisation,
            authorisationId,
            basis.live && basis.tradable
        );
    }

    function endAuthorisation(uint64 authorisationId, address party, bytes32 documentDigest) internal {
        PublicRecordsStorage.load().grants[authorisationId].ended = true;
        emit IAuthorisedOperation.AuthorisationWasEnded(authorisationId, party, msg.sender, documentDigest);
        tell(authorisationId);
    }
}
