// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommitmentRule} from "./CommitmentTypes.sol";
import {ICommitments} from "./ICommitments.sol";
import {PartyWord} from "./PartyWords.sol";

/// @title Editions of the safe-use commitment, and whether a party's signature counts
library Commitments {
    /// @custom:storage-location erc7201:datavoucher.storage.Commitments
    struct Layout {
        CommitmentRule rule;
        mapping(uint16 edition => bytes32) texts;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.Commitments")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x40e664eed824360f1f7ce607776fdbc8120d64392ca6a0883607398597de4200;

    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }

    /// @dev The next edition. 65 535 of them are not reached; the addition is checked all the same.
    function publish(uint40 requiredFrom, bytes32 textDigest) internal returns (uint16 edition) {
        CommitmentRule storage rule = load().rule;
        uint16 before = required();
        edition = rule.published + 1;
        (rule.published, rule.requiredBefore, rule.requiredFrom) = (edition, before, requiredFrom);
        load().texts[edition] = textDigest;
    }

    /// @dev The least edition that counts now.
    function required() internal view returns (uint16) {
        CommitmentRule memory rule = load().rule;
        return block.timestamp < rule.requiredFrom ? rule.requiredBefore : rule.published;
    }

    /// @dev Whether the party signed an edition that counts now. Before the first edition nobody has.
    function isMet(PartyWord party) internal view returns (bool) {
        uint16 signed = party.edition();
        return signed != 0 && signed >= required();
    }

    /// @dev Reverts with what is missing, unless the commitment is met.
    function requireMet(address party, PartyWord word) internal view {
        if (!isMet(word)) revert ICommitments.CommitmentOutdated(party, word.edition(), required());
    }
}
