// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ILedger} from "../ILedger.sol";
import {PartyView} from "../parties/PartyTypes.sol";
import {SeriesView, VoucherView} from "../vouchers/VoucherTypes.sol";
import {ILedgerLens} from "./ILedgerLens.sol";

/// @title Read-only batch views
contract LedgerLens is ILedgerLens {
    ILedger private immutable _ledger;

    constructor(ILedger ledger) {
        _ledger = ledger;
    }

    /// @inheritdoc ILedgerLens
    function parties(address[] calldata addresses) external view returns (PartyView[] memory views) {
        views = new PartyView[](addresses.length);
        for (uint256 i = 0; i < addresses.length; ++i) {
            try _ledger.partyOf(addresses[i]) returns (PartyView memory seen) {
                views[i] = seen;
            } catch {}
        }
    }

    /// @inheritdoc ILedgerLens
    function vouchers(uint64[] calldata voucherIds) external view returns (VoucherView[] memory views) {
        views = new VoucherView[](voucherIds.length);
        for (uint256 i = 0; i < voucherIds.length; ++i) {
            try _ledger.voucherOf(voucherIds[i]) returns (VoucherView memory seen) {
                views[i] = seen;
            } catch {}
        }
    }

    /// @inheritdoc ILedgerLens
    function series(uint32[] calldata seriesIds) external view returns (SeriesView[] memory views) {
        views = new SeriesView[](seriesIds.length);
        for (uint256 i = 0; i < seriesIds.length; ++i) {
            try _ledger.seriesOf(seriesIds[i]) returns (SeriesView memory seen) {
                views[i] = seen;
            } catch {}
        }
    }

    /// @inheritdoc ILedgerLens
    function restrictions(
        address from,
        address to,
        uint64[] calldata voucherIds
    ) external view returns (bytes4[] memory reasons) {
        reasons = new bytes4[](voucherIds.length);
        for (uint256 i = 0; i < voucherIds.length; ++i) {
            reasons[i] = _ledger.transferRestriction(from, to, voucherIds[i]);
        }
    }
}
