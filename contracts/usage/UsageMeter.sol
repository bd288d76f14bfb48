// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Actors} from "../parties/Actors.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Scopes} from "../parties/PartyTypes.sol";
import {AccountWord, GlobalWord, PartyWord} from "../parties/PartyWords.sol";
import {ConditionRules} from "../vouchers/ConditionRules.sol";
import {IDataVoucher} from "../vouchers/IDataVoucher.sol";
import {IERC3525} from "../vouchers/IERC3525.sol";
import {VoucherBook} from "../vouchers/VoucherBook.sol";
import {VoucherRequests} from "../vouchers/VoucherRequests.sol";
import {SeriesRecord, VoucherStorage} from "../vouchers/VoucherStorage.sol";
import {SeriesWords, UseWord, VoucherIds, VoucherWord} from "../vouchers/VoucherWords.sol";
import {IUsageMeter} from "./IUsageMeter.sol";
import {UseReceipts} from "./UseReceipts.sol";
import {UseRules} from "./UseRules.sol";
import {CompactSignature, UseReceipt} from "./UseTypes.sol";

/// @title How a use is counted
/// @notice A voucher's units are the meter: they only fall by use within an epoch, so a receipt that says what is left
/// can neither count twice nor run backwards, and needs no storage of its own.
library UsageMeter {
    /// @dev A receipt's last use may lie this many seconds ahead of the block: an idle ledger's clock stands still.
    uint256 private constant CLOCK_SKEW = 10 minutes;

    /// @dev The access point's side, read once for all its receipts.
    struct Meter {
        bytes32 domain;
        address account;
        address party;
        PartyWord word;
        uint16 prohibited;
    }

    /// @dev The access point that signed this, or sent it.
    function open(bytes32 structHash, CompactSignature calldata signature) internal view returns (Meter memory meter) {
        PartyStorage.Layout storage $ = PartyStorage.load();
        GlobalWord global = $.global;
        if (global.paused() & Scopes.USE != 0) revert IPartyRegistry.ScopePaused(Scopes.USE);
        meter.prohibited = global.prohibited();
        meter.domain = VoucherRequests.domain();
        meter.account = UseReceipts.signerOf(meter.domain, structHash, signature);
        AccountWord account = $.accounts[meter.account];
        meter.party = account.party();
        if (meter.party == address(0)) revert IUsageMeter.MeterSignatureInvalid(meter.account);
        Actors.requireUsable(account, meter.account, Powers.METER);
        meter.word = $.parties[meter.party];
        Actors.requireInStanding(meter.party, meter.word);
    }

    /// @dev Counts what one receipt adds.
    function count(
        Meter memory meter,
        UseReceipt calldata receipt,
        bytes32 structHash,
        CompactSignature calldata signature
    ) internal {
        (uint64 id, VoucherWord voucher) = VoucherBook.existing(receipt.voucherId);
        address holder = voucher.holder();
        SeriesRecord storage record = VoucherStorage.load().series[VoucherIds.seriesOf(id)];
        UseWord series = record.use;
        uint48 units;
        {
            PartyWord holderWord = PartyStorage.load().parties[holder];
            (uint8 purpose, uint8 analysis) = (receipt.purpose, receipt.analysis);
            PartyWord provider = meter.word;
            bytes4 reason = UseRules.restriction(
                voucher,
                holderWord,
                provider,
                series,
                purpose,
                analysis,
                meter.prohibited
            );
            if (reason != 0) {
                UseRules.refuse(reason, id, voucher, holderWord, meter.party, series, purpose, analysis);
            }
            if (series.has(SeriesWords.CONDITIONAL)) {
                ConditionRules.requireMet(VoucherIds.seriesOf(id), holder, holderWord);
            }
        }
        _requireWithinTerm(receipt, id, series);
        {
            uint48 left = _leftAfter(receipt, id, voucher);
            unchecked {
                // {_leftAfter} gives fewer than there are.
                units = voucher.units() - left;
            }
            record.use = series.addUsed(units);
            if (left == 0) {
                VoucherBook.burn(id, voucher);
            } else {
                VoucherStorage.load().vouchers[id] = voucher.withUnits(left);
                emit IERC3525.TransferValue(id, 0, units);
                emit IERC4906.MetadataUpdate(id);
            }
        }
        address account = _signed(meter.domain, structHash, signature, id, holder, units);
        emit IUsageMeter.UnitsUsed(
            id,
            holder,
            meter.party,
            account,
            meter.account,
            receipt.purpose,
            receipt.analysis,
            units,
            receipt.usedUntil,
            receipt.logDigest
        );
    }

    function _requireWithinTerm(UseReceipt calldata receipt, uint64 id, UseWord series) private view {
        uint40 usedUntil = receipt.usedUntil;
        if (usedUntil < series.start() || usedUntil > series.end() || usedUntil > block.timestamp + CLOCK_SKEW) {
            revert IUsageMeter.UseOutsideTerm(id, usedUntil, series.start(), series.end());
        }
        if (receipt.logDigest == 0) revert IDataVoucher.DigestMissing();
    }

    /// @dev Units that a receipt leaves, which are fewer than the ledger counts now.
    function _leftAfter(
        UseReceipt calldata receipt,
        uint64 id,
        VoucherWord voucher
    ) private pure returns (uint48 left) {
        uint32 epoch = receipt.epoch;
        uint48 opening = receipt.openingUnits;
        uint48 used = receipt.usedUnits;
        uint48 units = voucher.units();
        if (epoch != voucher.epoch()) revert IUsageMeter.ReceiptOfAnotherEpoch(id, voucher.epoch(), epoch);
        if (used == 0) revert IDataVoucher.UnitsZero();
        if (opening < units) revert IUsageMeter.ReceiptOutOfOrder(id, units, opening);
        if (used > opening) revert IDataVoucher.UnitsExceeded(id, opening, used);
        unchecked {
            // Just checked.
            left = opening - used;
        }
        if (left > units) revert IUsageMeter.ReceiptBackward(id, units, left);
        if (left == units) revert IUsageMeter.ReceiptCounted(id, units);
    }

    /// @dev The account that signed, or sent, for the holder.
    function _signed(
        bytes32 domain,
        bytes32 structHash,
        CompactSignature calldata signature,
        uint64 id,
        address holder,
        uint48 units
    ) private view returns (address account) {
        account = UseReceipts.signerOf(domain, structHash, signature);
        AccountWord word = PartyStorage.load().accounts[account];
        if (word.party() != holder) revert IUsageMeter.UseSignatureInvalid(id, holder, account);
        Actors.requireUsable(word, account, Powers.USE);
        Actors.requireWithinLimit(word, account, units);
    }
}
