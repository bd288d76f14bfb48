// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Scopes} from "../../contracts/parties/PartyTypes.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {Ghosts} from "./Ghosts.sol";

/// @title Issue and circulation, tried by keys that may and keys that may not
abstract contract VoucherActs is Ghosts {
    /// @dev Whoever is to act or receive: mostly a trader, sometimes nobody.
    function _someone(uint256 seed) internal view returns (address) {
        uint256 index = seed % 9;
        if (index == 8) return seed % 2 == 0 ? registry : address(0xdead);
        return traders[index % traders.length];
    }

    /// @dev A key of the party, usually the first, which may do most.
    function _keyOf(address party, uint256 seed) internal view returns (address) {
        address[] storage list = keysOf[party];
        if (list.length == 0 || seed % 11 == 0) return keysOf[traders[0]][0];
        // The newest key is usually the one that works after rotations.
        return seed % 3 == 0 ? list[(seed >> 8) % list.length] : list[seed % 3 == 1 ? 0 : list.length - 1];
    }

    function _voucher(uint256 seed) internal view returns (uint64) {
        if (ids.length == 0) return 0;
        // Mostly one of the latest: the others are often gone.
        if (seed % 10 == 9) return ids[(seed / 10) % ids.length];
        uint256 span = ids.length < 12 ? ids.length : 12;
        return ids[ids.length - 1 - (seed % span)];
    }

    /// @dev Usually another voucher of the same holder and series, if there is one.
    function _beside(uint64 id, uint256 seed) internal view returns (uint64) {
        if (seed % 8 == 0) return _voucher(seed >> 8);
        for (uint256 i = ids.length; i != 0; --i) {
            uint64 other = ids[i - 1];
            if (other != id && other >> 32 == id >> 32 && entries[other].holder == entries[id].holder) return other;
        }
        return _voucher(seed >> 8);
    }

    function issue(uint256 seed, uint256 to, uint256 keySeed, uint48 units) external {
        vm.warp(clock);
        uint32 series = uint32(within(seed, 1, lineCount + 1));
        Line storage line = lines[series];
        address receiver = _someone(to);
        address key = _keyOf(line.grantor == address(0) ? traders[0] : line.grantor, keySeed);
        units = uint48(within(units, 0, 120));
        bool allowed =
            series <= lineCount &&
                _acts(key, Powers.OPERATE, Scopes.ISSUE, units) &&
                keys[key].party == line.grantor &&
                _seriesMoves(series) &&
                !line.closed &&
                _mayReceive(series, receiver) &&
                units != 0 &&
                line.issued + units <= line.cap;
        vm.prank(key);
        try ledger.issue(series, receiver, units, DOCUMENT) returns (uint64 id) {
            _note("issue", true, allowed);
            line.issued += units;
            line.live += units;
            assert(_enter(series, receiver, units, 0) == id);
        } catch {
            _note("issue", false, allowed);
        }
    }

    function transfer(uint256 seed, uint256 to, uint256 keySeed) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        address from = entries[id].holder;
        address receiver = _someone(to);
        address key = _keyOf(keySeed % 5 == 4 ? entries[id].approved : from, keySeed >> 8);
        bool allowed = _mayMove(key, id, entries[id].units) && _mayPass(id, receiver);
        assert(!allowed || ledger.canTransfer(from, receiver, id));
        vm.prank(key);
        try ledger.transferFrom(from, receiver, uint256(id)) {
            _note("transfer", true, allowed);
            _handOver(id, receiver);
        } catch {
            _note("transfer", false, allowed);
        }
    }

    function transferBatch(uint256 seed, uint256 other, uint256 to, uint256 keySeed) external {
        vm.warp(clock);
        uint64[] memory list = new uint64[](2);
        list[0] = _voucher(seed);
        list[1] = _beside(list[0], other);
        address receiver = _someone(to);
        address key = _keyOf(entries[list[0]].holder, keySeed);
        address from = keys[key].party;
        bool allowed =
            list[0] != list[1] &&
                from != address(0) &&
                _acts(key, Powers.OPERATE, Scopes.TRANSFER, entries[list[0]].units + entries[list[1]].units) &&
                entries[list[0]].holder == from &&
                entries[list[1]].holder == from &&
                _mayPass(list[0], receiver) &&
                _mayPass(list[1], receiver);
        vm.prank(key);
        try ledger.transferBatch(list, receiver) {
            _note("transferBatch", true, allowed);
            _handOver(list[0], receiver);
            _handOver(list[1], receiver);
        } catch {
            _note("transferBatch", false, allowed);
        }
    }

    function sendUnits(uint256 seed, uint256 to, uint256 keySeed, uint48 amount) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        Entry storage entry = entries[id];
        address receiver = _someone(to);
        address key = _keyOf(entry.holder, keySeed);
        uint256 units = within(amount, 0, entry.units + 1);
        bool allowed = units != 0 && units <= entry.units && _mayMove(key, id, units) && _mayPass(id, receiver);
        vm.prank(key);
        try ledger.transferFrom(uint256(id), receiver, units) returns (uint256 child) {
            _note("sendUnits", true, allowed);
            assert(_enter(uint32(id >> 32), receiver, units, entry.locks) == child);
            entry.units -= units;
            ++entry.epoch;
            if (entry.units == 0) _strike(id);
        } catch {
            _note("sendUnits", false, allowed);
        }
    }

    function pour(uint256 seed, uint256 other, uint256 keySeed, uint48 amount) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        uint64 into = other % 2 == 0 ? _voucher(other >> 1) : _beside(id, other >> 1);
        Entry storage entry = entries[id];
        address receiver = entries[into].holder;
        address key = _keyOf(entry.holder, keySeed);
        uint256 units = within(amount, 0, entry.units + 1);
        bool allowed =
            units != 0 &&
                units <= entry.units &&
                _mayMove(key, id, units) &&
                id != into &&
                id >> 32 == into >> 32 &&
                receiver != address(0) &&
                entries[into].locks == 0 &&
                (receiver == entry.holder ? _mayReshape(id) : _mayPass(id, receiver));
        vm.prank(key);
        try ledger.transferFrom(uint256(id), uint256(into), units) {
            _note("pour", true, allowed);
            entry.units -= units;
            entries[into].units += units;
            ++entry.epoch;
            ++entries[into].epoch;
            if (entry.units == 0) _strike(id);
        } catch {
            _note("pour", false, allowed);
        }
    }

    function split(uint256 seed, uint256 keySeed, uint48 first, uint48 second) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        Entry storage entry = entries[id];
        address key = _keyOf(entry.holder, keySeed);
        uint48[] memory parts = new uint48[](2);
        parts[0] = uint48(within(first, 0, entry.units / 2 + 2));
        parts[1] = uint48(within(second, 0, entry.units / 2 + 1));
        bool allowed =
            _acts(key, Powers.OPERATE, Scopes.TRANSFER, 0) &&
                keys[key].party == entry.holder &&
                _mayReshape(id) &&
                parts[0] != 0 &&
                parts[1] != 0 &&
                parts[0] + parts[1] < entry.units;
        vm.prank(key);
        try ledger.split(id, parts) returns (uint64 child) {
            _note("split", true, allowed);
            assert(_enter(uint32(id >> 32), entry.holder, parts[0], entry.locks) == child);
            _enter(uint32(id >> 32), entry.holder, parts[1], entry.locks);
            entry.units -= uint256(parts[0]) + parts[1];
            entry.epoch += 2;
        } catch {
            _note("split", false, allowed);
        }
    }

    function merge(uint256 seed, uint256 other, uint256 keySeed) external {
        vm.warp(clock);
        uint64 into = _voucher(seed);
        uint64[] memory list = new uint64[](1);
        list[0] = _beside(into, other);
        address key = _keyOf(entries[into].holder, keySeed);
        bool allowed =
            _acts(key, Powers.OPERATE, Scopes.TRANSFER, 0) &&
                keys[key].party == entries[into].holder &&
                entries[list[0]].holder == entries[into].holder &&
                into != list[0] &&
                into >> 32 == list[0] >> 32 &&
                _mayReshape(into) &&
                _mayReshape(list[0]);
        vm.prank(key);
        try ledger.merge(into, list) {
            _note("merge", true, allowed);
            entries[into].units += entries[list[0]].units;
            ++entries[into].epoch;
            _strike(list[0]);
        } catch {
            _note("merge", false, allowed);
        }
    }

    function cancel(uint256 seed, uint256 keySeed) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        uint256 units = entries[id].units;
        address key = _keyOf(entries[id].holder, keySeed);
        bool allowed =
            _acts(key, Powers.OPERATE, Scopes.TRANSFER, units) &&
                keys[key].party == entries[id].holder &&
                _mayReshape(id);
        vm.prank(key);
        try ledger.cancel(id, DOCUMENT) {
            _note("cancel", true, allowed);
            lines[uint32(id >> 32)].live -= units;
            lines[uint32(id >> 32)].cancelled += units;
            _strike(id);
        } catch {
            _note("cancel", false, allowed);
        }
    }

    /// @dev Anyone may, and only time decides.
    function expire(uint256 seed) external {
        vm.warp(clock);
        uint64[] memory list = new uint64[](1);
        list[0] = _voucher(seed);
        uint256 units = entries[list[0]].units;
        Line storage line = lines[uint32(list[0] >> 32)];
        bool allowed =
            entries[list[0]].holder != address(0) && clock > line.end && entries[list[0]].locks & SUBLICENCE == 0;
        try ledger.expire(list) {
            _note("expire", true, allowed);
            line.live -= units;
            line.expired += units;
            _strike(list[0]);
        } catch {
            _note("expire", false, allowed);
        }
    }

    function approve(uint256 seed, uint256 to, uint256 keySeed) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        address operator = _someone(to);
        address key = _keyOf(entries[id].holder, keySeed);
        bool allowed =
            _acts(key, Powers.OPERATE, Scopes.TRANSFER, type(uint256).max) &&
                keys[key].party == entries[id].holder &&
                operator != entries[id].holder;
        vm.prank(key);
        try ledger.approve(operator, id) {
            _note("approve", true, allowed);
            entries[id].approved = operator;
        } catch {
            _note("approve", false, allowed);
        }
    }
}
