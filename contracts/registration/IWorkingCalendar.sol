// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice One loaded year.
/// @param workingDays bit n of the pair (n from 0, 256 to a word) is day n + 1 of the year; set means a working day
/// @param version 1 when first loaded, one more with every amendment; 0 when not loaded
struct CalendarYear {
    uint256[2] workingDays;
    uint16 version;
    uint40 loadedAt;
}

/// @title The official working-day calendar (工作日历): holidays and make-up days, Asia/Shanghai
/// @notice Statutory periods in working days are counted here. The day on which a period begins does not count, and the
/// period ends with the last second of its last day (Civil Code, articles 201 and 203).
interface IWorkingCalendar {
    /// @notice The year is not loaded; the authority loads it when the State Council has published it.
    error CalendarYearMissing(uint256 year);
    /// @notice The year is outside 2000-2999, or has a day beyond its end.
    error CalendarYearInvalid(uint16 year);
    /// @notice No official year has fewer than 200 or more than 300 working days.
    error CalendarYearImplausible(uint16 year, uint256 workingDays);

    event CalendarYearLoaded(
        uint16 indexed year,
        uint16 version,
        address indexed byParty,
        address account,
        uint256[2] workingDays,
        bytes32 documentDigest
    );

    /// @notice Loads a year, or amends it: clocks that still run follow, because they are computed. By an authority
    /// (APPROVE).
    /// @param documentDigest the official notice of the year's holidays
    function loadYear(uint16 year, uint256[2] calldata workingDays, bytes32 documentDigest) external;

    /// @notice Last second of the `count`-th working day after the day of `from`; `from` itself when `count` is 0.
    /// {pending} when a year on the way is not loaded.
    function addWorkingDays(uint256 from, uint256 count) external view returns (uint40);

    /// @notice Working days after the day of `from`, up to and with the day of `to`; {unknown} when a year on the way is
    /// not loaded, 0 when `to` is not later.
    function workingDaysBetween(uint256 from, uint256 to) external view returns (uint256);

    /// @notice Whether the day of a moment is a working day.
    function isWorkingDay(uint256 timestamp) external view returns (bool);

    function calendarYear(uint16 year) external view returns (CalendarYear memory);
}

/// @title Values that stand for "not known before the year is loaded"
library CalendarLimits {
    /// @notice A deadline that no clock reaches.
    uint40 internal constant PENDING = type(uint40).max;
    /// @notice A number of days nobody can tell yet.
    uint256 internal constant UNKNOWN = type(uint256).max;
}
