// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CivilTime} from "../../contracts/registration/CivilTime.sol";
import {PlainCalendar} from "./PlainCalendar.sol";
import {within} from "./Vm.sol";

/// @title Days, dates and months against the calendar counted one by one
contract CivilTimeTest {
    uint256 private constant LAST_DAY = 376_200; // in the year 2999

    function testFuzz_dateIsTheOneOfTheCalendar(uint32 seed) external pure {
        uint256 day = within(seed, 0, LAST_DAY);
        (uint256 year, uint256 month, uint256 dayOfMonth) = CivilTime.dateOf(day);
        (uint256 plainYear, uint256 plainMonth, uint256 plainDay) = PlainCalendar.dateOf(day);
        assert(year == plainYear && month == plainMonth && dayOfMonth == plainDay);
    }

    function testFuzz_dayOfADateIsTheOneOfTheCalendar(uint16 yearSeed, uint8 monthSeed, uint8 daySeed) external pure {
        uint256 year = within(yearSeed, 1970, 2999);
        uint256 month = within(monthSeed, 1, 12);
        uint256 dayOfMonth = within(daySeed, 1, PlainCalendar.daysOfMonth(year, month));
        assert(CivilTime.dayFrom(year, month, dayOfMonth) == PlainCalendar.dayFrom(year, month, dayOfMonth));
    }

    function testFuzz_dayAndDateAreInverse(uint32 seed) external pure {
        uint256 day = within(seed, 0, type(uint32).max);
        (uint256 year, uint256 month, uint256 dayOfMonth) = CivilTime.dateOf(day);
        assert(month >= 1 && month <= 12);
        assert(dayOfMonth >= 1 && dayOfMonth <= PlainCalendar.daysOfMonth(year, month));
        assert(CivilTime.dayFrom(year, month, dayOfMonth) == day);
    }

    /// @dev A day lasts from its first to its last second, and the next begins right after.
    function testFuzz_daysFollowEachOtherToTheSecond(uint32 seed) external pure {
        uint256 day = within(seed, 1, LAST_DAY);
        uint256 start = CivilTime.startOf(day);
        assert(CivilTime.dayOf(start) == day && CivilTime.dayOf(start - 1) == day - 1);
        assert(CivilTime.endOf(day) == start + 1 days - 1 && CivilTime.startOf(day + 1) == start + 1 days);
        assert(CivilTime.dayOf(CivilTime.endOf(day)) == day);
    }

    function testFuzz_monthsLaterIsTheSameDayOrTheLastOfTheMonth(uint40 seed, uint16 monthsSeed) external pure {
        uint256 moment = within(seed, 1 days, 4_102_444_800); // the year 2099
        uint256 months = within(monthsSeed, 0, 1_200);
        assert(CivilTime.addMonths(moment, months) == PlainCalendar.addMonths(moment, months));
    }

    /// @dev From the last days of every month of eight years, over leap days and without: by 0 to 36 months.
    function test_monthsLaterFromEveryEndOfAMonth() external pure {
        for (uint256 year = 2024; year < 2032; ++year) {
            for (uint256 month = 1; month <= 12; ++month) {
                uint256 length = PlainCalendar.daysOfMonth(year, month);
                for (uint256 dayOfMonth = 28; dayOfMonth <= length; ++dayOfMonth) {
                    uint256 moment = CivilTime.startOf(CivilTime.dayFrom(year, month, dayOfMonth)) + 12_345;
                    for (uint256 months = 0; months <= 36; months += 1) {
                        assert(CivilTime.addMonths(moment, months) == PlainCalendar.addMonths(moment, months));
                    }
                }
            }
        }
    }

    function testFuzz_moreMonthsAreNeverEarlier(uint40 seed, uint16 one, uint16 other) external pure {
        uint256 moment = within(seed, 1 days, 32_503_680_000);
        (uint256 fewer, uint256 more) = one < other ? (one, other) : (other, one);
        assert(CivilTime.addMonths(moment, fewer) <= CivilTime.addMonths(moment, more));
        assert(CivilTime.addMonths(moment, 0) == moment);
    }
}
