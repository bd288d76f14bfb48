// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The calendar counted year by year and month by month: slow, and plainly right
library PlainCalendar {
    function isLeap(uint256 year) internal pure returns (bool) {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }

    function daysOfYear(uint256 year) internal pure returns (uint256) {
        return isLeap(year) ? 366 : 365;
    }

    /// @dev Month 1-12.
    function daysOfMonth(uint256 year, uint256 month) internal pure returns (uint256) {
        if (month == 2) return isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// @dev Days since 1970-01-01.
    function dayFrom(uint256 year, uint256 month, uint256 dayOfMonth) internal pure returns (uint256 day) {
        for (uint256 each = 1970; each < year; ++each) day += daysOfYear(each);
        for (uint256 each = 1; each < month; ++each) day += daysOfMonth(year, each);
        day += dayOfMonth - 1;
    }

    function dateOf(uint256 day) internal pure returns (uint256 year, uint256 month, uint256 dayOfMonth) {
        (year, month) = (1970, 1);
        while (day >= daysOfYear(year)) day -= daysOfYear(year++);
        while (day >= daysOfMonth(year, month)) day -= daysOfMonth(year, month++);
        dayOfMonth = day + 1;
    }

    /// @dev The civil day in China of a moment.
    function dayOf(uint256 timestamp) internal pure returns (uint256) {
        return (timestamp + 8 hours) / 1 days;
    }

    /// @dev First second of a civil day in China.
    function startOf(uint256 day) internal pure returns (uint256) {
        return day * 1 days - 8 hours;
    }

    /// @dev The same clock time some months later, in the last day of the month where the day does not exist.
    function addMonths(uint256 timestamp, uint256 months) internal pure returns (uint256) {
        (uint256 year, uint256 month, uint256 dayOfMonth) = dateOf(dayOf(timestamp));
        for (uint256 i = 0; i < months; ++i) (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1);
        if (dayOfMonth > daysOfMonth(year, month)) dayOfMonth = daysOfMonth(year, month);
        return startOf(dayFrom(year, month, dayOfMonth)) + (timestamp - startOf(dayOf(timestamp)));
    }
}
