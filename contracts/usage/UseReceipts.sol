// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {CompactSignature, UseReceipt} from "./UseTypes.sol";

/// @title What both sides of a use sign (EIP-712)
library UseReceipts {
    bytes32 private constant RECEIPT_TYPE = keccak256(
        "UseReceipt(uint64 voucherId,uint32 epoch,uint48 openingUnits,uint48 usedUnits,uint8 purpose,uint8 analysis,uint40 usedUntil,bytes32 logDigest)"
    );
    bytes32 private constant LIST_TYPE = keccak256(
        "UseReceipts(UseReceipt[] receipts)UseReceipt(uint64 voucherId,uint32 epoch,uint48 openingUnits,uint48 usedUnits,uint8 purpose,uint8 analysis,uint40 usedUntil,bytes32 logDigest)"
    );

    /// @dev Members that do not fit their types are refused where they are read, which every member is.
    function hashOf(UseReceipt calldata receipt) internal pure returns (bytes32 hash) {
        bytes32 typeHash = RECEIPT_TYPE;
        // A struct of static members only: its encoding in calldata is the encoding EIP-712 asks for. It is hashed
        // beyond the free memory pointer, which stays: nothing is left in memory, however many receipts there are.
        assembly ("memory-safe") {
            let free := mload(0x40)
            mstore(free, typeHash)
            calldatacopy(add(free, 0x20), receipt, 0x100)
            hash := keccak256(free, 0x120)
        }
    }

    /// @param hashes {hashOf} of each receipt, in order
    function hashOf(bytes32[] memory hashes) internal pure returns (bytes32) {
        return keccak256(abi.encode(LIST_TYPE, keccak256(abi.encodePacked(hashes))));
    }

    function hashesOf(UseReceipt[] calldata receipts) internal pure returns (bytes32[] memory hashes) {
        hashes = new bytes32[](receipts.length);
        for (uint256 i = 0; i < receipts.length; ++i) hashes[i] = hashOf(receipts[i]);
    }

    /// @dev Who signed; the sender where the signature is all zero, nobody where it is malformed or its s is high.
    function signerOf(
        bytes32 domain,
        bytes32 structHash,
        CompactSignature calldata signature
    ) internal view returns (address signer) {
        if (signature.r == 0 && signature.vs == 0) return msg.sender;
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, structHash);
        (signer, , ) = ECDSA.tryRecover(digest, signature.r, signature.vs);
    }
}
