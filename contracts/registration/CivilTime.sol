// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Days, months and years in China (Asia/Shanghai, UTC+8 without summer time since 1992)
/// @notice A *day* is the number of civil days since 1970-01-01. For moments from 1970 on.
/// @dev Dates follow the proleptic Gregorian calendar. Years are counted from March on inside, so that leap days end one.
library CivilTime {
    uint256 private constant OFFSET = 8 hours;
    /// @dev Days from 0000-03-01 to 1970-01-01.
    uint256 private constant EPOCH = 719_468;

    /// @notice The civil day of a moment.
    function dayOf(uint256 timestamp) internal pure returns (uint256) {
        return (timestamp + OFFSET) / 1 days;
    }

    /// @notice First second of a day.
    function startOf(uint256 day) internal pure returns (uint256) {
        return day * 1 days - OFFSET;
    }

    /// @notice Last second of a day: a period counted in days ends with it (Civil Code, article 203).
    function endOf(uint256 day) internal pure returns (uint256) {
        return startOf(day + 1) - 1;
    }

    function dateOf(uint256 day) internal pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        uint256 shifted = day + EPOCH;
        uint256 era = shifted / 146_097;
        uint256 dayOfEra = shifted % 146_097;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 fromMarch = (5 * dayOfYear + 2) / 153;
        dayOfMonth = dayOfYear - (153 * fromMarch + 2) / 5 + 1;
        month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    }

    /// @dev Month 1-12, day 1 to the month's length.
    function dayFrom(uint256 year, uint256 month, uint256 dayOfMonth) internal pure returns (uint256) {
        if (month <= 2) --year;
        uint256 era = year / 400;
        uint256 yearOfEra = year % 400;
        uint256 fromMarch = month > 2 ? month - 3 : month + 9;
        uint256 dayOfYear = (153 * fromMarch + 2) / 5 + dayOfMonth - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - EPOCH;
    }

    /// @notice The civil month at a moment, as year * 100 + month: 202611 for November 2026.
    function yearMonth(uint256 timestamp) internal pure returns (uint32) {
        (uint256 year, uint256 month, ) = dateOf(dayOf(timestamp));
        return uint32(year * 100 + month);
    }

    /// @notice The same clock time on the same day of a later month, or on that month's last day where it is shorter.
    function addMonths(uint256 timestamp, uint256 months) internal pure returns (uint256) {
        uint256 day = dayOf(timestamp);
        (uint256 year, uint256 month, uint256 dayOfMonth) = dateOf(day);
        uint256 later = year * 12 + month - 1 + months;
        uint256 first = dayFrom(later / 12, (later % 12) + 1, 1);
        uint256 length = dayFrom((later + 1) / 12, ((later + 1) % 12) + 1, 1) - first;
        uint256 target = first + (dayOfMonth < length ? dayOfMonth : length) - 1;
        return timestamp + (target - day) * 1 days;
    }
}
