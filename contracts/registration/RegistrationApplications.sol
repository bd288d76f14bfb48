// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {AssetRules} from "./AssetRules.sol";
import {CaseAccess} from "./CaseAccess.sol";
import {CivilTime} from "./CivilTime.sol";
import {IAssets} from "./IAssets.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {LaterRegistrations} from "./LaterRegistrations.sol";
import {LaterRules} from "./LaterRules.sol";
import {Registries} from "./Registries.sol";
import {AssetRecord, CaseRecord, JointRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {Application, CaseState, Category, JointApplicant, RegistrationKind} from "./RegistrationTypes.sol";

/// @title Applications of every kind: an extension of the AssetRegistry behind {RegistrationCases}, run in its storage
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract RegistrationApplications is Proxy, LaterRegistrations, IRegistrationApplications {
    /// @dev Everyone is checked and certified in one transaction each, so their number is bounded.
    uint256 private constant JOINT_LIMIT = 15;

    address private immutable _extension;

    /// @param extension the Certification
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension) {
        _extension = extension;
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IAssets.EtherRefused();
    }

    /// @inheritdoc IRegistrationApplications
    function applyForRegistration(Application calldata application) external returns (uint64 caseId) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        (address party, uint16 roles) = $.parties.actor(msg.sender, Powers.OPERATE, Scopes.REGISTRATION);
        AssetRecord storage asset = AssetRules.known(application.assetId);
        // Article 15 first: whoever asks, the answer for such data is the other track.
        if (asset.category == Category.GovernmentDuty) revert GovernmentDutyData(application.assetId);
        if (roles & Roles.TRADER == 0) revert IPartyRegistry.RoleMissing(party, Roles.TRADER);
        if (asset.declarant != party) revert NotDeclarant(application.assetId, party);
        CaseAccess.requireRegistry(application.registry, party);
        (uint32 profileId, ProfileTerms memory terms) = CaseAccess.beginningTerms(
            application.registry,
            RegistrationKind.Initial
        );
        CaseAccess.requireDocument(application.evidenceDigest);

        caseId = ++$.caseCount;
        CaseRecord storage record = $.cases[caseId];
        record.applicant = party;
        record.registry = application.registry;
        record.state = CaseState.Applied;
        record.kind = RegistrationKind.Initial;
        record.profileId = profileId;
        record.appliedAt = uint40(block.timestamp);
        record.publicRecordId = application.publicRecordId;
        record.assetId = application.assetId;
        record.evidenceDigest = application.evidenceDigest;
        record.basis = application.basis;
        for (uint256 i = 0; i < application.claims.length; ++i) record.claims.push(application.claims[i]);
        if (application.others.length != 0) _addJoint(record, application.others);
        _requireFit(record, terms);
        emit RegistrationApplied(
            caseId,
            application.assetId,
            party,
            msg.sender,
            RegistrationKind.Initial,
            profileId,
            application
        );
    }

    /// @inheritdoc IRegistrationApplications
    function consentToRegistration(uint64 caseId) external {
        (CaseRecord storage record, address party, uint256 i) = _asked(caseId);
        if (i == record.others.length || record.others[i].consentedAt != 0) revert ConsentNotDue(caseId, party);

        record.others[i].consentedAt = uint40(block.timestamp);
        uint16 missing = --record.consentsMissing;
        uint32 profileId;
        if (missing == 0) profileId = _file(record);
        emit RegistrationConsented(caseId, party, msg.sender, missing, profileId);
    }

    /// @inheritdoc IRegistrationApplications
    function withdrawConsent(uint64 caseId) external {
        (CaseRecord storage record, address party, uint256 i) = _asked(caseId);
        if (i == record.others.length || record.others[i].consentedAt == 0) revert ConsentNotGiven(caseId, party);

        record.others[i].consentedAt = 0;
        uint16 missing = ++record.consentsMissing;
        emit ConsentWithdrawn(caseId, party, msg.sender, missing);
    }

    // --- inside ---

    /// @dev The caller's place among those whose consent the case waits for; past their end when it has none.
    function _asked(uint64 caseId) private view returns (CaseRecord storage record, address party, uint256 place) {
        party = CaseAccess.acting(Powers.OPERATE, Roles.TRADER);
        record = CaseAccess.known(caseId);
        CaseAccess.requireState(caseId, record, CaseState.AwaitingConsent);
        while (place < record.others.length && record.others[place].party != party) ++place;
    }

    function _addJoint(CaseRecord storage record, JointApplicant[] calldata others) private {
        if (others.length > JOINT_LIMIT) revert JointApplicantInvalid(others[JOINT_LIMIT].party);
        for (uint256 i = 0; i < others.length; ++i) {
            address party = others[i].party;
            if (CaseAccess.takesPart(record, party)) revert JointApplicantInvalid(party);
            CaseAccess.requireInStanding(party, Roles.TRADER);
            JointRecord storage joint = record.others.push();
            joint.party = party;
            for (uint256 j = 0; j < others[i].claims.length; ++j) joint.claims.push(others[i].claims[j]);
        }
        _awaitConsents(record);
    }

    /// @dev All have consented: the application is made now, under what holds now.
    function _file(CaseRecord storage record) private returns (uint32 profileId) {
        // Another registry may have taken over since the application was made.
        address registry = Registries.keeperOf(record.registry);
        CaseAccess.requireRegistry(registry, record.applicant);
        ProfileTerms memory terms;
        (profileId, terms) = CaseAccess.beginningTerms(registry, record.kind);
        CaseAccess.requireInStanding(record.applicant, Roles.TRADER);
        record.profileId = profileId;
        record.state = CaseState.Applied;
        record.appliedAt = uint40(block.timestamp);
        _requireFit(record, terms);
    }

    function _requireFit(CaseRecord storage record, ProfileTerms memory terms) private view {
        if (record.kind == RegistrationKind.Initial) {
            // Counted from today although it counts from the storage of evidence, which comes later (article 26).
            uint256 latest = CivilTime.addMonths(block.timestamp, terms.validityMonths);
            AssetRules.requireRegistrable(record, uint40(latest));
        } else {
            LaterRules.requireFit(record, terms);
        }
    }

    function _implementation() internal view override returns (address) {
        return _extension;
    }
}
