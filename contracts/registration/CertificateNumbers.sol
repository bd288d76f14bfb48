// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

/// @title The 15-character certificate number (登记凭证编号), annex 6 of the guide
/// @notice `SJ`, region (2 digits of GB/T 2260), registry (1 digit), year and month of coding (6), serial of the
/// month (4, 0001-9999). Its 13 digits read as one number are the certificate's token id.
library CertificateNumbers {
    uint256 internal constant MONTHLY = 9_999;

    /// @dev Region 11-99, digit 0-9, month as from {CivilTime}, serial 1-9999; the caller checked them.
    function make(uint8 region, uint8 digit, uint32 yearMonth, uint16 serial) internal pure returns (uint64) {
        return ((uint64(region) * 10 + digit) * 1_000_000 + yearMonth) * 10_000 + serial;
    }

    function text(uint64 certificateId) internal pure returns (string memory) {
        return string.concat("SJ", Strings.toString(certificateId));
    }
}
