// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CalendarLimits} from "../../contracts/registration/IWorkingCalendar.sol";
import {PlainCalendar} from "../fuzz/PlainCalendar.sol";
import {vm} from "../fuzz/Vm.sol";
import {World} from "./World.sol";

/// @title The handler's own calendar: what is known of each day, walked from day to day
abstract contract DayBook is World {
    enum Day {
        Unknown,
        Free,
        Works
    }

    mapping(uint256 day => Day) internal days_;

    /// @dev Loads a year into the ledger as the book has it; days that the book does not know yet begin as the bare week.
    function _loadYear(uint256 year) internal {
        uint256 first = PlainCalendar.dayFrom(year, 1, 1);
        uint256[2] memory bits;
        for (uint256 i = 0; i < PlainCalendar.daysOfYear(year); ++i) {
            // 1970-01-01 was a Thursday.
            if (days_[first + i] == Day.Unknown) days_[first + i] = (first + i + 3) % 7 < 5 ? Day.Works : Day.Free;
            if (days_[first + i] == Day.Works) bits[i / 256] += 1 << (i % 256);
        }
        vm.prank(authorityKey);
        calendar.loadYear(uint16(year), bits, DOCUMENT);
    }

    /// @dev What the State Council arranged for the last months of 2026.
    function _setHolidays() internal {
        uint256 october = PlainCalendar.dayFrom(2026, 10, 1);
        for (uint256 i = 0; i < 7; ++i) days_[october + i] = Day.Free;
        days_[PlainCalendar.dayFrom(2026, 9, 25)] = Day.Free;
        days_[PlainCalendar.dayFrom(2026, 9, 20)] = Day.Works;
        days_[PlainCalendar.dayFrom(2026, 10, 10)] = Day.Works;
        _loadYear(2026);
    }

    /// @dev The n-th working day after a day; 0 when a day on the way is unknown.
    function _dayAfter(uint256 day, uint256 count) internal view returns (uint256) {
        while (count != 0) {
            ++day;
            if (days_[day] == Day.Unknown) return 0;
            if (days_[day] == Day.Works) --count;
        }
        return day;
    }

    /// @dev Last second of the n-th working day after a moment; the moment itself for 0.
    function _deadline(uint256 from, uint256 count) internal view returns (uint40) {
        if (count == 0) return uint40(from);
        uint256 day = _dayAfter(PlainCalendar.dayOf(from), count);
        return day == 0 ? CalendarLimits.PENDING : _endOf(day);
    }

    function _endOf(uint256 day) internal pure returns (uint40) {
        return uint40(PlainCalendar.startOf(day + 1) - 1);
    }

    function _allKnown(uint256 after_, uint256 upTo) internal view returns (bool) {
        for (uint256 day = after_ + 1; day <= upTo; ++day) if (days_[day] == Day.Unknown) return false;
        return true;
    }
}
