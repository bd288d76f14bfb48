// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BasisKind} from "../registration/IBasis.sol";
import {ILicences} from "./ILicences.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {LockClasses} from "./VoucherTypes.sol";
import {VoucherIds} from "./VoucherWords.sol";

/// @title What stands above a sub-licence (再许可链)
/// @notice Nothing is written down the chain when something above changes: whoever asks looks up, at most three steps.
library LicenceRules {
    uint16 private constant SUBLICENCE = uint16(1) << LockClasses.SUBLICENCE;

    /// @dev The nearest voucher above this series that keeps it from being granted, moved or used now; 0 when none does.
    function suspending(uint32 seriesId) internal view returns (uint64 voucherId) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        SeriesRecord storage record = $.series[seriesId];
        while (record.basisKind == BasisKind.Licence) {
            voucherId = record.basisId;
            record = $.series[VoucherIds.seriesOf(voucherId)];
            // The licence's own lock alone does not stand in the way.
            if ($.vouchers[voucherId].locks() != SUBLICENCE || !record.word.inForce()) return voucherId;
        }
        return 0;
    }

    /// @notice Reverts where this is the reason, and names the voucher.
    function refuse(bytes4 reason, uint32 seriesId) internal view {
        if (reason == ILicences.LicenceSuspended.selector) {
            revert ILicences.LicenceSuspended(seriesId, suspending(seriesId));
        }
    }

    /// @dev Whether the party with this index granted what a licence of this series stands on.
    function grantedAbove(uint32 seriesId, uint32 index) internal view returns (bool) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        SeriesRecord storage record = $.series[seriesId];
        while (record.basisKind == BasisKind.Licence) {
            record = $.series[VoucherIds.seriesOf(record.basisId)];
            if (record.word.grantorIndex() == index) return true;
        }
        return false;
    }

    /// @dev Who granted first: the one that has the data, and meters its use.
    function providerOf(SeriesRecord storage record) internal view returns (address) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        while (record.basisKind == BasisKind.Licence) record = $.series[VoucherIds.seriesOf(record.basisId)];
        return record.grantor;
    }
}
