// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Scopes} from "../../contracts/parties/PartyTypes.sol";
import {CompactSignature, UseReceipt} from "../../contracts/usage/UseTypes.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {VoucherActs} from "./VoucherActs.sol";

/// @title Use, tried with receipts new and old, by keys that may sign them and keys that may not
abstract contract UseActs is VoucherActs {
    struct Kept {
        UseReceipt receipt;
        address user;
        address point;
    }

    Kept[] private _kept;
    uint16 internal prohibited;

    function use(uint256 seed, uint256 keySeed, uint256 amount, uint256 shape) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        Entry storage entry = entries[id];
        Kept memory one;
        one.receipt = UseReceipt({
            voucherId: id,
            epoch: shape % 11 == 0 ? entry.epoch + 1 : entry.epoch,
            openingUnits: uint48(shape % 7 == 0 ? entry.units + (amount % 3) : entry.units),
            usedUnits: uint48(within(amount, 0, shape % 3 == 0 ? entry.units + 1 : 9)),
            purpose: uint8((shape >> 4) % 4),
            analysis: uint8((shape >> 8) % 17),
            usedUntil: uint40((shape >> 16) % 9 == 0 ? clock + 700 : clock),
            logDigest: DOCUMENT
        });
        one.user = _keyOf(entry.holder, keySeed);
        one.point = _keyOf(bases[lines[uint32(id >> 32)].basis].grantor, keySeed >> 16);
        _kept.push(one);
        _settle("use", one);
    }

    /// @dev A receipt of before, as it was or with its total moved on: after splits, merges, new hands and other uses.
    function useAgain(uint256 seed, uint256 more) external {
        if (_kept.length == 0) return;
        vm.warp(clock);
        uint256 span = _kept.length < 8 ? _kept.length : 8;
        Kept memory one = _kept[_kept.length - 1 - (seed % span)];
        one.receipt.usedUnits += uint48(within(more, 0, 3));
        _settle("useAgain", one);
    }

    function prohibit(uint256 seed) external {
        uint16 kinds = uint16(seed % 5 == 0 ? seed >> 8 : 0);
        bool allowed = kinds != prohibited;
        vm.prank(authorityKey);
        try ledger.prohibitAnalyses(kinds, DOCUMENT) {
            _note("prohibit", true, allowed);
            prohibited = kinds;
        } catch {
            _note("prohibit", false, allowed);
        }
    }

    function _settle(string memory act, Kept memory one) private {
        UseReceipt memory receipt = one.receipt;
        uint64 id = receipt.voucherId;
        Entry storage entry = entries[id];
        bool allowed = _mayUse(one);
        bytes32 digest = ledger.useReceiptDigest(receipt);
        CompactSignature memory user = _compact(one.user, digest);
        CompactSignature memory point = _compact(one.point, digest);
        try ledger.settleUse(receipt, user, point) {
            _note(act, true, allowed);
            Line storage line = lines[uint32(id >> 32)];
            uint256 left = receipt.openingUnits - receipt.usedUnits;
            line.used += entry.units - left;
            line.live -= entry.units - left;
            entry.units = left;
            if (left == 0) _strike(id);
        } catch {
            _note(act, false, allowed);
        }
    }

    /// @dev Sentences 2 and 5, said once more.
    function _mayUse(Kept memory one) private view returns (bool) {
        UseReceipt memory receipt = one.receipt;
        Entry storage entry = entries[receipt.voucherId];
        Line storage line = lines[uint32(receipt.voucherId >> 32)];
        if (paused & Scopes.USE != 0 || !_mayReshape(receipt.voucherId)) return false;
        if (traderOf[entry.holder].jurisdiction != MAINLAND || clock < line.start) return false;
        if (receipt.usedUntil > line.end || receipt.usedUntil < line.start || receipt.usedUntil > clock + 600) {
            return false;
        }
        if (!_meetsConditions(uint32(receipt.voucherId >> 32), entry.holder)) return false;
        if ((line.purposes >> receipt.purpose) & 1 == 0) return false;
        if (receipt.analysis > 15 || (prohibited >> receipt.analysis) & 1 != 0) return false;
        if (receipt.epoch != entry.epoch || receipt.usedUnits == 0) return false;
        if (receipt.usedUnits > receipt.openingUnits || receipt.openingUnits < entry.units) return false;
        uint256 left = receipt.openingUnits - receipt.usedUnits;
        if (left >= entry.units) return false;
        if (keys[one.user].party != entry.holder || !_usable(one.user, Powers.USE, entry.units - left)) return false;
        return keys[one.point].party == bases[line.basis].grantor && _acts(one.point, Powers.METER, Scopes.USE, 0);
    }

    function _compact(address key, bytes32 digest) private view returns (CompactSignature memory) {
        if (secretOf[key] == 0) return CompactSignature(bytes32(uint256(1)), bytes32(uint256(1)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(secretOf[key], digest);
        return CompactSignature(r, bytes32((uint256(v - 27) << 255) | uint256(s)));
    }
}
