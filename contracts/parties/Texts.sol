// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITexts} from "./ITexts.sol";

/// @title Texts that everybody reads alike
library Texts {
    /// @dev Well-formed UTF-8 without characters that hide, break or reorder what a reader sees.
    function requireReadable(string calldata text) internal pure {
        bytes calldata raw = bytes(text);
        uint256 offset = 0;
        // An offset passes the length, which fits calldata, by at most 3. Saves a third of what a character costs.
        unchecked {
            while (offset < raw.length) {
                uint256 lead = uint8(raw[offset]);
                if (lead >= 0x20 && lead < 0x7F) {
                    ++offset;
                    continue;
                }
                (uint256 character, uint256 size) = _characterAt(raw, offset, lead);
                if (character == 0) revert ITexts.TextNul(offset);
                if (_controls(character)) revert ITexts.TextControlCharacter(offset);
                if (_reorders(character)) revert ITexts.TextBidiControl(offset);
                offset += size;
            }
        }
    }

    /// @dev The character that begins with a byte, and how many bytes it takes (RFC 3629, section 4).
    function _characterAt(
        bytes calldata raw,
        uint256 offset,
        uint256 lead
    ) private pure returns (uint256 character, uint256 size) {
        if (lead < 0x80) return (lead, 1);
        // 80 to BF begin nothing; C0, C1 and F5 to FF never occur.
        if (lead < 0xC2 || lead > 0xF4) revert ITexts.TextNotUtf8(offset);
        // As in {requireReadable}.
        unchecked {
            size =
                lead < 0xE0
                    ? 2
                    : lead < 0xF0
                        ? 3
                        : 4;
            if (offset + size > raw.length) revert ITexts.TextNotUtf8(offset);
            character = lead & (0x7F >> size);
            for (uint256 i = 1; i < size; ++i) {
                uint256 next = uint8(raw[offset + i]);
                if (next & 0xC0 != 0x80) revert ITexts.TextNotUtf8(offset);
                character = (character << 6) | (next & 0x3F);
            }
        }
        // Longer than needed, half of a surrogate pair, or beyond Unicode.
        bool wrong =
            size == 3
                ? character < 0x800 || (character >= 0xD800 && character <= 0xDFFF)
                : size == 4 && (character < 0x10000 || character > 0x10FFFF);
        if (wrong) revert ITexts.TextNotUtf8(offset);
    }

    /// @dev Unicode's category Cc, and U+2028 and U+2029.
    function _controls(uint256 character) private pure returns (bool) {
        return
            character < 0x20 || (character >= 0x7F && character <= 0x9F) || character == 0x2028 || character == 0x2029;
    }

    /// @dev Unicode's property Bidi_Control: marks, embeddings and overrides, isolates.
    function _reorders(uint256 character) private pure returns (bool) {
        return
            character == 0x061C ||
            character == 0x200E ||
            character == 0x200F ||
            (character >= 0x202A && character <= 0x202E) ||
            (character >= 0x2066 && character <= 0x2069);
    }
}
