// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    SeriesWord,
    SeriesWords,
    UseWord,
    UseWords,
    VoucherIds,
    VoucherWord,
    VoucherWords
} from "../../contracts/vouchers/VoucherWords.sol";
import {vm, within} from "./Vm.sol";

/// @title Every field of the packed words of vouchers and series keeps to its own bits
contract VoucherWordsTest {
    function testFuzz_voucherWordKeepsEveryField(
        address holder,
        uint48 units,
        uint16 locks,
        bool approved
    ) external pure {
        VoucherWord word = VoucherWords.pack(holder, units, locks);
        assert(!word.approved());
        if (approved) word = word.withApproval();
        _check(word, holder, units, locks, approved);
    }

    function testFuzz_voucherWordChangesOneFieldAlone(
        address holder,
        uint48 units,
        uint16 locks,
        uint48 newUnits,
        uint16 newLocks
    ) external pure {
        VoucherWord word = VoucherWords.pack(holder, units, locks).withApproval();
        _check(word.withUnits(newUnits), holder, newUnits, locks, true);
        _check(word.withLocks(newLocks), holder, units, newLocks, true);
    }

    function testFuzz_voucherWordLosesItsApprovalWithItsHolder(
        address holder,
        address next,
        uint48 units,
        uint16 locks
    ) external pure {
        VoucherWord word = VoucherWords.pack(holder, units, locks).withApproval().withHolder(next);
        _check(word, next, units, locks, false);
    }

    function testFuzz_voucherWordCountsEpochsAlone(
        address holder,
        address next,
        uint48 units,
        uint48 newUnits,
        uint16 locks
    ) external pure {
        VoucherWord word = VoucherWords.pack(holder, units, locks).withApproval();
        assert(word.epoch() == 0);
        word = word.withOtherUnits(newUnits);
        assert(word.epoch() == 1);
        _check(word, holder, newUnits, locks, true);
        word = word.withHolder(next);
        assert(word.epoch() == 2);
        _check(word, next, newUnits, locks, false);
        word = word.withUnits(units).withLocks(0).withApproval();
        assert(word.epoch() == 2);
        VoucherWord last = VoucherWord.wrap(VoucherWord.unwrap(word) | (uint256(type(uint32).max >> 1) << 225));
        assert(last.epoch() == type(uint32).max >> 1);
        last = last.withOtherUnits(newUnits);
        assert(last.epoch() == 0);
        _check(last, next, newUnits, 0, true);
    }

    function testFuzz_useWordKeepsEveryField(
        uint8 flags,
        uint16 territory,
        uint40 start,
        uint40 end,
        uint64 purposes,
        uint32 index,
        uint48 units,
        uint48 more
    ) external pure {
        UseWord word = UseWords.pack(flags, territory, start, end, purposes, index).addUsed(units);
        more = uint48(within(more, 0, type(uint48).max - units));
        for (uint256 bit = 0; bit < 8; ++bit) assert(word.has(1 << bit) == ((flags >> bit) & 1 != 0));
        word = word.addUsed(more).set(flags, false).set(SeriesWords.SUSPENDED, true);
        assert(word.has(SeriesWords.SUSPENDED) && !word.has(0xff & ~SeriesWords.SUSPENDED));
        assert(word.territory() == territory && word.start() == start && word.end() == end);
        assert(word.purposes() == purposes && word.providerIndex() == index && word.used() == units + more);
    }

    function testFuzz_seriesWordKeepsEveryField(
        uint8 flags,
        uint16 territory,
        uint40 end,
        uint48 cap,
        uint32 index
    ) external pure {
        SeriesWord word = SeriesWords.pack(flags, territory, end, cap, index);
        _checkSeries(word, flags, territory, end, cap, index, 0, 0);
    }

    function testFuzz_seriesWordCountsUnitsAndSerialsAlone(
        uint8 flags,
        uint16 territory,
        uint40 end,
        uint48 cap,
        uint32 index,
        uint48 units,
        uint8 serials
    ) external pure {
        SeriesWord word = SeriesWords.pack(flags, territory, end, cap, index).addIssued(units);
        uint32 serial;
        for (uint256 i = 1; i <= serials; ++i) {
            (word, serial) = word.nextSerial();
            assert(serial == i);
        }
        _checkSeries(word, flags, territory, end, cap, index, units, serials);
        units = uint48(within(units, 0, type(uint48).max - word.issued()));
        assert(word.addIssued(units).serial() == serials);
    }

    function testFuzz_seriesWordSetsOneFlagAlone(uint8 flags, uint8 which, bool on, uint48 cap) external pure {
        uint8 flag = uint8(1 << (which % 8));
        SeriesWord word = SeriesWords.pack(flags, 156, type(uint40).max, cap, type(uint32).max).set(flag, on);
        _checkSeries(word, on ? flags | flag : flags & ~flag, 156, type(uint40).max, cap, type(uint32).max, 0, 0);
    }

    function testFuzz_lastSerialIsRefusedAnother(uint8 flags, uint32 index) external {
        SeriesWord word = SeriesWords.pack(flags, 156, 1, 1, index);
        word = SeriesWord.wrap(SeriesWord.unwrap(word) | (uint256(type(uint32).max - 1) << 160));
        (SeriesWord last, uint32 serial) = word.nextSerial();
        assert(serial == type(uint32).max && last.grantorIndex() == index);
        vm.expectRevert();
        this.nextSerial(last);
    }

    function nextSerial(SeriesWord word) external pure returns (SeriesWord next) {
        (next, ) = word.nextSerial();
    }

    function testFuzz_voucherIdIsSeriesThenSerial(
        uint32 seriesId,
        uint32 serial,
        uint32 otherSeries,
        uint32 other
    ) external pure {
        uint64 id = VoucherIds.make(seriesId, serial);
        assert(VoucherIds.seriesOf(id) == seriesId && uint32(id) == serial);
        if (seriesId != otherSeries || serial != other) assert(id != VoucherIds.make(otherSeries, other));
    }

    function _check(VoucherWord word, address holder, uint48 units, uint16 locks, bool approved) private pure {
        assert(word.holder() == holder);
        assert(word.units() == units);
        assert(word.locks() == locks);
        assert(word.approved() == approved);
    }

    function _checkSeries(
        SeriesWord word,
        uint8 flags,
        uint16 territory,
        uint40 end,
        uint48 cap,
        uint32 index,
        uint48 issued,
        uint32 serial
    ) private pure {
        for (uint256 bit = 0; bit < 8; ++bit) assert(word.has(1 << bit) == ((flags >> bit) & 1 != 0));
        assert(word.territory() == territory && word.end() == end && word.cap() == cap);
        assert(word.grantorIndex() == index && word.issued() == issued && word.serial() == serial);
    }
}
