// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IDataVoucher} from "./IDataVoucher.sol";
import {ILicences} from "./ILicences.sol";
import {LicenceRules} from "./LicenceRules.sol";
import {SeriesWord, SeriesWords} from "./VoucherWords.sol";

/// @title Whether a series is in force (invariant 2)
library SeriesRules {
    /// @notice Why nothing of this series may be issued or move now; 0 when it may.
    function restriction(uint32 seriesId, SeriesWord series) internal view returns (bytes4) {
        if (!series.inForce()) {
            if (block.timestamp > series.end()) return IDataVoucher.SeriesExpired.selector;
            return
                series.has(SeriesWords.SUSPENDED)
                    ? IDataVoucher.SeriesSuspended.selector
                    : IDataVoucher.SeriesBasisLost.selector;
        }
        if (series.has(SeriesWords.CONDITIONAL) && LicenceRules.suspending(seriesId) != 0) {
            return ILicences.LicenceSuspended.selector;
        }
        return 0;
    }

    /// @notice Reverts with the error of this reason and the values behind it.
    function refuse(bytes4 reason, uint32 seriesId, SeriesWord series) internal view {
        if (reason == IDataVoucher.SeriesExpired.selector) revert IDataVoucher.SeriesExpired(seriesId, series.end());
        if (reason == IDataVoucher.SeriesSuspended.selector) revert IDataVoucher.SeriesSuspended(seriesId);
        if (reason == IDataVoucher.SeriesBasisLost.selector) revert IDataVoucher.SeriesBasisLost(seriesId);
        LicenceRules.refuse(reason, seriesId);
    }

    /// @notice As both, for who has nothing else to ask.
    function requireInForce(uint32 seriesId, SeriesWord series) internal view {
        if (series.inPlainForce()) return;
        refuse(restriction(seriesId, series), seriesId, series);
    }
}
