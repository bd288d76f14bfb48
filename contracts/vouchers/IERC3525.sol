// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title ERC-3525: tokens with units (value) within a slot
/// @dev Interface id 0xd5358140. The slot is the series, the value is units of use. The standard lets an
/// implementation be stricter about ether: these functions take none.
interface IERC3525 {
    event TransferValue(uint256 indexed fromTokenId, uint256 indexed toTokenId, uint256 value);
    event ApprovalValue(uint256 indexed tokenId, address indexed operator, uint256 value);
    event SlotChanged(uint256 indexed tokenId, uint256 indexed oldSlot, uint256 indexed newSlot);

    /// @notice Decimals of a unit: 0, units are whole.
    function valueDecimals() external view returns (uint8);

    /// @notice Units of a voucher.
    function balanceOf(uint256 tokenId) external view returns (uint256);

    /// @notice Series of a voucher.
    function slotOf(uint256 tokenId) external view returns (uint256);

    /// @notice Lets `operator` move up to `value` units of a voucher.
    function approve(uint256 tokenId, address operator, uint256 value) external;

    /// @notice Units that `operator` may still move.
    function allowance(uint256 tokenId, address operator) external view returns (uint256);

    /// @notice Moves units between two vouchers of one series.
    function transferFrom(uint256 fromTokenId, uint256 toTokenId, uint256 value) external;

    /// @notice Splits units off into a new voucher of `to`.
    function transferFrom(uint256 fromTokenId, address to, uint256 value) external returns (uint256);
}
