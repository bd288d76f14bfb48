// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccountWord, GlobalWord, PartyWord} from "./PartyWords.sol";

/// @title Where parties and accounts are stored, in the Ledger proxy
library PartyStorage {
    /// @custom:storage-location erc7201:datavoucher.storage.Parties
    struct Layout {
        GlobalWord global;
        mapping(address party => PartyWord) parties;
        mapping(address account => AccountWord) accounts;
    }

    // keccak256(abi.encode(uint256(keccak256("datavoucher.storage.Parties")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x8469a04e3ef4d0c9e5233c87ba3df1772601e84f324b1a28a28f3796ffb96f00;

    function load() internal pure returns (Layout storage $) {
        assembly ("memory-safe") {
            $.slot := SLOT
        }
    }
}
