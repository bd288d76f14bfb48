// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CompactSignature, UseReceipt} from "./UseTypes.sol";

/// @title Metering of use (用量计量): the plan's "可控可计量" (G 7)
/// @notice A receipt has two signatures over one EIP-712 form, in the domain "DataVoucher" of the Ledger: one of an
/// account with the USE power of the holder, one of an account with the METER power of the series' grantor. A use
/// counts only while everything stands that a use needs; what is refused counts nothing.
/// @dev A reason code is the selector of the error that settling would revert with; 0x00000000 means allowed.
interface IUsageMeter {
    /// @notice The series does not carry this purpose.
    error PurposeNotAllowed(uint32 seriesId, uint8 purpose, uint64 purposes);
    /// @notice There are 16 kinds of analysis, 0 to 15.
    error AnalysisUnknown(uint8 analysis);
    /// @notice The kind of analysis is on the prohibited list (大数据分析和交易禁止清单, G 16).
    error AnalysisProhibited(uint8 analysis);
    /// @notice The first second of use has not come.
    error SeriesNotStarted(uint32 seriesId, uint40 start);
    /// @notice The last use lies outside the term of the series, or in the future.
    error UseOutsideTerm(uint64 voucherId, uint40 usedUntil, uint40 start, uint40 end);
    /// @notice The access point belongs to another party than the grantor of the series.
    error NotProvider(uint32 seriesId, address party);
    /// @notice Units were split off or added, or the voucher changed hands, since the receipt's line began.
    error ReceiptOfAnotherEpoch(uint64 voucherId, uint32 epoch, uint32 given);
    /// @notice The line begins below the units the ledger counts: an earlier receipt is missing.
    error ReceiptOutOfOrder(uint64 voucherId, uint48 units, uint48 openingUnits);
    /// @notice The running total lies behind what the ledger counted.
    error ReceiptBackward(uint64 voucherId, uint48 units, uint48 left);
    /// @notice The receipt, or one that says the same, counted before.
    error ReceiptCounted(uint64 voucherId, uint48 units);
    /// @notice The first signature is not one of an account of the holder.
    error UseSignatureInvalid(uint64 voucherId, address holder, address signer);
    /// @notice The access point's signature is not one of any account.
    error MeterSignatureInvalid(address signer);

    /// @notice Units of a voucher were used. `account` signed for the holder, `accessPoint` for the provider.
    event UnitsUsed(
        uint64 indexed voucherId,
        address indexed holder,
        address indexed provider,
        address account,
        address accessPoint,
        uint8 purpose,
        uint8 analysis,
        uint48 units,
        uint40 usedUntil,
        bytes32 logDigest
    );

    /// @notice Counts what a receipt adds. Anyone may hand it in; a sender that is one of the two signers may leave its
    /// own signature zero.
    function settleUse(
        UseReceipt calldata receipt,
        CompactSignature calldata holder,
        CompactSignature calldata accessPoint
    ) external;

    /// @notice Counts several receipts of one access point, which signs them together. All or none.
    function settleUses(
        UseReceipt[] calldata receipts,
        CompactSignature[] calldata holders,
        CompactSignature calldata accessPoint
    ) external;

    /// @notice Why the holder may not use the voucher now, at this provider, for this: the selector of the error, or 0.
    function useRestriction(
        uint64 voucherId,
        address provider,
        uint8 purpose,
        uint8 analysis
    ) external view returns (bytes4 reason);
}
