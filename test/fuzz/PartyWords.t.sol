// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Standing} from "../../contracts/parties/PartyTypes.sol";
import {
    AccountWord,
    AccountWords,
    GlobalWord,
    GlobalWords,
    PartyWord,
    PartyWords
} from "../../contracts/parties/PartyWords.sol";
import {vm, within} from "./Vm.sol";

/// @title Every field of the packed words of parties keeps to its own bits
contract PartyWordsTest {
    struct Fields {
        uint16 roles;
        uint8 standing;
        uint16 jurisdiction;
        uint32 index;
        uint40 admittedAt;
        uint48 vouchers;
        uint8 kind;
        uint16 qualifications;
        uint16 edition;
    }

    function testFuzz_partyWordKeepsEveryField(Fields memory given) external pure {
        PartyWord word = _word(given);
        _check(word, given);
    }

    function testFuzz_partyWordChangesOneFieldAlone(Fields memory given, uint16 value, uint8 which) external pure {
        PartyWord word = _word(given);
        if (which % 5 == 4) {
            word = word.withEdition(value);
            given.edition = value;
        } else if (which % 5 == 0) {
            word = word.withRoles(value);
            given.roles = value;
        } else if (which % 5 == 1) {
            word = word.withQualifications(uint8(value >> 8), value);
            (given.kind, given.qualifications) = (uint8(value >> 8), value);
        } else if (which % 5 == 2) {
            word = word.withJurisdiction(value);
            given.jurisdiction = value;
        } else {
            given.standing = uint8(value % 5);
            word = word.withStanding(Standing(given.standing));
        }
        _check(word, given);
    }

    function testFuzz_partyWordCountsVouchersAndNothingElse(
        Fields memory given,
        uint48 more,
        uint48 fewer
    ) external pure {
        PartyWord word = _word(given);
        more = uint48(within(more, 0, type(uint48).max - given.vouchers));
        given.vouchers += more;
        word = word.addVouchers(more);
        _check(word, given);
        fewer = uint48(within(fewer, 0, given.vouchers));
        given.vouchers -= fewer;
        word = word.subVouchers(fewer);
        _check(word, given);
    }

    function testFuzz_partyWordIsInStandingWhenGoodOrWarned(Fields memory given) external pure {
        PartyWord word = _word(given);
        Standing standing = word.standing();
        assert(word.inStanding() == (standing == Standing.Good || standing == Standing.Warned));
    }

    function testFuzz_accountWordKeepsEveryField(
        address party,
        uint8 powers,
        uint40 validUntil,
        uint40 unitLimit,
        bool revoke
    ) external pure {
        AccountWord word = AccountWords.pack(party, powers, validUntil, unitLimit);
        assert(!word.revoked());
        word = word.withPowers(~powers);
        assert(word.powers() == uint8(~powers));
        word = word.withPowers(powers);
        if (revoke) word = word.revoke();
        assert(word.party() == party && word.powers() == powers && word.revoked() == revoke);
        assert(word.validUntil() == validUntil && word.unitLimit() == unitLimit);
    }

    function testFuzz_globalWordKeepsEveryField(
        address template,
        uint16 scopes,
        uint8 parties,
        uint8 series
    ) external pure {
        GlobalWord word = GlobalWords.withTemplate(template);
        uint32 last;
        for (uint256 i = 1; i <= parties; ++i) {
            (word, last) = word.nextParty();
            assert(last == i);
        }
        for (uint256 i = 1; i <= series; ++i) {
            (word, last) = word.nextSeries();
            assert(last == i);
        }
        word = word.withPaused(scopes);
        assert(word.template() == template && word.paused() == scopes);
        assert(word.parties() == parties && word.series() == series);
        assert(word.withPaused(0).paused() == 0 && word.withPaused(0).parties() == parties);
    }

    function testFuzz_globalWordNeverGivesIndexNought(address template) external {
        // All parties, then all series, were given: the next would be nought.
        uint256 base = uint256(uint160(template)) << 80;
        vm.expectRevert();
        this.nextParty(GlobalWord.wrap(base | (uint256(type(uint32).max) << 16)));
        vm.expectRevert();
        this.nextSeries(GlobalWord.wrap(base | (uint256(type(uint32).max) << 48)));
    }

    function nextParty(GlobalWord word) external pure returns (uint32 index) {
        (, index) = word.nextParty();
    }

    function nextSeries(GlobalWord word) external pure returns (uint32 index) {
        (, index) = word.nextSeries();
    }

    function _word(Fields memory given) private pure returns (PartyWord) {
        given.standing %= 5;
        return
            PartyWords
                .pack(given.roles, Standing(given.standing), given.jurisdiction, given.index, given.admittedAt)
                .withQualifications(given.kind, given.qualifications)
                .withEdition(given.edition)
                .addVouchers(given.vouchers);
    }

    function _check(PartyWord word, Fields memory given) private pure {
        assert(word.roles() == given.roles);
        assert(uint8(word.standing()) == given.standing);
        assert(word.jurisdiction() == given.jurisdiction);
        assert(word.index() == given.index);
        assert(word.admittedAt() == given.admittedAt);
        assert(word.vouchers() == given.vouchers);
        assert(word.kind() == given.kind && word.qualifications() == given.qualifications);
        assert(word.edition() == given.edition);
    }
}
