// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {UseReceipt} from "./UseTypes.sol";

/// @title What may not be done with any data (大数据分析和交易禁止清单, G 16), and what is signed for a use
interface IUsageRules {
    /// @notice The list says this already.
    error ProhibitionUnchanged(uint16 analyses);

    /// @notice Bit n of `analyses` is set while kind n of analysis is prohibited.
    event AnalysesProhibited(uint16 analyses, address indexed byParty, address account, bytes32 documentDigest);

    /// @notice Sets which kinds of analysis no use receipt may claim. By an authority (APPROVE) on a document; it acts
    /// at the next use.
    function prohibitAnalyses(uint16 analyses, bytes32 documentDigest) external;

    /// @notice Bits of the kinds of analysis that are prohibited.
    function prohibitedAnalyses() external view returns (uint16 analyses);

    /// @notice EIP-712 digest of a receipt: both sides sign it.
    function useReceiptDigest(UseReceipt calldata receipt) external view returns (bytes32);

    /// @notice EIP-712 digest that an access point signs for several receipts together.
    function useReceiptsDigest(UseReceipt[] calldata receipts) external view returns (bytes32);
}
