// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "../../contracts/parties/PartyTypes.sol";
import {CertificateNumbers} from "../../contracts/registration/CertificateNumbers.sol";
import {CivilTime} from "../../contracts/registration/CivilTime.sol";
import {PlainCalendar} from "./PlainCalendar.sol";
import {within} from "./Vm.sol";

/// @title Certificate numbers, civil months and combinations of roles
contract NumbersTest {
    function testFuzz_certificateNumberReadsBackDigitByDigit(
        uint8 region,
        uint8 digit,
        uint16 year,
        uint8 month,
        uint16 serial
    ) external pure {
        region = uint8(within(region, 11, 99));
        digit = uint8(within(digit, 0, 9));
        uint32 yearMonth = uint32(within(year, 2020, 9999) * 100 + within(month, 1, 12));
        serial = uint16(within(serial, 1, CertificateNumbers.MONTHLY));
        uint64 id = CertificateNumbers.make(region, digit, yearMonth, serial);
        bytes memory text = bytes(CertificateNumbers.text(id));
        assert(text.length == 15 && text[0] == "S" && text[1] == "J");
        assert(_read(text, 2, 2) == region && _read(text, 4, 1) == digit);
        assert(_read(text, 5, 6) == yearMonth && _read(text, 11, 4) == serial);
        assert(_read(text, 2, 13) == id);
    }

    function testFuzz_monthIsTheOneOfTheCalendarInChina(uint40 timestamp) external pure {
        uint256 moment = within(timestamp, 0, 16_725_200_000); // the year 2499
        (uint256 year, uint256 month, ) = PlainCalendar.dateOf((moment + 8 hours) / 1 days);
        assert(CivilTime.yearMonth(moment) == year * 100 + month);
    }

    /// @dev A month begins at midnight in Shanghai: the second before is another month.
    function testFuzz_monthTurnsAtMidnightInChina(uint8 yearSeed, uint8 month) external pure {
        uint256 year = within(yearSeed, 2020, 2200);
        month = uint8(within(month, 1, 12));
        uint256 midnight = PlainCalendar.dayFrom(year, month, 1) * 1 days - 8 hours;
        assert(CivilTime.yearMonth(midnight) == year * 100 + month);
        assert(CivilTime.yearMonth(midnight - 1) == (month == 1 ? (year - 1) * 100 + 12 : year * 100 + month - 1));
    }

    /// @dev Against the rule said in words: design section 1, idea 6.
    function testFuzz_rolesCombineAsTheRuleSays(uint16 roles) external pure {
        // Most fuzzed words have undefined bits: try the defined part of each too.
        assert(Roles.combinable(roles) == _combinable(roles));
        assert(Roles.combinable(roles & Roles.ALL) == _combinable(roles & Roles.ALL));
    }

    function test_everySetOfRolesCombinesAsTheRuleSays() external pure {
        for (uint16 roles = 0; roles < 1024; ++roles) assert(Roles.combinable(roles) == _combinable(roles));
    }

    function _combinable(uint16 roles) private pure returns (bool) {
        uint256 exclusive;
        for (uint256 bit = 0; bit < 5; ++bit) if ((roles >> bit) & 1 != 0) ++exclusive;
        bool trader = roles & 16 != 0;
        bool operator = roles & 32 != 0;
        bool body = roles & 64 != 0;
        bool authority = roles & 2 != 0;
        if (roles == 0 || roles > 511 || exclusive > 1) return false;
        if (operator && !trader) return false;
        // Of the exclusive roles only an authority is a public body that may grant operation.
        if (body && exclusive == 1 && !authority) return false;
        return true;
    }

    function _read(bytes memory text, uint256 from, uint256 count) private pure returns (uint256 value) {
        for (uint256 i = from; i < from + count; ++i) {
            assert(text[i] >= "0" && text[i] <= "9");
            value = value * 10 + uint8(text[i]) - 48;
        }
    }
}
