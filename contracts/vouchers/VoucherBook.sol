// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {PartyWord} from "../parties/PartyWords.sol";
import {ConditionRules} from "./ConditionRules.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {IERC3525} from "./IERC3525.sol";
import {SeriesRules} from "./SeriesRules.sol";
import {Approvals, SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {VoucherRules} from "./VoucherRules.sol";
import {SeriesWord, SeriesWords, VoucherIds, VoucherWord, VoucherWords} from "./VoucherWords.sol";

/// @title The book of vouchers: how entries come, change and go
/// @notice Writes entries and their standard events. Who may ask for it is the caller's to check.
library VoucherBook {
    /// @dev The series of a voucher to be issued, if it takes issues now.
    function openForIssue(uint32 seriesId) internal view returns (SeriesRecord storage record, SeriesWord word) {
        record = VoucherStorage.load().series[seriesId];
        word = record.word;
        if (!word.has(SeriesWords.OPENED)) revert IDataVoucher.SeriesUnknown(seriesId);
        SeriesRules.requireInForce(seriesId, word);
        if (word.has(SeriesWords.CLOSED)) revert IDataVoucher.SeriesClosed(seriesId);
    }

    /// @dev Issues one voucher; the caller writes the returned series word back.
    function issue(
        uint32 seriesId,
        SeriesRecord storage record,
        SeriesWord word,
        address to,
        uint48 units,
        bytes32 digest
    ) internal returns (SeriesWord, uint64 voucherId) {
        if (units == 0) revert IDataVoucher.UnitsZero();
        if (digest == 0) revert IDataVoucher.DigestMissing();
        uint256 left = word.cap() - word.issued();
        if (units > left) revert IDataVoucher.SeriesExhausted(seriesId, left, units);
        PartyWord receiver = PartyStorage.load().parties[to];
        VoucherRules.refuseReceiver(VoucherRules.receiverRestriction(receiver, word), to, receiver, word);
        if (word.has(SeriesWords.CONDITIONAL)) ConditionRules.requireMet(seriesId, to, receiver);
        if (word.has(SeriesWords.AUTHORISATION) && to != record.namedUser) {
            revert IDataVoucher.NotNamedUser(seriesId, to, record.namedUser);
        }

        uint32 serial;
        (word, serial) = word.addIssued(units).nextSerial();
        PartyStorage.load().parties[to] = receiver.addVouchers(1);
        voucherId = mint(seriesId, serial, to, units, 0, digest);
        emit IDataVoucher.VoucherIssued(voucherId, seriesId, to, msg.sender, units, digest);
        return (word, voucherId);
    }

    /// @dev Issues a list of vouchers; ids run on from the first.
    function issueList(
        uint32 seriesId,
        SeriesRecord storage record,
        SeriesWord word,
        address[] calldata to,
        uint48[] calldata units,
        bytes32[] calldata digests
    ) internal returns (uint64 firstVoucherId, uint256 total) {
        if (to.length == 0 || to.length != units.length) revert IDataVoucher.ListsDiffer(to.length, units.length);
        if (to.length != digests.length) revert IDataVoucher.ListsDiffer(to.length, digests.length);
        firstVoucherId = VoucherIds.make(seriesId, word.serial() + 1);
        for (uint256 i = 0; i < to.length; ++i) {
            (word, ) = issue(seriesId, record, word, to[i], units[i], digests[i]);
            total += units[i];
        }
        record.word = word;
    }

    /// @dev Enters a new voucher. The holder's count is the caller's, who may write it once for many.
    function mint(
        uint32 seriesId,
        uint32 serial,
        address to,
        uint48 units,
        uint16 locks,
        bytes32 digest
    ) internal returns (uint64 voucherId) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        voucherId = VoucherIds.make(seriesId, serial);
        $.vouchers[voucherId] = VoucherWords.pack(to, units, locks);
        $.digests[voucherId] = digest;
        emit IERC721.Transfer(address(0), to, voucherId);
        emit IERC3525.SlotChanged(voucherId, 0, seriesId);
        emit IERC3525.TransferValue(0, voucherId, units);
    }

    /// @dev Passes a whole voucher on. The counts of both parties are the caller's.
    function pass(uint64 voucherId, VoucherWord word, address from, address to) internal {
        if (word.approved()) clearApprovals(voucherId);
        VoucherStorage.load().vouchers[voucherId] = word.withHolder(to);
        emit IERC721.Transfer(from, to, voucherId);
        emit IDataVoucher.VoucherTransferred(voucherId, from, to, msg.sender);
    }

    /// @dev Takes a voucher out of the book and out of its holder's count.
    function burn(uint64 voucherId, VoucherWord word) internal {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        if (word.approved()) clearApprovals(voucherId);
        address holder = word.holder();
        PartyStorage.Layout storage parties = PartyStorage.load();
        parties.parties[holder] = parties.parties[holder].subVouchers(1);
        $.vouchers[voucherId] = VoucherWord.wrap(0);
        delete $.digests[voucherId];
        emit IERC3525.TransferValue(voucherId, 0, word.units());
        emit IERC3525.SlotChanged(voucherId, VoucherIds.seriesOf(voucherId), 0);
        emit IERC721.Transfer(holder, address(0), voucherId);
    }

    /// @dev Splits units off into a new voucher of `to`, which inherits digest and locks with their details.
    function splitOff(uint64 parentId, VoucherWord word, address to, uint48 units) internal returns (uint64 childId) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        uint32 seriesId = VoucherIds.seriesOf(parentId);
        uint32 serial;
        ($.series[seriesId].word, serial) = $.series[seriesId].word.nextSerial();
        PartyStorage.Layout storage parties = PartyStorage.load();
        parties.parties[to] = parties.parties[to].addVouchers(1);
        bytes32 digest = $.digests[parentId];
        childId = mintChild(seriesId, serial, to, units, word.locks(), digest, parentId);
        emit IERC3525.TransferValue(parentId, childId, units);
        emit IDataVoucher.VoucherSplit(parentId, childId, to, msg.sender, units);

        if (units == word.units()) burn(parentId, word.withUnits(0));
        else $.vouchers[parentId] = word.withOtherUnits(word.units() - units);
    }

    /// @dev A child is minted with no units of its own in the ERC-3525 log; they come from its parent.
    function mintChild(
        uint32 seriesId,
        uint32 serial,
        address to,
        uint48 units,
        uint16 locks,
        bytes32 digest,
        uint64 parentId
    ) private returns (uint64 childId) {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        childId = VoucherIds.make(seriesId, serial);
        $.vouchers[childId] = VoucherWords.pack(to, units, locks);
        $.digests[childId] = digest;
        for (uint8 class = 0; locks >> class != 0; ++class) {
            if ((locks >> class) & 1 != 0) $.locks[childId][class] = $.locks[parentId][class];
        }
        emit IERC721.Transfer(address(0), to, childId);
        emit IERC3525.SlotChanged(childId, 0, seriesId);
    }

    function clearApprovals(uint64 voucherId) internal {
        Approvals storage approvals = VoucherStorage.load().approvals[voucherId];
        address[] storage operators = approvals.operators;
        for (uint256 i = 0; i < operators.length; ++i) delete approvals.units[operators[i]];
        delete approvals.operators;
        delete approvals.whole;
    }

    /// @dev The voucher with this id, however large a number a foreign client asks for.
    function existing(uint256 tokenId) internal view returns (uint64 voucherId, VoucherWord word) {
        if (tokenId > type(uint64).max) revert IDataVoucher.VoucherUnknown(tokenId);
        // Just checked.
        voucherId = uint64(tokenId);
        word = VoucherStorage.load().vouchers[voucherId];
        if (word.holder() == address(0)) revert IDataVoucher.VoucherUnknown(tokenId);
    }
}
