// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC721Holder} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Holder.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IPartyRegistry} from "./IPartyRegistry.sol";
import {Powers} from "./PartyTypes.sol";

/// @title The minimal contract at a party's address
/// @notice It answers for signatures of the party's accounts (ERC-1271) and receives tokens. It holds no state and
/// can do nothing by itself: everything a party may do, its accounts do on the ledger.
contract Party is ERC721Holder, IERC1271 {
    /// @notice The Ledger proxy whose accounts speak for this party.
    IPartyRegistry public immutable ledger;

    constructor(IPartyRegistry ledger_) {
        ledger = ledger_;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError problem, ) = ECDSA.tryRecover(hash, signature);
        bool valid = problem == ECDSA.RecoverError.NoError && ledger.mayAct(signer, address(this), Powers.OPERATE);
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @notice ERC-3525 receiver.
    function onERC3525Received(address, uint256, uint256, uint256, bytes calldata) external pure returns (bytes4) {
        return this.onERC3525Received.selector;
    }
}
