// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {IDataVoucher} from "../vouchers/IDataVoucher.sol";
import {SeriesWords, UseWord, VoucherIds, VoucherWord} from "../vouchers/VoucherWords.sol";
import {IUsageMeter} from "./IUsageMeter.sol";

/// @title The standing rules of use (invariants 2 and 5)
/// @notice As in {VoucherRules}: one function decides, one explains, so asking and acting cannot disagree.
library UseRules {
    /// @notice Why the voucher may not be used like this now; 0 when it may. Each word was read from storage once.
    /// @param prohibited bits of the kinds of analysis that nobody may claim
    function restriction(
        VoucherWord voucher,
        PartyWord holder,
        PartyWord provider,
        UseWord series,
        uint256 purpose,
        uint256 analysis,
        uint256 prohibited
    ) internal view returns (bytes4) {
        if (provider.index() != series.providerIndex()) return IUsageMeter.NotProvider.selector;
        if (!holder.inStanding()) return IPartyRegistry.PartyNotInStanding.selector;
        if (holder.jurisdiction() != series.territory()) return IDataVoucher.OutsideTerritory.selector;
        if (voucher.locks() != 0) return IDataVoucher.VoucherLocked.selector;
        if (block.timestamp < series.start()) return IUsageMeter.SeriesNotStarted.selector;
        if (block.timestamp > series.end()) return IDataVoucher.SeriesExpired.selector;
        if (series.has(SeriesWords.SUSPENDED | SeriesWords.BASIS_LOST)) {
            return
                series.has(SeriesWords.SUSPENDED)
                    ? IDataVoucher.SeriesSuspended.selector
                    : IDataVoucher.SeriesBasisLost.selector;
        }
        // A shift by 64 or more leaves nothing, so a purpose off the list is not allowed either.
        if ((uint256(series.purposes()) >> purpose) & 1 == 0) return IUsageMeter.PurposeNotAllowed.selector;
        if (analysis > 15) return IUsageMeter.AnalysisUnknown.selector;
        if ((prohibited >> analysis) & 1 != 0) return IUsageMeter.AnalysisProhibited.selector;
        return 0;
    }

    /// @notice Reverts with the error of this reason and the values behind it.
    function refuse(
        bytes4 reason,
        uint64 voucherId,
        VoucherWord voucher,
        PartyWord holderWord,
        address provider,
        UseWord series,
        uint8 purpose,
        uint8 analysis
    ) internal pure {
        uint32 seriesId = VoucherIds.seriesOf(voucherId);
        address holder = voucher.holder();
        if (reason == IUsageMeter.NotProvider.selector) revert IUsageMeter.NotProvider(seriesId, provider);
        if (reason == IPartyRegistry.PartyNotInStanding.selector) {
            revert IPartyRegistry.PartyNotInStanding(holder, holderWord.standing());
        }
        if (reason == IDataVoucher.OutsideTerritory.selector) {
            revert IDataVoucher.OutsideTerritory(holder, holderWord.jurisdiction(), series.territory());
        }
        if (reason == IDataVoucher.VoucherLocked.selector) {
            revert IDataVoucher.VoucherLocked(voucherId, voucher.locks());
        }
        if (reason == IUsageMeter.SeriesNotStarted.selector) {
            revert IUsageMeter.SeriesNotStarted(seriesId, series.start());
        }
        if (reason == IDataVoucher.SeriesExpired.selector) revert IDataVoucher.SeriesExpired(seriesId, series.end());
        if (reason == IDataVoucher.SeriesSuspended.selector) revert IDataVoucher.SeriesSuspended(seriesId);
        if (reason == IDataVoucher.SeriesBasisLost.selector) revert IDataVoucher.SeriesBasisLost(seriesId);
        if (reason == IUsageMeter.PurposeNotAllowed.selector) {
            revert IUsageMeter.PurposeNotAllowed(seriesId, purpose, series.purposes());
        }
        if (reason == IUsageMeter.AnalysisUnknown.selector) revert IUsageMeter.AnalysisUnknown(analysis);
        revert IUsageMeter.AnalysisProhibited(analysis);
    }
}
