// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CalendarLimits} from "../../contracts/registration/IWorkingCalendar.sol";
import {World} from "../invariant/World.sol";
import {PlainCalendar} from "./PlainCalendar.sol";
import {vm, within} from "./Vm.sol";

/// @title The calendar of random years against a walk from day to day
contract WorkingCalendarTest is World {
    /// @dev What is known of a day: nothing, that it is free, or that people work.
    enum Day {
        Unknown,
        Free,
        Works
    }

    uint256 private constant YEARS = 3;

    mapping(uint256 day => Day) private _days;

    function setUp() external {
        _deploy();
    }

    function testFuzz_addWorkingDaysWalksFromDayToDay(
        uint16 yearSeed,
        uint256[6] calldata words,
        uint256 missing,
        uint256 fromSeed,
        uint16 count
    ) external {
        (uint256 first, uint256 last) = _loadYears(yearSeed, words, missing);
        for (uint256 i = 0; i < 8; ++i) {
            uint256 from = _moment(fromSeed, i, first, last);
            uint256 days_ = i == 0 ? within(count, 0, 900) : within(count >> i, 0, 40);
            assert(calendar.addWorkingDays(from, days_) == _walk(from, days_));
        }
    }

    function testFuzz_workingDaysBetweenCountsFromDayToDay(
        uint16 yearSeed,
        uint256[6] calldata words,
        uint256 missing,
        uint256 seed
    ) external {
        (uint256 first, uint256 last) = _loadYears(yearSeed, words, missing);
        for (uint256 i = 0; i < 8; ++i) {
            uint256 from = _moment(seed, i, first, last);
            uint256 to = i % 2 == 0 ? _moment(seed, i + 100, first, last) : from + within(seed >> i, 0, 60 days);
            assert(calendar.workingDaysBetween(from, to) == _count(from, to));
        }
    }

    /// @dev Counting to the end of a period gives back its days, and its end is a working day.
    function testFuzz_countingUndoesAdding(
        uint16 yearSeed,
        uint256[6] calldata words,
        uint256 fromSeed,
        uint8 count
    ) external {
        (uint256 first, uint256 last) = _loadYears(yearSeed, words, YEARS);
        uint256 from = _moment(fromSeed, 0, first, last);
        uint40 until = calendar.addWorkingDays(from, count);
        if (until == CalendarLimits.PENDING) return;
        assert(calendar.workingDaysBetween(from, until) == count);
        assert(count == 0 || (calendar.isWorkingDay(until) && !_isSameDay(until, uint256(until) + 1)));
    }

    // --- the years ---

    /// @dev Loads three years of random days, but for one of them when `missing` says so.
    function _loadYears(
        uint16 yearSeed,
        uint256[6] calldata words,
        uint256 missing
    ) private returns (uint256 first, uint256 last) {
        uint256 year = within(yearSeed, 2042, 2120);
        first = PlainCalendar.dayFrom(year, 1, 1);
        last = PlainCalendar.dayFrom(year + YEARS, 1, 1) - 1;
        for (uint256 i = 0; i < YEARS; ++i) {
            if (missing % (2 * YEARS) == i) continue;
            // Random days are working days to three quarters, which is plausible.
            uint256 more = uint256(keccak256(abi.encode(words[2 * i])));
            uint256[2] memory bits = [words[2 * i] | more, words[2 * i + 1] | (more >> 7)];
            _loadYear(uint16(year + i), bits);
        }
    }

    function _loadYear(uint16 year, uint256[2] memory bits) private {
        uint256 length = PlainCalendar.daysOfYear(year);
        bits[1] &= (1 << (length - 256)) - 1;
        uint256 start = PlainCalendar.dayFrom(year, 1, 1);
        uint256 working;
        for (uint256 i = 0; i < length; ++i) {
            bool works = (bits[i / 256] >> (i % 256)) % 2 == 1;
            if (works) ++working;
            _days[start + i] = works ? Day.Works : Day.Free;
        }
        // Fuzzed words are often all zeros or all ones: such years are refused, and stay unknown.
        vm.prank(authorityKey);
        try calendar.loadYear(year, bits, DOCUMENT) {
            assert(working >= 200 && working <= 300);
        } catch {
            assert(working < 200 || working > 300);
            for (uint256 i = 0; i < length; ++i) _days[start + i] = Day.Unknown;
        }
    }

    /// @dev A moment in or a little around the years.
    function _moment(uint256 seed, uint256 salt, uint256 first, uint256 last) private pure returns (uint256) {
        uint256 random = uint256(keccak256(abi.encode(seed, salt)));
        uint256 day = within(random, first - 3, last + 3);
        return PlainCalendar.startOf(day) + within(random >> 128, 0, 1 days - 1);
    }

    // --- the walk ---

    function _walk(uint256 from, uint256 count) private view returns (uint256) {
        if (count == 0) return from;
        uint256 day = PlainCalendar.dayOf(from);
        while (count != 0) {
            ++day;
            if (_days[day] == Day.Unknown) return CalendarLimits.PENDING;
            if (_days[day] == Day.Works) --count;
        }
        return PlainCalendar.startOf(day + 1) - 1;
    }

    function _count(uint256 from, uint256 to) private view returns (uint256 count) {
        for (uint256 day = PlainCalendar.dayOf(from) + 1; day <= PlainCalendar.dayOf(to); ++day) {
            if (_days[day] == Day.Unknown) return CalendarLimits.UNKNOWN;
            if (_days[day] == Day.Works) ++count;
        }
    }

    function _isSameDay(uint256 one, uint256 other) private pure returns (bool) {
        return PlainCalendar.dayOf(one) == PlainCalendar.dayOf(other);
    }
}
