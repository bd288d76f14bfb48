// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice A use receipt (使用回执): what of a voucher was used, signed for its holder and by the provider's access point.
/// @dev One form for one use and for a million: it carries the running total of its line. The ledger counts what the
/// total adds to what it counted before, so a later receipt of a line takes the place of an earlier one.
/// @param voucherId the voucher that is used
/// @param epoch the voucher's epoch; a split, a merge or a new hand ends it, and with it every receipt of it
/// @param openingUnits 期初: units of the voucher when the line began
/// @param usedUnits 累计: units used on the line so far
/// @param purpose bit number on the purpose list (用途目录)
/// @param analysis number of the kind of analysis (分析类型)
/// @param usedUntil second of the last use
/// @param logDigest digest of the access point's log of these uses, which stays with the provider
struct UseReceipt {
    uint64 voucherId;
    uint32 epoch;
    uint48 openingUnits;
    uint48 usedUnits;
    uint8 purpose;
    uint8 analysis;
    uint40 usedUntil;
    bytes32 logDigest;
}

/// @notice A signature in the compact form of ERC-2098; all zero says that the sender of the transaction is the signer.
struct CompactSignature {
    bytes32 r;
    bytes32 vs;
}
