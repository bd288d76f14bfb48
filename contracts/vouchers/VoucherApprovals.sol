// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Actors} from "../parties/Actors.sol";
import {PartyStorage} from "../parties/PartyStorage.sol";
import {Powers, Scopes} from "../parties/PartyTypes.sol";
import {AccountWord} from "../parties/PartyWords.sol";
import {IDataVoucher} from "./IDataVoucher.sol";
import {IERC3525} from "./IERC3525.sol";
import {VoucherBook} from "./VoucherBook.sol";
import {Approvals, VoucherStorage} from "./VoucherStorage.sol";
import {VoucherWord} from "./VoucherWords.sol";

/// @title Who may move a voucher besides the accounts of its holder
/// @notice An operator is an account, a contract, or a party whose accounts then all may.
library VoucherApprovals {
    /// @dev Approvals for units are cleared when the voucher changes hands, so their list is short.
    uint256 private constant LIMIT = 8;

    /// @dev The caller may move the whole voucher.
    function requireForWhole(uint64 voucherId, VoucherWord word) internal view {
        (bool own, address party) = _caller(word.holder(), word.units());
        if (own || _forAll(word.holder(), party)) return;
        if (word.approved()) {
            address whole = VoucherStorage.load().approvals[voucherId].whole;
            if (whole == msg.sender || (whole == party && party != address(0))) return;
        }
        revert IDataVoucher.TransferNotApproved(voucherId, msg.sender);
    }

    /// @dev The caller may move these units; an approval for units shrinks by them.
    function spendUnits(uint64 voucherId, VoucherWord word, uint256 units) internal {
        (bool own, address party) = _caller(word.holder(), units);
        if (own || _forAll(word.holder(), party)) return;
        if (!word.approved()) revert IDataVoucher.TransferNotApproved(voucherId, msg.sender);
        Approvals storage approvals = VoucherStorage.load().approvals[voucherId];
        if (approvals.whole == msg.sender || (approvals.whole == party && party != address(0))) return;
        address operator = approvals.units[msg.sender] != 0 ? msg.sender : party;
        uint256 allowed = operator == address(0) ? 0 : approvals.units[operator];
        if (allowed == 0) revert IDataVoucher.TransferNotApproved(voucherId, msg.sender);
        if (allowed < units) revert IDataVoucher.AllowanceExceeded(voucherId, msg.sender, allowed, units);
        if (allowed != type(uint256).max) approvals.units[operator] = allowed - units;
    }

    /// @dev Whether `operator` may now move every voucher of `holder`: an account of it, or an approved account,
    /// contract or party. A key that may not act for its own party acts for nobody.
    function mayMoveAll(address operator, address holder) internal view returns (bool) {
        address party = PartyStorage.load().accounts[operator].party();
        if (party != address(0) && !Actors.mayAct(operator, party, Powers.OPERATE)) return false;
        mapping(address => bool) storage operators = VoucherStorage.load().operators[holder];
        return operators[operator] || (party != address(0) && (party == holder || operators[party]));
    }

    function approveWhole(uint256 tokenId, address operator) internal {
        uint256 units = operator == address(0) ? 0 : type(uint256).max;
        (uint64 voucherId, VoucherWord word) = _own(tokenId, operator, units);
        Approvals storage approvals = VoucherStorage.load().approvals[voucherId];
        if (operator == address(0) && approvals.whole == address(0)) return;
        approvals.whole = operator;
        VoucherStorage.load().vouchers[voucherId] = word.withApproval();
        emit IERC721.Approval(word.holder(), operator, voucherId);
        emit IDataVoucher.VoucherApproved(voucherId, operator, msg.sender, units);
    }

    function approveUnits(uint256 tokenId, address operator, uint256 units) internal {
        if (operator == address(0)) revert IDataVoucher.ApprovalInvalid(operator);
        (uint64 voucherId, VoucherWord word) = _own(tokenId, operator, units);
        Approvals storage approvals = VoucherStorage.load().approvals[voucherId];
        if (approvals.units[operator] == 0 && units != 0) _list(voucherId, approvals, operator);
        approvals.units[operator] = units;
        VoucherStorage.load().vouchers[voucherId] = word.withApproval();
        emit IERC3525.ApprovalValue(voucherId, operator, units);
        emit IDataVoucher.VoucherApproved(voucherId, operator, msg.sender, units);
    }

    function approveAll(address operator, bool approved) internal {
        (address party, , AccountWord account) = Actors.acting(msg.sender, Powers.APPROVE, Scopes.TRANSFER);
        if (approved) Actors.requireWithinLimit(account, msg.sender, type(uint256).max);
        if (operator == address(0) || operator == party) revert IDataVoucher.ApprovalInvalid(operator);
        VoucherStorage.load().operators[party][operator] = approved;
        emit IERC721.ApprovalForAll(party, operator, approved);
        emit IDataVoucher.OperatorApproved(party, operator, msg.sender, approved);
    }

    /// @dev Whether the caller acts for the holder, within its powers and limit, and the caller's party if it has one.
    function _caller(address holder, uint256 units) private view returns (bool own, address party) {
        AccountWord account = PartyStorage.load().accounts[msg.sender];
        party = account.party();
        // A contract that a holder approved is no account and needs none.
        if (party == address(0)) return (false, party);
        Actors.requireUsable(account, msg.sender, Powers.OPERATE);
        Actors.requireWithinLimit(account, msg.sender, units);
        own = party == holder;
        // A stranger's standing matters too: a suspended broker moves nothing for its clients.
        if (!own) Actors.requireInStanding(party, PartyStorage.load().parties[party]);
    }

    function _forAll(address holder, address party) private view returns (bool) {
        mapping(address => bool) storage operators = VoucherStorage.load().operators[holder];
        return operators[msg.sender] || (party != address(0) && operators[party]);
    }

    /// @dev A voucher of the caller's party, for which it may name an operator. A key with a limit names one for no
    /// more units than it may move itself, or it would move them by a helper.
    function _own(
        uint256 tokenId,
        address operator,
        uint256 units
    ) private view returns (uint64 voucherId, VoucherWord word) {
        (address party, , AccountWord account) = Actors.acting(msg.sender, Powers.OPERATE, Scopes.TRANSFER);
        Actors.requireWithinLimit(account, msg.sender, units);
        (voucherId, word) = VoucherBook.existing(tokenId);
        if (word.holder() != party) revert IDataVoucher.VoucherNotHeldBy(voucherId, party, word.holder());
        if (operator == party) revert IDataVoucher.ApprovalInvalid(operator);
    }

    /// @dev Lists an operator, in the place of one whose units are withdrawn or spent when the list is full.
    function _list(uint64 voucherId, Approvals storage approvals, address operator) private {
        address[] storage operators = approvals.operators;
        uint256 length = operators.length;
        uint256 free = length;
        for (uint256 i = 0; i < length; ++i) {
            if (operators[i] == operator) return;
            if (approvals.units[operators[i]] == 0) free = i;
        }
        if (free < length) operators[free] = operator;
        else if (length < LIMIT) operators.push(operator);
        else revert IDataVoucher.TooManyApprovals(voucherId, LIMIT);
    }
}
