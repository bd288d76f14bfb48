// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Roles} from "../parties/PartyTypes.sol";
import {Texts} from "../parties/Texts.sol";
import {CertificateNumbers} from "../registration/CertificateNumbers.sol";
import {CivilTime} from "../registration/CivilTime.sol";

/// @title Internal libraries, made callable for tests
contract LibraryHarness {
    /// @notice {Roles.combinable}
    function combinable(uint16 roles) external pure returns (bool) {
        return Roles.combinable(roles);
    }

    /// @notice {Roles.combinable} of the role sets 0 to count - 1.
    function combinableBelow(uint16 count) external pure returns (bool[] memory answers) {
        answers = new bool[](count);
        for (uint16 roles = 0; roles < count; ++roles) answers[roles] = Roles.combinable(roles);
    }

    /// @notice {Texts.requireReadable}
    function requireReadable(string calldata text) external pure {
        Texts.requireReadable(text);
    }

    /// @notice {CivilTime.yearMonth} of many moments.
    function yearMonths(uint256[] calldata timestamps) external pure returns (uint32[] memory answers) {
        answers = new uint32[](timestamps.length);
        for (uint256 i = 0; i < timestamps.length; ++i) answers[i] = CivilTime.yearMonth(timestamps[i]);
    }

    /// @notice {CivilTime.addMonths} of many moments.
    function addMonths(uint256[] calldata timestamps, uint256 months) external pure returns (uint256[] memory answers) {
        answers = new uint256[](timestamps.length);
        for (uint256 i = 0; i < timestamps.length; ++i) answers[i] = CivilTime.addMonths(timestamps[i], months);
    }

    /// @notice {CertificateNumbers.make}, then {CertificateNumbers.text}.
    function certificateNumber(
        uint8 region,
        uint8 digit,
        uint32 yearMonth,
        uint16 serial
    ) external pure returns (uint64 certificateId, string memory text) {
        certificateId = CertificateNumbers.make(region, digit, yearMonth, serial);
        text = CertificateNumbers.text(certificateId);
    }
}
