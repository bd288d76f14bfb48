// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "./IPartyRegistry.sol";
import {PartyStorage} from "./PartyStorage.sol";
import {Powers} from "./PartyTypes.sol";
import {AccountWord, PartyWord} from "./PartyWords.sol";

/// @title Who acts: from a key to the party it may act for
library Actors {
    /// @dev Reverts while one of these scopes is paused.
    function requireNotPaused(uint16 scope) internal view {
        if (PartyStorage.load().global.paused() & scope != 0) revert IPartyRegistry.ScopePaused(scope);
    }

    /// @dev The party `key` may act for with these powers; the party itself may be in any standing.
    function requireUsable(AccountWord word, address key, uint8 power) internal view {
        if (word.party() == address(0)) revert IPartyRegistry.AccountUnknown(key);
        if (word.revoked()) revert IPartyRegistry.AccountRevoked(key);
        uint40 validUntil = word.validUntil();
        if (validUntil != 0 && block.timestamp > validUntil) revert IPartyRegistry.AccountExpired(key, validUntil);
        if (word.powers() & power != power) revert IPartyRegistry.AccountLacksPower(key, power);
    }

    /// @dev One act of the key may not move more units than its limit.
    function requireWithinLimit(AccountWord word, address key, uint256 units) internal pure {
        uint40 limit = word.unitLimit();
        if (limit != 0 && units > limit) revert IPartyRegistry.AccountLimitExceeded(key, limit, units);
    }

    /// @dev The party that `key` acts for, in standing, with no pause in the way.
    function acting(
        address key,
        uint8 power,
        uint16 scope
    ) internal view returns (address party, PartyWord partyWord, AccountWord accountWord) {
        PartyStorage.Layout storage $ = PartyStorage.load();
        requireNotPaused(scope);
        accountWord = $.accounts[key];
        requireUsable(accountWord, key, power);
        party = accountWord.party();
        partyWord = $.parties[party];
        requireInStanding(party, partyWord);
    }

    function requireInStanding(address party, PartyWord word) internal pure {
        if (!word.inStanding()) revert IPartyRegistry.PartyNotInStanding(party, word.standing());
    }

    /// @dev The party has at least one of these role bits.
    function requireRole(address party, PartyWord word, uint16 roles) internal pure {
        if (word.roles() & roles == 0) revert IPartyRegistry.RoleMissing(party, roles);
    }

    /// @dev Whether `key` may now act for `party` with these powers, without reverting.
    function mayAct(address key, address party, uint8 power) internal view returns (bool) {
        AccountWord word = PartyStorage.load().accounts[key];
        if (word.party() != party || party == address(0) || word.revoked()) return false;
        uint40 validUntil = word.validUntil();
        if (validUntil != 0 && block.timestamp > validUntil) return false;
        if (word.powers() & power != power) return false;
        return PartyStorage.load().parties[party].inStanding();
    }

    /// @dev A non-empty subset of the power bits that are given; signing persons are appointed.
    function requirePowers(uint8 powers) internal pure {
        if (powers == 0 || powers & ~Powers.GIVEN != 0) revert IPartyRegistry.PowersInvalid(powers);
    }
}
