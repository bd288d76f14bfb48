// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Draws the metadata of vouchers; replaceable by configuration
interface IVoucherRenderer {
    /// @notice Base64 JSON of a voucher of the calling ledger, with a small SVG.
    function tokenURI(uint64 voucherId) external view returns (string memory);

    /// @notice ERC-7572 metadata of the contract as base64 JSON.
    function contractURI() external view returns (string memory);
}
