// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Standing} from "./PartyTypes.sol";

/// @dev What every transfer needs to know of a party, in one slot. From the low end: roles 16, standing 8,
/// jurisdiction 16, index 32, vouchers 48, admittedAt 40, committed 1, named 1, unused 6, kind of user 8,
/// qualifications 16, edition of the safe-use commitment 16.
type PartyWord is uint256;

/// @dev What every act needs to know of a key, in one slot. From the low end: party 160, powers 8, revoked 8,
/// validUntil 40, unitLimit 40.
type AccountWord is uint256;

/// @dev What every act needs to know of the ledger. From the low end: paused scopes 16, parties 32, series 32,
/// template 160, prohibited kinds of analysis 16. The template is what every party is a clone of; it is set once,
/// because addresses follow from it.
type GlobalWord is uint256;

using PartyWords for PartyWord global;
using AccountWords for AccountWord global;
using GlobalWords for GlobalWord global;

library PartyWords {
    uint256 private constant ONE_VOUCHER = 1 << 72;
    uint256 private constant COMMITTED = 1 << 160;
    uint256 private constant NAMED = 1 << 161;
    uint256 private constant QUALIFIED = uint256(0xffffff) << 168;

    function pack(
        uint16 roles_,
        Standing standing_,
        uint16 jurisdiction_,
        uint32 index_,
        uint40 admittedAt_
    ) internal pure returns (PartyWord) {
        return
            PartyWord.wrap(
                uint256(roles_) |
                    (uint256(standing_) << 16) |
                    (uint256(jurisdiction_) << 24) |
                    (uint256(index_) << 40) |
                    (uint256(admittedAt_) << 120)
            );
    }

    function roles(PartyWord word) internal pure returns (uint16) {
        return uint16(PartyWord.unwrap(word));
    }

    function standing(PartyWord word) internal pure returns (Standing) {
        return Standing(uint8(PartyWord.unwrap(word) >> 16));
    }

    /// @dev Good and warned parties act, send and receive.
    function inStanding(PartyWord word) internal pure returns (bool) {
        uint256 value = uint8(PartyWord.unwrap(word) >> 16);
        return value == uint8(Standing.Good) || value == uint8(Standing.Warned);
    }

    function jurisdiction(PartyWord word) internal pure returns (uint16) {
        return uint16(PartyWord.unwrap(word) >> 24);
    }

    /// @dev 0 means: never admitted.
    function index(PartyWord word) internal pure returns (uint32) {
        return uint32(PartyWord.unwrap(word) >> 40);
    }

    function vouchers(PartyWord word) internal pure returns (uint48) {
        return uint48(PartyWord.unwrap(word) >> 72);
    }

    function admittedAt(PartyWord word) internal pure returns (uint40) {
        return uint40(PartyWord.unwrap(word) >> 120);
    }

    /// @dev Whether the party ever signed the safe-use commitment.
    function committed(PartyWord word) internal pure returns (bool) {
        return PartyWord.unwrap(word) & COMMITTED != 0;
    }

    /// @dev Whether the ledger shows a name: institutions have one, natural persons may have none.
    function named(PartyWord word) internal pure returns (bool) {
        return PartyWord.unwrap(word) & NAMED != 0;
    }

    /// @dev One of {UserKinds}; 0 while none is on record.
    function kind(PartyWord word) internal pure returns (uint8) {
        return uint8(PartyWord.unwrap(word) >> 168);
    }

    /// @dev Bits of {Qualifications}.
    function qualifications(PartyWord word) internal pure returns (uint16) {
        return uint16(PartyWord.unwrap(word) >> 176);
    }

    function withQualifications(PartyWord word, uint8 kind_, uint16 qualifications_) internal pure returns (PartyWord) {
        uint256 rest = PartyWord.unwrap(word) & ~QUALIFIED;
        return PartyWord.wrap(rest | (uint256(kind_) << 168) | (uint256(qualifications_) << 176));
    }

    /// @dev Edition of the safe-use commitment that the party signed last; 0 for none.
    function edition(PartyWord word) internal pure returns (uint16) {
        return uint16(PartyWord.unwrap(word) >> 192);
    }

    function withEdition(PartyWord word, uint16 edition_) internal pure returns (PartyWord) {
        return PartyWord.wrap((PartyWord.unwrap(word) & ~(uint256(0xffff) << 192)) | (uint256(edition_) << 192));
    }

    function withCommitment(PartyWord word) internal pure returns (PartyWord) {
        return PartyWord.wrap(PartyWord.unwrap(word) | COMMITTED);
    }

    function withNamed(PartyWord word, bool named_) internal pure returns (PartyWord) {
        uint256 rest = PartyWord.unwrap(word) & ~NAMED;
        return PartyWord.wrap(named_ ? rest | NAMED : rest);
    }

    function withRoles(PartyWord word, uint16 roles_) internal pure returns (PartyWord) {
        return PartyWord.wrap((PartyWord.unwrap(word) & ~uint256(0xffff)) | roles_);
    }

    function withStanding(PartyWord word, Standing standing_) internal pure returns (PartyWord) {
        return PartyWord.wrap((PartyWord.unwrap(word) & ~(uint256(0xff) << 16)) | (uint256(standing_) << 16));
    }

    function withJurisdiction(PartyWord word, uint16 jurisdiction_) internal pure returns (PartyWord) {
        return PartyWord.wrap((PartyWord.unwrap(word) & ~(uint256(0xffff) << 24)) | (uint256(jurisdiction_) << 24));
    }

    /// @dev 2^48 vouchers in one hand cannot be reached at any block rate, so the field does not overflow.
    function addVouchers(PartyWord word, uint256 count) internal pure returns (PartyWord) {
        return PartyWord.wrap(PartyWord.unwrap(word) + ONE_VOUCHER * count);
    }

    /// @dev The caller took `count` vouchers out of this party's hand, so the field holds at least that many.
    function subVouchers(PartyWord word, uint256 count) internal pure returns (PartyWord) {
        return PartyWord.wrap(PartyWord.unwrap(word) - ONE_VOUCHER * count);
    }
}

library AccountWords {
    uint256 private constant REVOKED = 1 << 168;

    function pack(
        address party_,
        uint8 powers_,
        uint40 validUntil_,
        uint40 unitLimit_
    ) internal pure returns (AccountWord) {
        return
            AccountWord.wrap(
                uint256(uint160(party_)) |
                    (uint256(powers_) << 160) |
                    (uint256(validUntil_) << 176) |
                    (uint256(unitLimit_) << 216)
            );
    }

    function party(AccountWord word) internal pure returns (address) {
        return address(uint160(AccountWord.unwrap(word)));
    }

    function powers(AccountWord word) internal pure returns (uint8) {
        return uint8(AccountWord.unwrap(word) >> 160);
    }

    function revoked(AccountWord word) internal pure returns (bool) {
        return AccountWord.unwrap(word) & REVOKED != 0;
    }

    function validUntil(AccountWord word) internal pure returns (uint40) {
        return uint40(AccountWord.unwrap(word) >> 176);
    }

    function unitLimit(AccountWord word) internal pure returns (uint40) {
        return uint40(AccountWord.unwrap(word) >> 216);
    }

    function withPowers(AccountWord word, uint8 powers_) internal pure returns (AccountWord) {
        uint256 rest = AccountWord.unwrap(word) & ~(uint256(0xff) << 160);
        return AccountWord.wrap(rest | (uint256(powers_) << 160));
    }

    /// @dev The party stays, so that a revoked key is known and never admitted again.
    function revoke(AccountWord word) internal pure returns (AccountWord) {
        return AccountWord.wrap(AccountWord.unwrap(word) | REVOKED);
    }
}

library GlobalWords {
    function paused(GlobalWord word) internal pure returns (uint16) {
        return uint16(GlobalWord.unwrap(word));
    }

    function parties(GlobalWord word) internal pure returns (uint32) {
        return uint32(GlobalWord.unwrap(word) >> 16);
    }

    function series(GlobalWord word) internal pure returns (uint32) {
        return uint32(GlobalWord.unwrap(word) >> 48);
    }

    function template(GlobalWord word) internal pure returns (address) {
        return address(uint160(GlobalWord.unwrap(word) >> 80));
    }

    /// @dev For a ledger that is being set up: every other field is zero.
    function withTemplate(address template_) internal pure returns (GlobalWord) {
        return GlobalWord.wrap(uint256(uint160(template_)) << 80);
    }

    /// @dev Bit n is set while kind n of analysis is prohibited.
    function prohibited(GlobalWord word) internal pure returns (uint16) {
        return uint16(GlobalWord.unwrap(word) >> 240);
    }

    function withProhibited(GlobalWord word, uint16 kinds) internal pure returns (GlobalWord) {
        return GlobalWord.wrap((GlobalWord.unwrap(word) & ~(uint256(0xffff) << 240)) | (uint256(kinds) << 240));
    }

    function withPaused(GlobalWord word, uint16 scopes) internal pure returns (GlobalWord) {
        return GlobalWord.wrap((GlobalWord.unwrap(word) & ~uint256(0xffff)) | scopes);
    }

    /// @dev 2^32 admissions cannot be reached: at 2 000 a second they take 24 days of nothing else, and the caller
    /// checks the result anyway, because index 0 means "never admitted".
    function nextParty(GlobalWord word) internal pure returns (GlobalWord next, uint32 index) {
        next = GlobalWord.wrap(GlobalWord.unwrap(word) + (1 << 16));
        index = parties(next);
        assert(index != 0);
    }

    function nextSeries(GlobalWord word) internal pure returns (GlobalWord next, uint32 seriesId) {
        next = GlobalWord.wrap(GlobalWord.unwrap(word) + (1 << 48));
        seriesId = series(next);
        assert(seriesId != 0);
    }
}
