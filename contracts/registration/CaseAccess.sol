// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyView, Powers, Roles, Scopes, Standing} from "../parties/PartyTypes.sol";
import {CaseClocks} from "./CaseClocks.sol";
import {IRegistrationCases} from "./IRegistrationCases.sol";
import {IRegistrationApplications} from "./IRegistrationApplications.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {IRegistryMembers} from "./IRegistryMembers.sol";
import {Registries} from "./Registries.sol";
import {CaseRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {CaseClock, CaseState, RegistrationKind} from "./RegistrationTypes.sol";

/// @title Who may act in a case, and in which state it must be
library CaseAccess {
    /// @dev The caller's party, which must have one of these roles.
    function acting(uint8 power, uint16 needed) internal view returns (address party) {
        uint16 roles;
        (party, roles) = RegistrationStorage.load().parties.actor(msg.sender, power, Scopes.REGISTRATION);
        if (roles & needed == 0) revert IPartyRegistry.RoleMissing(party, needed);
    }

    /// @dev The party has one of these roles and may act now.
    function requireInStanding(address party, uint16 needed) internal view {
        PartyView memory seen = RegistrationStorage.load().parties.partyOf(party);
        if (seen.roles & needed == 0) revert IPartyRegistry.RoleMissing(party, needed);
        if (seen.standing != Standing.Good && seen.standing != Standing.Warned) {
            revert IPartyRegistry.PartyNotInStanding(party, seen.standing);
        }
    }

    /// @dev Article 12. A code outlives the role, because certificates carry it; so the role is asked for as well.
    function requireRegistry(address registry, address applicant) internal view {
        if (registry == applicant) revert IRegistrationApplications.OwnRegistry(applicant);
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        if (
            $.codeOfRegistry[registry] == 0 ||
            $.successors[registry] != address(0) ||
            $.parties.partyOf(registry).roles & Roles.REGISTRY == 0
        ) revert IRegistryMembers.NotRegistry(registry);
        uint40 exitAt = $.members[registry].exitApproved ? $.members[registry].exitAt : 0;
        if (exitAt != 0 && block.timestamp >= exitAt) revert IRegistryMembers.RegistryHasLeft(registry, exitAt);
        requireInStanding(registry, Roles.REGISTRY);
    }

    function known(uint64 caseId) internal view returns (CaseRecord storage record) {
        record = RegistrationStorage.load().cases[caseId];
        if (record.state == CaseState.None) revert IRegistrationCases.CaseUnknown(caseId);
    }

    /// @dev The caller acts for the registry that keeps the case, which may not be the one that the case began at.
    function atRegistry(
        uint64 caseId,
        uint8 power
    ) internal view returns (CaseRecord storage record, address registry) {
        registry = acting(power, Roles.REGISTRY);
        record = known(caseId);
        address keeper = Registries.keeperOf(record.registry);
        if (keeper != registry) revert IRegistrationCases.CaseOfAnotherRegistry(caseId, keeper);
    }

    function ofApplicant(uint64 caseId) internal view returns (CaseRecord storage record) {
        address party = acting(Powers.OPERATE, Roles.TRADER);
        record = known(caseId);
        // What the registry began itself is not the holder's to add to or take back.
        if (record.applicant != party || record.exOfficio) {
            revert IRegistrationCases.CaseOfAnotherApplicant(
                caseId,
                record.exOfficio ? Registries.keeperOf(record.registry) : record.applicant
            );
        }
    }

    function requireState(uint64 caseId, CaseRecord storage record, CaseState needed) internal view {
        if (record.state != needed) revert IRegistrationCases.CaseNotInState(caseId, record.state);
    }

    function requireOpen(uint64 caseId, CaseRecord storage record) internal view {
        if (!CaseClocks.isOpen(record.state)) revert IRegistrationCases.CaseNotInState(caseId, record.state);
    }

    function requireDocument(bytes32 digest) internal pure {
        if (digest == 0) revert IPartyRegistry.DocumentMissing();
    }

    function terms(CaseRecord storage record) internal view returns (ProfileTerms memory) {
        return RegistrationStorage.load().profiles.profileTerms(record.profileId);
    }

    /// @dev The profile with which a case begins at this registry now; it must have this kind (articles 32-37).
    function beginningTerms(
        address registry,
        RegistrationKind kind
    ) internal view returns (uint32 profileId, ProfileTerms memory begun) {
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        profileId = $.profiles.profileOf(registry);
        begun = $.profiles.profileTerms(profileId);
        if ((begun.kinds >> uint8(kind)) & 1 == 0) revert IRegistrationApplications.KindNotOffered(kind, profileId);
    }

    /// @dev Whether a party is on either side of the case.
    function takesPart(CaseRecord storage record, address party) internal view returns (bool) {
        if (party == record.applicant || party == Registries.keeperOf(record.registry)) return true;
        for (uint256 i = 0; i < record.others.length; ++i) if (record.others[i].party == party) return true;
        return false;
    }

    /// @dev Writes down what the clock has made of the case; false when there is nothing to write. Time does what the
    /// law says by itself: an act that comes later meets the case as it is by then.
    function writeDown(uint64 caseId, CaseRecord storage record) internal returns (bool) {
        // Only an answer or a supplement can be missed; the other states wait for somebody.
        if (record.state != CaseState.Applied && record.state != CaseState.SupplementAsked) return false;
        CaseClock memory clock = CaseClocks.read(record);
        if (clock.state == record.state) return false;
        if (record.state == CaseState.Applied) {
            record.acceptedAt = clock.acceptedAt;
            emit IRegistrationCases.RegistrationDeemedAccepted(
                caseId,
                Registries.keeperOf(record.registry),
                msg.sender,
                clock.acceptedAt
            );
        } else if (clock.state == CaseState.Lapsed) {
            record.closedAt = record.supplementUntil;
            emit IRegistrationCases.RegistrationLapsed(caseId, record.applicant, msg.sender, record.supplementUntil);
        } else {
            emit IRegistrationCases.SupplementMissed(caseId, record.applicant, msg.sender, record.supplementUntil);
        }
        record.state = clock.state;
        return true;
    }
}
