// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Actors} from "../parties/Actors.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {ConditionRules} from "../vouchers/ConditionRules.sol";
import {IDataVoucher} from "../vouchers/IDataVoucher.sol";
import {VoucherBook} from "../vouchers/VoucherBook.sol";
import {VoucherRequests} from "../vouchers/VoucherRequests.sol";
import {VoucherStorage} from "../vouchers/VoucherStorage.sol";
import {SeriesWords, UseWord, VoucherIds, VoucherWord} from "../vouchers/VoucherWords.sol";
import {IUsageMeter} from "./IUsageMeter.sol";
import {IUsageRules} from "./IUsageRules.sol";
import {UsageMeter} from "./UsageMeter.sol";
import {UseReceipts} from "./UseReceipts.sol";
import {UseRules} from "./UseRules.sol";
import {CompactSignature, UseReceipt} from "./UseTypes.sol";

/// @title Metering and rules of use: an extension of the Ledger, run in the proxy's storage
contract UsageDesk is IUsageMeter, IUsageRules {
    // --- metering ---

    /// @inheritdoc IUsageMeter
    function settleUse(
        UseReceipt calldata receipt,
        CompactSignature calldata holder,
        CompactSignature calldata accessPoint
    ) external {
        bytes32 structHash = UseReceipts.hashOf(receipt);
        UsageMeter.count(UsageMeter.open(structHash, accessPoint), receipt, structHash, holder);
    }

    /// @inheritdoc IUsageMeter
    function settleUses(
        UseReceipt[] calldata receipts,
        CompactSignature[] calldata holders,
        CompactSignature calldata accessPoint
    ) external {
        if (receipts.length == 0 || receipts.length != holders.length) {
            revert IDataVoucher.ListsDiffer(receipts.length, holders.length);
        }
        bytes32[] memory hashes = UseReceipts.hashesOf(receipts);
        UsageMeter.Meter memory meter = UsageMeter.open(UseReceipts.hashOf(hashes), accessPoint);
        for (uint256 i = 0; i < receipts.length; ++i) UsageMeter.count(meter, receipts[i], hashes[i], holders[i]);
    }

    /// @inheritdoc IUsageMeter
    function useRestriction(
        uint64 voucherId,
        address provider,
        uint8 purpose,
        uint8 analysis
    ) external view returns (bytes4) {
        PartyStorage.Layout storage $ = PartyStorage.load();
        (, VoucherWord voucher) = VoucherBook.existing(voucherId);
        if ($.global.paused() & Scopes.USE != 0) return IPartyRegistry.ScopePaused.selector;
        PartyWord word = $.parties[provider];
        if (word.index() == 0) return IPartyRegistry.PartyUnknown.selector;
        if (!word.inStanding()) return IPartyRegistry.PartyNotInStanding.selector;
        uint32 seriesId = VoucherIds.seriesOf(voucherId);
        UseWord series = VoucherStorage.load().series[seriesId].use;
        PartyWord holder = $.parties[voucher.holder()];
        bytes4 reason = UseRules.restriction(voucher, holder, word, series, purpose, analysis, $.global.prohibited());
        if (reason != 0 || !series.has(SeriesWords.CONDITIONAL)) return reason;
        return ConditionRules.restriction(seriesId, holder);
    }

    // --- rules ---

    /// @inheritdoc IUsageRules
    function prohibitAnalyses(uint16 analyses, bytes32 documentDigest) external {
        (address party, PartyWord word, ) = Actors.acting(msg.sender, Powers.APPROVE, 0);
        Actors.requireRole(party, word, Roles.AUTHORITY);
        if (documentDigest == 0) revert IPartyRegistry.DocumentMissing();
        PartyStorage.Layout storage $ = PartyStorage.load();
        if ($.global.prohibited() == analyses) revert ProhibitionUnchanged(analyses);

        $.global = $.global.withProhibited(analyses);
        emit AnalysesProhibited(analyses, party, msg.sender, documentDigest);
    }

    /// @inheritdoc IUsageRules
    function prohibitedAnalyses() external view returns (uint16) {
        return PartyStorage.load().global.prohibited();
    }

    /// @inheritdoc IUsageRules
    function useReceiptDigest(UseReceipt calldata receipt) external view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(VoucherRequests.domain(), UseReceipts.hashOf(receipt));
    }

    /// @inheritdoc IUsageRules
    function useReceiptsDigest(UseReceipt[] calldata receipts) external view returns (bytes32) {
        bytes32 hash = UseReceipts.hashOf(UseReceipts.hashesOf(receipts));
        return MessageHashUtils.toTypedDataHash(VoucherRequests.domain(), hash);
    }
}
