// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PartyView} from "../parties/PartyTypes.sol";
import {SeriesView, VoucherView} from "../vouchers/VoucherTypes.sol";

/// @title Many answers in one call; holds nothing, changes nothing
/// @notice An id that is not known gives an answer of zeros, so one bad id does not spoil the rest.
interface ILedgerLens {
    function parties(address[] calldata addresses) external view returns (PartyView[] memory);
    function vouchers(uint64[] calldata voucherIds) external view returns (VoucherView[] memory);
    function series(uint32[] calldata seriesIds) external view returns (SeriesView[] memory);

    /// @notice Why each voucher cannot pass from one party to another now; 0x00000000 where it can.
    function restrictions(
        address from,
        address to,
        uint64[] calldata voucherIds
    ) external view returns (bytes4[] memory);
}
