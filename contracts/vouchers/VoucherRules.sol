// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {Roles} from "../parties/PartyTypes.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {ConditionRules} from "./ConditionRules.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {SeriesRules} from "./SeriesRules.sol";
import {SeriesWord, SeriesWords, VoucherIds, VoucherWord} from "./VoucherWords.sol";

/// @title The standing rules of circulation (invariant 2)
/// @notice One function decides, one explains: a reason is the selector of the error that {refuse} reverts with, so
/// asking beforehand and acting can never disagree.
library VoucherRules {
    /// @dev Everything a decision rests on; four words read from storage.
    struct Move {
        uint64 voucherId;
        address from;
        address to;
        PartyWord fromWord;
        PartyWord toWord;
        SeriesWord series;
        VoucherWord voucher;
    }

    /// @notice Why these units may not pass from one party to another now; 0 when they may.
    function restriction(Move memory move) internal view returns (bytes4) {
        SeriesWord series = move.series;
        bytes4 reason = receiverRestriction(move.toWord, series);
        if (reason != 0) return reason;
        if (move.from == move.to) return IDataVoucher.TransferToSelf.selector;
        if (!move.fromWord.inStanding()) return IPartyRegistry.PartyNotInStanding.selector;
        if (!series.inPlainForce()) {
            reason = _otherwise(move);
            if (reason != 0) return reason;
        }
        if (!series.has(SeriesWords.RESALE) && move.fromWord.index() != series.grantorIndex()) {
            return IDataVoucher.ResaleNotAllowed.selector;
        }
        if (move.voucher.locks() != 0) return IDataVoucher.VoucherLocked.selector;
        return 0;
    }

    /// @notice Why this party may not receive vouchers of the series; 0 when it may.
    function receiverRestriction(PartyWord to, SeriesWord series) internal pure returns (bytes4) {
        if (to.index() == 0) return IPartyRegistry.PartyUnknown.selector;
        if (to.roles() & Roles.TRADER == 0) return IDataVoucher.PartyMayNotHold.selector;
        if (!to.inStanding()) return IPartyRegistry.PartyNotInStanding.selector;
        if (to.jurisdiction() != series.territory()) return IDataVoucher.OutsideTerritory.selector;
        return 0;
    }

    /// @dev Of a series that is not in force, or asks for more than its word says.
    function _otherwise(Move memory move) private view returns (bytes4) {
        uint32 seriesId = VoucherIds.seriesOf(move.voucherId);
        if (move.series.inForce()) return ConditionRules.restriction(seriesId, move.toWord);
        return SeriesRules.restriction(seriesId, move.series);
    }

    /// @notice Reverts with the error of this reason and the values behind it.
    function refuse(bytes4 reason, Move memory move) internal view {
        uint32 seriesId = VoucherIds.seriesOf(move.voucherId);
        if (reason == IDataVoucher.TransferToSelf.selector) revert IDataVoucher.TransferToSelf(move.voucherId);
        if (reason == IDataVoucher.ResaleNotAllowed.selector) revert IDataVoucher.ResaleNotAllowed(seriesId);
        if (reason == IDataVoucher.VoucherLocked.selector) {
            revert IDataVoucher.VoucherLocked(move.voucherId, move.voucher.locks());
        }
        if (reason == IPartyRegistry.PartyNotInStanding.selector && move.toWord.inStanding()) {
            revert IPartyRegistry.PartyNotInStanding(move.from, move.fromWord.standing());
        }
        refuseReceiver(reason, move.to, move.toWord, move.series);
        SeriesRules.refuse(reason, seriesId, move.series);
        ConditionRules.refuse(reason, seriesId, move.to, move.toWord);
    }

    /// @dev As {refuse}, for the reasons of {receiverRestriction}.
    function refuseReceiver(bytes4 reason, address to, PartyWord word, SeriesWord series) internal pure {
        if (reason == IPartyRegistry.PartyUnknown.selector) revert IPartyRegistry.PartyUnknown(to);
        if (reason == IDataVoucher.PartyMayNotHold.selector) revert IDataVoucher.PartyMayNotHold(to);
        if (reason == IPartyRegistry.PartyNotInStanding.selector) {
            revert IPartyRegistry.PartyNotInStanding(to, word.standing());
        }
        if (reason == IDataVoucher.OutsideTerritory.selector) {
            revert IDataVoucher.OutsideTerritory(to, word.jurisdiction(), series.territory());
        }
    }
}
