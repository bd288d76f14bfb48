// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Which edition of the safe-use commitment counts (承诺书版本), in one word of storage. Editions run from 1.
/// @param published the newest edition, which is the one that is signed; 0 while none is published
/// @param requiredBefore the least edition that counts until `requiredFrom`
/// @param requiredFrom from when on only the newest edition counts
struct CommitmentRule {
    uint16 published;
    uint16 requiredBefore;
    uint40 requiredFrom;
}
