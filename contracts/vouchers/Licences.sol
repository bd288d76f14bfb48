// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Actors} from "../parties/Actors.sol";
import {Powers, Scopes} from "../parties/PartyTypes.sol";
import {BasisKind, BasisTerms} from "../registration/IBasis.sol";
import {ConditionRules} from "./ConditionRules.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {IERC3525} from "./IERC3525.sol";
import {ILicences} from "./ILicences.sol";
import {ISeriesDesk} from "./ISeriesDesk.sol";
import {SeriesRules} from "./SeriesRules.sol";
import {VoucherBook} from "./VoucherBook.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {LockClasses, LockView, SeriesTerms} from "./VoucherTypes.sol";
import {SeriesWord, SeriesWords, VoucherIds, VoucherWord} from "./VoucherWords.sol";

/// @title How a sub-licence begins and ends (再许可)
/// @notice The voucher's units are the licence's ceiling, so they stay where they are, under a lock of the ledger's own.
library Licences {
    /// @dev What the holder of a voucher may grant onward; reverts with what stands in the way.
    function basisOf(uint64 basisId) internal view returns (BasisTerms memory) {
        (uint64 voucherId, VoucherWord voucher) = VoucherBook.existing(basisId);
        uint32 parentId = VoucherIds.seriesOf(voucherId);
        SeriesRecord storage parent = VoucherStorage.load().series[parentId];
        SeriesWord word = parent.word;
        SeriesRules.requireInForce(parentId, word);
        if (voucher.locks() != 0) revert IDataVoucher.VoucherLocked(voucherId, voucher.locks());
        if (parent.conditions.onward == 0) revert ILicences.OnwardNotAllowed(voucherId);
        return
            BasisTerms({
                assetId: parent.assetId,
                grantor: voucher.holder(),
                live: true,
                until: word.end(),
                territory: word.territory(),
                purposes: parent.use.purposes(),
                resale: word.has(SeriesWords.RESALE),
                tradable: true
            });
    }

    /// @dev Locks the voucher under the licence that was just opened over it. Returns the provider's index.
    function bind(uint32 seriesId, SeriesTerms calldata terms) internal returns (uint32 providerIndex) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        uint64 voucherId = terms.basisId;
        VoucherWord voucher = $.vouchers[voucherId];
        SeriesRecord storage parent = $.series[VoucherIds.seriesOf(voucherId)];
        ConditionRules.requireWithinParent(terms, parent, voucher.units());

        $.vouchers[voucherId] = voucher.withLocks(uint16(1) << LockClasses.SUBLICENCE);
        $.locks[voucherId][LockClasses.SUBLICENCE] = LockView(
            address(this),
            uint40(block.timestamp),
            _detailsOf(seriesId)
        );
        emit ISeriesDesk.VoucherLockSet(voucherId, LockClasses.SUBLICENCE, address(this), _detailsOf(seriesId));
        emit IERC4906.MetadataUpdate(voucherId);
        return parent.use.providerIndex();
    }

    /// @dev Frees the voucher, less what was used under the licence.
    function end(uint32 seriesId, SeriesRecord storage record) internal {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        uint64 voucherId = record.basisId;
        if (
            record.basisKind != BasisKind.Licence ||
            $.locks[voucherId][LockClasses.SUBLICENCE].detailsDigest != _detailsOf(seriesId)
        ) revert ILicences.LicenceNotOpen(seriesId);
        _requireByGrantor(seriesId, record);
        SeriesWord word = record.word;
        uint48 usedUnits = record.use.used() + record.licensed;
        uint48 live = word.issued() - usedUnits - record.cancelled - record.expired;
        if (live != 0) revert ILicences.LicenceInUse(seriesId, live);

        record.word = word.set(SeriesWords.CLOSED, true);
        delete $.seriesOverBasis[BasisKind.Licence][voucherId];
        delete $.locks[voucherId][LockClasses.SUBLICENCE];
        $.series[VoucherIds.seriesOf(voucherId)].licensed += usedUnits;
        emit ISeriesDesk.VoucherLockLifted(voucherId, LockClasses.SUBLICENCE, address(this), _detailsOf(seriesId));
        emit ILicences.LicenceEnded(seriesId, voucherId, record.grantor, msg.sender, usedUnits);
        _free(voucherId, $.vouchers[voucherId], usedUnits);
    }

    function _free(uint64 voucherId, VoucherWord voucher, uint48 usedUnits) private {
        voucher = voucher.withLocks(voucher.locks() & ~(uint16(1) << LockClasses.SUBLICENCE));
        // The cap was within the voucher's units, so that much is there.
        uint48 left = voucher.units() - usedUnits;
        if (left == 0) return VoucherBook.burn(voucherId, voucher);
        if (usedUnits != 0) {
            voucher = voucher.withOtherUnits(left);
            emit IERC3525.TransferValue(voucherId, 0, usedUnits);
        }
        VoucherStorage.load().vouchers[voucherId] = voucher;
        emit IERC4906.MetadataUpdate(voucherId);
    }

    /// @dev Within its term only its grantor ends a licence; afterwards anyone writes down that it is over.
    function _requireByGrantor(uint32 seriesId, SeriesRecord storage record) private view {
        if (block.timestamp > record.word.end()) return;
        (address party, , ) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        if (record.grantor != party) revert IDataVoucher.NotGrantor(seriesId, party);
    }

    /// @dev Which licence a lock is of.
    function _detailsOf(uint32 seriesId) private pure returns (bytes32) {
        return bytes32(uint256(seriesId));
    }
}
