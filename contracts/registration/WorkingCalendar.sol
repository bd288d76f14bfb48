// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {CivilTime} from "./CivilTime.sol";
import {CalendarLimits, CalendarYear, IWorkingCalendar} from "./IWorkingCalendar.sol";

/// @title The official working-day calendar (工作日历)
contract WorkingCalendar is UUPSUpgradeable, AccessManagedUpgradeable, IWorkingCalendar {
    uint16 private constant FIRST_YEAR = 2000;
    uint16 private constant LAST_YEAR = 2999;
    uint256 private constant FEWEST = 200;
    uint256 private constant MOST = 300;

    /// @custom:storage-location erc7201:datavoucher.storage.WorkingCalendar
    struct WorkingCalendarStorage {
        IPartyRegistry parties;
        mapping(uint256 year => CalendarYear) calendarYears;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.WorkingCalendar")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x1a111872ab2f2553b9e366457f65aca48cf474d385643468372e6e9d73bcc100;

    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor() {
        _disableInitializers();
    }

    /// @param accessManager who governs upgrades
    /// @param parties the Ledger proxy
    function initialize(address accessManager, IPartyRegistry parties) external initializer {
        __AccessManaged_init(accessManager);
        _load().parties = parties;
    }

    /// @inheritdoc IWorkingCalendar
    function loadYear(uint16 year, uint256[2] calldata workingDays, bytes32 documentDigest) external {
        WorkingCalendarStorage storage $ = _load();
        (address party, uint16 roles) = $.parties.actor(msg.sender, Powers.APPROVE, Scopes.REGISTRATION);
        if (roles & Roles.AUTHORITY == 0) revert IPartyRegistry.RoleMissing(party, Roles.AUTHORITY);
        if (year < FIRST_YEAR || year > LAST_YEAR) revert CalendarYearInvalid(year);
        uint256 length = CivilTime.dayFrom(uint256(year) + 1, 1, 1) - CivilTime.dayFrom(year, 1, 1);
        if (workingDays[1] >> (length - 256) != 0) revert CalendarYearInvalid(year);
        uint256 count;
        for (uint256 i = 0; i < length; ++i) if (_isSet(workingDays, i)) ++count;
        if (count < FEWEST || count > MOST) revert CalendarYearImplausible(year, count);
        if (documentDigest == 0) revert IPartyRegistry.DocumentMissing();

        CalendarYear storage stored = $.calendarYears[year];
        stored.workingDays = workingDays;
        stored.loadedAt = uint40(block.timestamp);
        emit CalendarYearLoaded(year, ++stored.version, party, msg.sender, workingDays, documentDigest);
    }

    /// @inheritdoc IWorkingCalendar
    function addWorkingDays(uint256 from, uint256 count) external view returns (uint40 deadline) {
        if (count == 0) return uint40(from);
        uint256 day = CivilTime.dayOf(from) + 1;
        for (;;) {
            (uint256[2] memory bits, uint256 first, uint256 end, bool loaded) = _yearAt(day);
            if (!loaded) return CalendarLimits.PENDING;
            for (; day < end; ++day) {
                if (_isSet(bits, day - first) && --count == 0) return uint40(CivilTime.endOf(day));
            }
        }
    }

    /// @inheritdoc IWorkingCalendar
    function workingDaysBetween(uint256 from, uint256 to) external view returns (uint256 count) {
        uint256 day = CivilTime.dayOf(from) + 1;
        uint256 last = CivilTime.dayOf(to);
        while (day <= last) {
            (uint256[2] memory bits, uint256 first, uint256 end, bool loaded) = _yearAt(day);
            if (!loaded) return CalendarLimits.UNKNOWN;
            for (; day < end && day <= last; ++day) if (_isSet(bits, day - first)) ++count;
        }
    }

    /// @inheritdoc IWorkingCalendar
    function isWorkingDay(uint256 timestamp) external view returns (bool) {
        uint256 day = CivilTime.dayOf(timestamp);
        (uint256[2] memory bits, uint256 first, , bool loaded) = _yearAt(day);
        (uint256 year, , ) = CivilTime.dateOf(day);
        if (!loaded) revert CalendarYearMissing(year);
        return _isSet(bits, day - first);
    }

    /// @inheritdoc IWorkingCalendar
    function calendarYear(uint16 year) external view returns (CalendarYear memory) {
        return _load().calendarYears[year];
    }

    // --- inside ---

    /// @dev The year that holds a day: its bits, its first day, the day after its last, and whether it is loaded.
    function _yearAt(
        uint256 day
    ) private view returns (uint256[2] memory bits, uint256 first, uint256 end, bool loaded) {
        (uint256 year, , ) = CivilTime.dateOf(day);
        CalendarYear storage stored = _load().calendarYears[year];
        loaded = stored.version != 0;
        if (!loaded) return (bits, 0, 0, false);
        bits = stored.workingDays;
        first = CivilTime.dayFrom(year, 1, 1);
        end = CivilTime.dayFrom(year + 1, 1, 1);
    }

    function _isSet(uint256[2] memory bits, uint256 index) private pure returns (bool) {
        return (bits[index >> 8] >> (index & 0xff)) & 1 != 0;
    }

    function _authorizeUpgrade(address) internal override restricted {}

    function _load() private pure returns (WorkingCalendarStorage storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
