// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Why a text may not stand on record
/// @dev `offset` is the byte at which the offending character begins. The SDK refuses the same characters under the same codes.
interface ITexts {
    /// @notice The bytes are not UTF-8 (RFC 3629).
    error TextNotUtf8(uint256 offset);
    /// @notice A NUL, at which some readers end.
    error TextNul(uint256 offset);
    /// @notice A control character (C0, DEL, C1) or a separator of lines or paragraphs.
    error TextControlCharacter(uint256 offset);
    /// @notice A character that reorders those around it, so that people read something else.
    error TextBidiControl(uint256 offset);
}
