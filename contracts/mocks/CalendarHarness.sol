// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IWorkingCalendar} from "../registration/IWorkingCalendar.sol";

/// @title Many questions to a calendar in one call, for tests
contract CalendarHarness {
    /// @notice {IWorkingCalendar.addWorkingDays} of many moments, each with the same count.
    function addWorkingDays(
        IWorkingCalendar calendar,
        uint256[] calldata from,
        uint256 count
    ) external view returns (uint40[] memory answers) {
        answers = new uint40[](from.length);
        for (uint256 i = 0; i < from.length; ++i) answers[i] = calendar.addWorkingDays(from[i], count);
    }

    /// @notice {IWorkingCalendar.workingDaysBetween} of many pairs of moments.
    function workingDaysBetween(
        IWorkingCalendar calendar,
        uint256[] calldata from,
        uint256[] calldata to
    ) external view returns (uint256[] memory answers) {
        answers = new uint256[](from.length);
        for (uint256 i = 0; i < from.length; ++i) answers[i] = calendar.workingDaysBetween(from[i], to[i]);
    }

    /// @notice {IWorkingCalendar.isWorkingDay} of many moments.
    function areWorkingDays(
        IWorkingCalendar calendar,
        uint256[] calldata moments
    ) external view returns (bool[] memory answers) {
        answers = new bool[](moments.length);
        for (uint256 i = 0; i < moments.length; ++i) answers[i] = calendar.isWorkingDay(moments[i]);
    }
}
