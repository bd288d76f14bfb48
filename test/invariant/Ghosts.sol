// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Qualifications, Roles, Scopes, Standing} from "../../contracts/parties/PartyTypes.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {SeriesConditions} from "../../contracts/vouchers/ConditionTypes.sol";
import {vm} from "../fuzz/Vm.sol";
import {World} from "./World.sol";

/// @title What the handlers know by themselves: a second book, kept beside the ledger's and never read from it
abstract contract Ghosts is World {
    struct Trader {
        address party;
        Standing standing;
        uint16 jurisdiction;
        uint256 vouchers;
        uint8 kind;
        uint16 qualifications;
        uint16 edition;
    }

    struct Key {
        address party;
        uint8 powers;
        uint40 unitLimit;
        bool revoked;
    }

    struct Basis {
        BasisKind kind;
        uint64 id;
        address grantor;
        uint40 until;
        uint64 purposes;
        bool resale;
        bool ended;
        bool suspended;
        /// @dev what its series were last told
        bool lost;
        uint40 safeUntil;
    }

    struct Line {
        uint256 basis;
        address grantor;
        uint40 start;
        uint40 end;
        uint64 purposes;
        uint48 cap;
        bool resale;
        bool closed;
        bool suspended;
        uint256 issued;
        uint256 live;
        uint256 used;
        uint256 licensed;
        uint256 cancelled;
        uint256 expired;
        uint32 serials;
        /// @dev the voucher that a sub-licence stands on; 0 for a series over another basis
        uint64 parent;
        bool ended;
        SeriesConditions conditions;
    }

    struct Entry {
        address holder;
        uint256 units;
        uint16 locks;
        address approved;
        uint32 epoch;
    }

    uint16 internal constant SUBLICENCE = 1 << 5;

    address[] internal traders;
    mapping(address => Trader) internal traderOf;
    mapping(address party => address[]) internal keysOf;
    mapping(address => Key) internal keys;
    Basis[] internal bases;
    mapping(uint32 => Line) internal lines;
    uint32 internal lineCount;
    uint64[] internal ids;
    mapping(uint64 => Entry) internal entries;
    uint16 internal paused;
    /// @dev editions of the safe-use commitment, and which counts until the newest does
    uint16 internal editions;
    uint16 internal countedBefore;
    uint40 internal newFrom;

    /// @dev Acts that the ledger did although the second book forbids them, and the last of them.
    uint256 public wronglyDone;
    /// @dev Acts that the ledger refused although nothing stood in the way.
    uint256 public wronglyRefused;
    string public lastWrong;
    mapping(string act => uint256) public done;
    mapping(string act => uint256) public refusals;

    function _setUpWorld() internal {
        _deploy();
        _setRules();
        for (uint256 i = 0; i < 4; ++i) {
            (address party, address key) = _admit(i == 3 ? Roles.TRADER | Roles.OPERATOR : Roles.TRADER, MAINLAND);
            traders.push(party);
            traderOf[party] = Trader(party, Standing.Good, MAINLAND, 0, 0, 0, 0);
            _noteKey(party, key, Powers.GIVEN, 0);
            _addKey(party, Powers.OPERATE, 40);
            _addKey(party, Powers.GIVEN & ~Powers.OPERATE, 0);
        }
        uint40 until = uint40(clock + 300 days);
        _certified(0, until, 0x7, true);
        _certified(1, until - 200 days, 0x3, false);
        for (uint256 i = 0; i < 3; ++i) {
            uint64 id = _authorise(traders[3], until, 0x5, i != 1);
            bases.push(
                Basis(BasisKind.PublicAuthorisation, id, traders[3], until, 0x5, i != 1, false, false, false, until)
            );
        }
    }

    function _certified(uint256 trader, uint40 until, uint64 purposes, bool resale) private {
        address party = traders[trader];
        uint64 id = _certify(keysOf[party][0], until, purposes, resale, MAINLAND);
        bases.push(Basis(BasisKind.Certificate, id, party, until, purposes, resale, false, false, false, until));
    }

    function _noteKey(address party, address key, uint8 powers, uint40 unitLimit) internal {
        keysOf[party].push(key);
        keys[key] = Key(party, powers, unitLimit, false);
    }

    function _addKey(address party, uint8 powers, uint40 unitLimit) internal {
        address key = _freshKey();
        vm.prank(keysOf[party][0]);
        ledger.addAccount(key, powers, 0, unitLimit);
        _noteKey(party, key, powers, unitLimit);
    }

    /// @dev Compares what the ledger did with what the second book says it must do.
    function _note(string memory act, bool did, bool allowed) internal {
        if (did) ++done[act];
        else ++refusals[act];
        if (did == allowed) return;
        if (did) ++wronglyDone;
        else ++wronglyRefused;
        lastWrong = act;
    }

    // --- the rules, said once more ---

    function _inStanding(address party) internal view returns (bool) {
        Standing standing = traderOf[party].standing;
        return standing == Standing.Good || standing == Standing.Warned;
    }

    /// @dev The key may act with this power for its party, whatever the party's standing.
    function _usable(address key, uint8 power, uint256 units) internal view returns (bool) {
        Key storage known = keys[key];
        return
            known.party != address(0) &&
            !known.revoked &&
            known.powers & power == power &&
            (known.unitLimit == 0 || units <= known.unitLimit);
    }

    function _acts(address key, uint8 power, uint16 scope, uint256 units) internal view returns (bool) {
        return paused & scope == 0 && _usable(key, power, units) && _inStanding(keys[key].party);
    }

    function _basisStands(uint256 basis) internal view returns (bool) {
        return !bases[basis].ended && !bases[basis].suspended && clock <= bases[basis].until;
    }

    function _seriesMoves(uint32 series) internal view returns (bool) {
        Line storage line = lines[series];
        if (series == 0 || series > lineCount || clock > line.end || line.suspended) return false;
        if (line.parent == 0) return !bases[line.basis].lost;
        return entries[line.parent].locks == SUBLICENCE && _seriesMoves(uint32(line.parent >> 32));
    }

    function _mayReceive(uint32 series, address party) internal view returns (bool) {
        Trader storage trader = traderOf[party];
        return
            trader.party != address(0) &&
            _inStanding(party) &&
            trader.jurisdiction == MAINLAND &&
            _meetsConditions(series, party);
    }

    /// @dev Kind and qualifications, and no licence that leads back to who granted it.
    function _meetsConditions(uint32 series, address party) internal view returns (bool) {
        SeriesConditions storage asked = lines[series].conditions;
        Trader storage trader = traderOf[party];
        if (asked.users != 0 && (trader.kind == 0 || (asked.users >> (trader.kind - 1)) & 1 == 0)) return false;
        if (asked.qualifications & Qualifications.RECORDED & ~trader.qualifications != 0) return false;
        if (asked.qualifications & Qualifications.COMMITTED != 0 && !_committed(trader)) return false;
        for (uint64 above = lines[series].parent; above != 0; above = lines[uint32(above >> 32)].parent) {
            if (lines[uint32(above >> 32)].grantor == party) return false;
        }
        return true;
    }

    /// @dev The party signed an edition that counts by now.
    function _committed(Trader storage trader) internal view returns (bool) {
        return trader.edition != 0 && trader.edition >= (clock < newFrom ? countedBefore : editions);
    }

    /// @dev Units of this voucher may stay with their holder in another form.
    function _mayReshape(uint64 id) internal view returns (bool) {
        Entry storage entry = entries[id];
        return
            entry.holder != address(0) &&
            _inStanding(entry.holder) &&
            _seriesMoves(uint32(id >> 32)) &&
            entry.locks == 0;
    }

    function _mayPass(uint64 id, address to) internal view returns (bool) {
        Entry storage entry = entries[id];
        Line storage line = lines[uint32(id >> 32)];
        return
            _mayReshape(id) &&
            to != entry.holder &&
            _mayReceive(uint32(id >> 32), to) &&
            (line.resale || line.grantor == entry.holder);
    }

    /// @dev The key may move this voucher whole, for its holder or as an approved party.
    function _mayMove(address key, uint64 id, uint256 units) internal view returns (bool) {
        if (paused & Scopes.TRANSFER != 0 || !_usable(key, Powers.OPERATE, units)) return false;
        address party = keys[key].party;
        if (party == entries[id].holder) return true;
        return party == entries[id].approved && _inStanding(party);
    }

    // --- the second book ---

    function _enter(uint32 series, address holder, uint256 units, uint16 locks) internal returns (uint64 id) {
        id = (uint64(series) << 32) | ++lines[series].serials;
        ids.push(id);
        entries[id] = Entry(holder, units, locks, address(0), 0);
        ++traderOf[holder].vouchers;
    }

    function _strike(uint64 id) internal {
        --traderOf[entries[id].holder].vouchers;
        delete entries[id];
    }

    function _handOver(uint64 id, address to) internal {
        --traderOf[entries[id].holder].vouchers;
        ++traderOf[to].vouchers;
        entries[id].holder = to;
        entries[id].approved = address(0);
        ++entries[id].epoch;
    }
}
