// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManagedUpgradeable} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {IERC4906} from "@openzeppelin/contracts/interfaces/IERC4906.sol";
import {Proxy} from "@openzeppelin/contracts/proxy/Proxy.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {Actors} from "../parties/Actors.sol";
import {IPartyRegistry} from "../parties/IPartyRegistry.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Roles, Scopes} from "../parties/PartyTypes.sol";
import {AccountWord, PartyWord} from "../parties/PartyWords.sol";
import {CompactSignature, UseReceipt} from "../usage/UseTypes.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {IERC3525} from "./IERC3525.sol";
import {SeriesRules} from "./SeriesRules.sol";
import {VoucherApprovals} from "./VoucherApprovals.sol";
import {VoucherBook} from "./VoucherBook.sol";
import {VoucherReading} from "./VoucherReading.sol";
import {VoucherRules} from "./VoucherRules.sol";
import {SeriesRecord, VoucherStorage} from "./VoucherStorage.sol";
import {LockClasses} from "./VoucherTypes.sol";
import {SeriesWord, VoucherIds, VoucherWord} from "./VoucherWords.sol";

/// @title The hot half of the Ledger: issue and circulation of vouchers
/// @notice Use, which is hot as well but does not fit here, is one step away; what is rarer (series, locks, parties, rules
/// of use) is answered by extensions over the same storage, which {Proxy}'s fallback reaches one from the other. Their
/// code is fixed at construction, so an upgrade replaces all of it at once.
/// @custom:oz-upgrades-unsafe-allow delegatecall state-variable-immutable
contract DataVoucher is UUPSUpgradeable, AccessManagedUpgradeable, Proxy, VoucherReading, IERC4906 {
    uint16 private constant SUBLICENCE = uint16(1) << LockClasses.SUBLICENCE;

    address private immutable _extension;
    address private immutable _usage;

    /// @param extension the SeriesDesk
    /// @param usage the UsageDesk
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address extension, address usage) {
        _extension = extension;
        _usage = usage;
        _disableInitializers();
    }

    /// @notice Refuses ether.
    receive() external payable {
        revert IPartyRegistry.EtherRefused();
    }

    // --- issue ---

    /// @inheritdoc IDataVoucher
    function issue(uint32 seriesId, address to, uint48 units, bytes32 digest) external returns (uint64 voucherId) {
        (SeriesRecord storage record, SeriesWord word, AccountWord account) = _issuing(seriesId);
        Actors.requireWithinLimit(account, msg.sender, units);
        (word, voucherId) = VoucherBook.issue(seriesId, record, word, to, units, digest);
        record.word = word;
    }

    /// @inheritdoc IDataVoucher
    function issueBatch(
        uint32 seriesId,
        address[] calldata to,
        uint48[] calldata units,
        bytes32[] calldata digests
    ) external returns (uint64 firstVoucherId) {
        (SeriesRecord storage record, SeriesWord word, AccountWord account) = _issuing(seriesId);
        uint256 total;
        (firstVoucherId, total) = VoucherBook.issueList(seriesId, record, word, to, units, digests);
        Actors.requireWithinLimit(account, msg.sender, total);
    }

    // --- transfer of whole vouchers ---

    /// @inheritdoc IERC721
    function transferFrom(address from, address to, uint256 tokenId) public {
        Actors.requireNotPaused(Scopes.TRANSFER);
        (uint64 voucherId, VoucherWord voucher) = VoucherBook.existing(tokenId);
        if (voucher.holder() != from) revert VoucherNotHeldBy(voucherId, from, voucher.holder());
        VoucherApprovals.requireForWhole(voucherId, voucher);
        mapping(address => PartyWord) storage parties = PartyStorage.load().parties;
        VoucherRules.Move memory move;
        (move.voucherId, move.voucher) = (voucherId, voucher);
        (move.from, move.fromWord) = (from, parties[from]);
        (move.to, move.toWord) = (to, parties[to]);
        move.series = VoucherStorage.load().series[VoucherIds.seriesOf(voucherId)].word;
        bytes4 reason = VoucherRules.restriction(move);
        if (reason != 0) VoucherRules.refuse(reason, move);

        parties[from] = move.fromWord.subVouchers(1);
        parties[to] = move.toWord.addVouchers(1);
        VoucherBook.pass(voucherId, voucher, from, to);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address from, address to, uint256 tokenId) external {
        safeTransferFrom(from, to, tokenId, "");
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address from, address to, uint256 tokenId, bytes memory data) public {
        transferFrom(from, to, tokenId);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, tokenId, data);
    }

    /// @inheritdoc IDataVoucher
    function transferBatch(uint64[] calldata voucherIds, address to) external {
        if (voucherIds.length == 0) revert ListsDiffer(0, 0);
        (VoucherRules.Move memory move, AccountWord account) = _sending();
        mapping(address => PartyWord) storage parties = PartyStorage.load().parties;
        move.to = to;
        move.toWord = parties[to];
        uint256 units;
        for (uint256 i = 0; i < voucherIds.length; ++i) {
            uint256 passed = _passOne(move, voucherIds[i]);
            // A block holds far fewer than 2^208 vouchers of at most 2^48 units. Saves 50 gas a voucher.
            unchecked {
                units += passed;
            }
        }
        Actors.requireWithinLimit(account, msg.sender, units);

        parties[move.from] = move.fromWord.subVouchers(voucherIds.length);
        parties[to] = move.toWord.addVouchers(voucherIds.length);
    }

    /// @inheritdoc IDataVoucher
    function transferEach(uint64[] calldata voucherIds, address[] calldata to) external {
        if (voucherIds.length == 0 || voucherIds.length != to.length) {
            revert ListsDiffer(voucherIds.length, to.length);
        }
        (VoucherRules.Move memory move, AccountWord account) = _sending();
        mapping(address => PartyWord) storage parties = PartyStorage.load().parties;
        uint256 units;
        for (uint256 i = 0; i < voucherIds.length; ++i) {
            move.to = to[i];
            move.toWord = parties[to[i]];
            uint256 passed = _passOne(move, voucherIds[i]);
            // As in {transferBatch}.
            unchecked {
                units += passed;
            }
            parties[to[i]] = move.toWord.addVouchers(1);
        }
        Actors.requireWithinLimit(account, msg.sender, units);

        parties[move.from] = move.fromWord.subVouchers(voucherIds.length);
    }

    // --- units ---

    /// @inheritdoc IERC3525
    function transferFrom(uint256 fromTokenId, address to, uint256 value) external returns (uint256) {
        VoucherRules.Move memory move = _parting(fromTokenId, value);
        move.to = to;
        move.toWord = PartyStorage.load().parties[to];
        bytes4 reason = VoucherRules.restriction(move);
        if (reason != 0) VoucherRules.refuse(reason, move);

        // {_parting} checked that value is at most the voucher's units.
        return _splitOff(move.voucherId, move.voucher, to, uint48(value));
    }

    /// @inheritdoc IERC3525
    function transferFrom(uint256 fromTokenId, uint256 toTokenId, uint256 value) external {
        VoucherRules.Move memory move = _parting(fromTokenId, value);
        (uint64 toId, VoucherWord receiving) = VoucherBook.existing(toTokenId);
        _requireMergeable(move.voucherId, toId, receiving);
        move.to = receiving.holder();
        if (move.to != move.from) {
            move.toWord = PartyStorage.load().parties[move.to];
            bytes4 reason = VoucherRules.restriction(move);
            if (reason != 0) VoucherRules.refuse(reason, move);
        } else {
            _requireMovable(move);
        }

        _moveUnits(move.voucherId, move.voucher, toId, receiving, uint48(value));
    }

    /// @inheritdoc IDataVoucher
    function split(uint64 voucherId, uint48[] calldata units) external returns (uint64 firstVoucherId) {
        if (units.length == 0) revert ListsDiffer(0, 0);
        (VoucherRules.Move memory move, ) = _sending();
        _load(move, voucherId);
        _requireMovable(move);
        for (uint256 i = 0; i < units.length; ++i) {
            // The last part must leave something: a voucher split into itself whole is a renaming.
            if (units[i] >= move.voucher.units()) revert UnitsExceeded(voucherId, move.voucher.units(), units[i]);
            if (units[i] == 0) revert UnitsZero();
            uint64 childId = _splitOff(voucherId, move.voucher, move.from, units[i]);
            if (i == 0) firstVoucherId = childId;
            move.voucher = move.voucher.withOtherUnits(move.voucher.units() - units[i]);
        }
    }

    /// @inheritdoc IDataVoucher
    function merge(uint64 intoId, uint64[] calldata fromIds) external {
        if (fromIds.length == 0) revert ListsDiffer(0, 0);
        (VoucherRules.Move memory move, ) = _sending();
        _load(move, intoId);
        _requireMovable(move);
        for (uint256 i = 0; i < fromIds.length; ++i) {
            _load(move, fromIds[i]);
            (, VoucherWord receiving) = VoucherBook.existing(intoId);
            _requireMergeable(fromIds[i], intoId, receiving);
            _requireMovable(move);
            _moveUnits(fromIds[i], move.voucher, intoId, receiving, move.voucher.units());
        }
    }

    // --- ends ---

    /// @inheritdoc IDataVoucher
    function cancel(uint64 voucherId, bytes32 reasonDigest) external {
        if (reasonDigest == 0) revert DigestMissing();
        (VoucherRules.Move memory move, AccountWord account) = _sending();
        _load(move, voucherId);
        _requireMovable(move);
        uint32 seriesId = VoucherIds.seriesOf(voucherId);

        uint48 units = move.voucher.units();
        Actors.requireWithinLimit(account, msg.sender, units);
        VoucherStorage.load().series[seriesId].cancelled += units;
        VoucherBook.burn(voucherId, move.voucher);
        emit VoucherCancelled(voucherId, seriesId, move.from, msg.sender, units, reasonDigest);
    }

    /// @inheritdoc IDataVoucher
    function expire(uint64[] calldata voucherIds) external {
        if (voucherIds.length == 0) revert ListsDiffer(0, 0);
        for (uint256 i = 0; i < voucherIds.length; ++i) {
            (uint64 voucherId, VoucherWord word) = VoucherBook.existing(voucherIds[i]);
            uint32 seriesId = VoucherIds.seriesOf(voucherId);
            SeriesRecord storage record = VoucherStorage.load().series[seriesId];
            uint40 end = record.word.end();
            if (block.timestamp <= end) revert SeriesNotExpired(seriesId, end);
            // What was used under its licence is told apart from what nobody used: the licence ends first.
            if (word.locks() & SUBLICENCE != 0) revert VoucherLocked(voucherId, word.locks());

            record.expired += word.units();
            VoucherBook.burn(voucherId, word);
            emit VoucherExpired(voucherId, seriesId, word.holder(), msg.sender, word.units());
        }
    }

    // --- use ---

    /// @notice See {IUsageMeter-settleUse}: the UsageDesk answers, one step away.
    function settleUse(UseReceipt calldata, CompactSignature calldata, CompactSignature calldata) external {
        _delegate(_usage);
    }

    /// @notice See {IUsageMeter-settleUses}: the UsageDesk answers, one step away.
    function settleUses(UseReceipt[] calldata, CompactSignature[] calldata, CompactSignature calldata) external {
        _delegate(_usage);
    }

    // --- approvals ---

    /// @inheritdoc IERC721
    function approve(address to, uint256 tokenId) external {
        VoucherApprovals.approveWhole(tokenId, to);
    }

    /// @inheritdoc IERC3525
    function approve(uint256 tokenId, address operator, uint256 value) external {
        VoucherApprovals.approveUnits(tokenId, operator, value);
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address operator, bool approved) external {
        VoucherApprovals.approveAll(operator, approved);
    }

    // --- inside ---

    /// @dev The grantor's account that acts, and the series if it takes issues now.
    function _issuing(
        uint32 seriesId
    ) private view returns (SeriesRecord storage record, SeriesWord word, AccountWord account) {
        address party;
        PartyWord partyWord;
        (party, partyWord, account) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.ISSUE);
        (record, word) = VoucherBook.openForIssue(seriesId);
        if (partyWord.index() != word.grantorIndex()) revert NotGrantor(seriesId, party);
        // A grantor that became a registry or an exchange issues no more.
        Actors.requireRole(party, partyWord, Roles.TRADER);
    }

    /// @dev The caller's party as the sender of what follows.
    function _sending() private view returns (VoucherRules.Move memory move, AccountWord account) {
        (move.from, move.fromWord, account) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.TRANSFER);
    }

    /// @dev Loads a voucher of the sender and its series into the move. Batches run within one series as a rule.
    function _load(VoucherRules.Move memory move, uint64 id) private view {
        move.voucher = VoucherStorage.load().vouchers[id];
        address holder = move.voucher.holder();
        if (holder != move.from) {
            if (holder == address(0)) revert VoucherUnknown(id);
            revert VoucherNotHeldBy(id, move.from, holder);
        }
        uint32 seriesId = VoucherIds.seriesOf(id);
        if (seriesId != VoucherIds.seriesOf(move.voucherId)) {
            move.series = VoucherStorage.load().series[seriesId].word;
        }
        move.voucherId = id;
    }

    /// @dev Passes one voucher of a batch on; the sender's account was checked once for all.
    function _passOne(VoucherRules.Move memory move, uint64 id) private returns (uint256 units) {
        _load(move, id);
        bytes4 reason = VoucherRules.restriction(move);
        if (reason != 0) VoucherRules.refuse(reason, move);
        VoucherBook.pass(id, move.voucher, move.from, move.to);
        return move.voucher.units();
    }

    /// @dev A voucher whose units the caller may move, with the sender's side of the move.
    function _parting(uint256 tokenId, uint256 value) private returns (VoucherRules.Move memory move) {
        Actors.requireNotPaused(Scopes.TRANSFER);
        (move.voucherId, move.voucher) = VoucherBook.existing(tokenId);
        if (value == 0) revert UnitsZero();
        if (value > move.voucher.units()) revert UnitsExceeded(move.voucherId, move.voucher.units(), value);
        VoucherApprovals.spendUnits(move.voucherId, move.voucher, value);
        move.from = move.voucher.holder();
        move.fromWord = PartyStorage.load().parties[move.from];
        move.series = VoucherStorage.load().series[VoucherIds.seriesOf(move.voucherId)].word;
    }

    /// @dev What must hold when units stay with their holder.
    function _requireMovable(VoucherRules.Move memory move) private view {
        Actors.requireInStanding(move.from, move.fromWord);
        SeriesRules.requireInForce(VoucherIds.seriesOf(move.voucherId), move.series);
        if (move.voucher.locks() != 0) revert VoucherLocked(move.voucherId, move.voucher.locks());
    }

    function _requireMergeable(uint64 fromId, uint64 toId, VoucherWord receiving) private pure {
        if (fromId == toId) revert MergeWithSelf(toId);
        if (VoucherIds.seriesOf(fromId) != VoucherIds.seriesOf(toId)) revert SeriesDiffer(fromId, toId);
        if (receiving.locks() != 0) revert VoucherLocked(toId, receiving.locks());
    }

    function _splitOff(uint64 voucherId, VoucherWord word, address to, uint48 units) private returns (uint64 childId) {
        childId = VoucherBook.splitOff(voucherId, word, to, units);
        if (units != word.units()) emit MetadataUpdate(voucherId);
    }

    function _moveUnits(uint64 fromId, VoucherWord from, uint64 toId, VoucherWord to, uint48 units) private {
        VoucherStorage.Layout storage $ = VoucherStorage.load();
        $.vouchers[toId] = to.withOtherUnits(to.units() + units);
        emit TransferValue(fromId, toId, units);
        emit UnitsMoved(fromId, toId, msg.sender, units);
        emit MetadataUpdate(toId);
        if (units == from.units()) {
            VoucherBook.burn(fromId, from.withUnits(0));
        } else {
            $.vouchers[fromId] = from.withOtherUnits(from.units() - units);
            emit MetadataUpdate(fromId);
        }
    }

    /// @dev {Proxy}: what this contract does not answer, the extension does.
    function _implementation() internal view override returns (address) {
        return _extension;
    }

    function _authorizeUpgrade(address) internal override restricted {}
}
