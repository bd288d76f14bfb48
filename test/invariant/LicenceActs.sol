// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Qualifications, Scopes, UserKinds} from "../../contracts/parties/PartyTypes.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {SeriesConditions} from "../../contracts/vouchers/ConditionTypes.sol";
import {PriceRule, SeriesTerms, VoucherClass} from "../../contracts/vouchers/VoucherTypes.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {SupervisionActs} from "./SupervisionActs.sol";

/// @title Sub-licences and what series ask of their holders
abstract contract LicenceActs is SupervisionActs {
    function openLicence(uint256 seed, uint256 termsSeed, uint256 endSeed, uint256 keySeed) external {
        vm.warp(clock);
        uint64 parent = _voucher(seed);
        Entry storage entry = entries[parent];
        Line storage above = lines[uint32(parent >> 32)];
        address key = _keyOf(entry.holder, keySeed);
        SeriesTerms memory terms = SeriesTerms({
            basisKind: BasisKind.Licence,
            basisId: parent,
            class: VoucherClass.Product,
            resale: termsSeed % 8 == 0 ? true : above.resale,
            territory: MAINLAND,
            start: uint40(clock),
            end: endSeed % 8 == 0 ? above.end + 1 : uint40(within(endSeed >> 8, clock + 1, clock + 30 days)),
            cap: uint48(within(termsSeed >> 8, 1, entry.units + entry.units / 8 + 1)),
            purposes: termsSeed % 16 == 15 ? uint64(0xf) : above.purposes,
            namedUser: address(0),
            priceRule: PriceRule.Negotiated,
            unitPrice: 0,
            termsDigest: DOCUMENT,
            conditions: noConditions
        });
        terms.conditions.onward = uint8((termsSeed >> 4) % 4);
        terms.conditions.users = (termsSeed >> 20) % 4 == 1 ? uint16(endSeed >> 20) & 0xff : above.conditions.users;
        terms.conditions.qualifications = above.conditions.qualifications;
        if ((termsSeed >> 24) % 4 == 1) terms.conditions.qualifications ^= 1;
        if ((termsSeed >> 24) % 8 == 2) terms.conditions.qualifications ^= Qualifications.COMMITTED;
        bool allowed = _acts(key, Powers.OPERATE, Scopes.ISSUE, 0) && keys[key].party == entry.holder;
        allowed = allowed && _mayLicense(parent, terms);
        vm.prank(key);
        try ledger.openSeries(terms) returns (uint32 series) {
            _note("openLicence", true, allowed);
            assert(series == ++lineCount);
            Line storage line = lines[series];
            (line.basis, line.grantor, line.start, line.end) = (above.basis, entry.holder, terms.start, terms.end);
            (line.purposes, line.cap, line.resale) = (terms.purposes, terms.cap, terms.resale);
            (line.parent, line.conditions) = (parent, terms.conditions);
            entry.locks |= SUBLICENCE;
        } catch {
            _note("openLicence", false, allowed);
        }
    }

    function endLicence(uint256 seed, uint256 keySeed) external {
        if (lineCount == 0) return;
        vm.warp(clock);
        uint32 series = _someLicence(seed);
        Line storage line = lines[series];
        address key = _keyOf(line.grantor, keySeed);
        bool allowed =
            line.parent != 0 &&
                !line.ended &&
                line.live == 0 &&
                (clock > line.end || (_acts(key, Powers.OPERATE, Scopes.ISSUE, 0) && keys[key].party == line.grantor));
        vm.prank(key);
        try ledger.endLicence(series) {
            _note("endLicence", true, allowed);
            (line.ended, line.closed) = (true, true);
            uint256 used = line.used + line.licensed;
            Line storage above = lines[uint32(line.parent >> 32)];
            (above.licensed, above.live) = (above.licensed + used, above.live - used);
            Entry storage entry = entries[line.parent];
            entry.locks &= ~SUBLICENCE;
            entry.units -= used;
            if (used != 0) ++entry.epoch;
            if (entry.units == 0) _strike(line.parent);
        } catch {
            _note("endLicence", false, allowed);
        }
    }

    /// @dev What stands in the way of the end of a licence: its vouchers are used up, given up, or written off.
    function emptyLicence(uint256 seed) external {
        if (lineCount == 0 || seed % 3 != 0) return;
        vm.warp(clock);
        uint32 series = _someLicence(seed >> 8);
        if (lines[series].parent == 0) return;
        for (uint32 serial = 1; serial <= lines[series].serials; ++serial) {
            uint64 id = (uint64(series) << 32) | serial;
            address key = keysOf[entries[id].holder].length == 0 ? address(0) : keysOf[entries[id].holder][0];
            uint256 units = entries[id].units;
            bool allowed =
                _acts(key, Powers.OPERATE, Scopes.TRANSFER, units) &&
                    keys[key].party == entries[id].holder &&
                    _mayReshape(id);
            vm.prank(key);
            try ledger.cancel(id, DOCUMENT) {
                _note("emptyLicence", true, allowed);
                lines[series].live -= units;
                lines[series].cancelled += units;
                _strike(id);
            } catch {
                _note("emptyLicence", false, allowed);
            }
        }
    }

    function qualify(uint256 seed, uint256 kindSeed, uint256 bits) external {
        address party = traders[seed % traders.length];
        uint8 kind = uint8(kindSeed % 12 == 0 ? (kindSeed >> 8) % 10 : 3 + ((kindSeed >> 8) % 3));
        uint16 qualifications = uint16(bits % 16 == 0 ? bits >> 8 : (bits >> 8) % 4);
        bool allowed = paused & Scopes.PARTIES == 0 && kind >= 1 && kind <= 8 && qualifications < 1024;
        vm.prank(authorityKey);
        try ledger.qualifyParty(party, kind, qualifications, DOCUMENT) {
            _note("qualify", true, allowed);
            (traderOf[party].kind, traderOf[party].qualifications) = (kind, qualifications);
        } catch {
            _note("qualify", false, allowed);
        }
    }

    /// @dev Publishes an edition that counts now or soon, or signs the newest for a trader.
    function commit(uint256 seed, uint256 fromSeed) external {
        vm.warp(clock);
        if (seed % 6 == 0) {
            uint40 from = uint40(fromSeed % 2 == 0 ? 0 : clock + within(fromSeed >> 8, 0, 40 days));
            if (fromSeed % 32 == 1) from = uint40(clock - 1);
            bool allowed = paused & Scopes.PARTIES == 0 && (from == 0 || from >= clock);
            vm.prank(authorityKey);
            try ledger.publishCommitment(from, DOCUMENT) {
                _note("commit", true, allowed);
                if (clock >= newFrom) countedBefore = editions;
                (editions, newFrom) = (editions + 1, from == 0 ? uint40(clock) : from);
            } catch {
                _note("commit", false, allowed);
            }
            return;
        }
        address party = traders[(seed >> 8) % traders.length];
        if (keysOf[party].length == 0) return;
        address key = keysOf[party][0];
        if (keys[key].powers & Powers.SIGN == 0) {
            vm.prank(key);
            try ledger.appointSigner(key, DOCUMENT) {
                keys[key].powers |= Powers.SIGN;
            } catch {
                return;
            }
        }
        uint16 edition = (seed >> 16) % 8 == 0 ? editions + 1 : editions;
        bool may = _acts(key, Powers.SIGN, Scopes.PARTIES, 0) && edition == editions;
        vm.prank(key);
        try ledger.commitSafeUse(edition, DOCUMENT) {
            _note("commit", true, may);
            traderOf[party].edition = edition;
        } catch {
            _note("commit", false, may);
        }
    }

    // --- inside ---

    /// @dev Mostly a series that is a licence: there are fewer of them.
    function _someLicence(uint256 seed) private view returns (uint32) {
        uint32 first = uint32(within(seed >> 8, 1, lineCount));
        for (uint32 i = 0; i < lineCount && seed % 8 != 0; ++i) {
            uint32 series = 1 + ((first + i) % lineCount);
            if (lines[series].parent != 0 && !lines[series].ended) return series;
        }
        return first;
    }

    /// @dev Sentence 3, said once more.
    function _mayLicense(uint64 parent, SeriesTerms memory terms) private view returns (bool) {
        Entry storage entry = entries[parent];
        Line storage above = lines[uint32(parent >> 32)];
        SeriesConditions storage up = above.conditions;
        if (entry.holder == address(0) || entry.locks != 0 || up.onward == 0 || !_seriesMoves(uint32(parent >> 32))) {
            return false;
        }
        if (terms.end <= clock || terms.end > above.end || terms.start < above.start) return false;
        if (terms.cap == 0 || terms.cap > entry.units || (terms.resale && !above.resale)) return false;
        if (terms.purposes == 0 || terms.purposes & ~above.purposes != 0) return false;
        SeriesConditions memory own = terms.conditions;
        if (own.users & ~UserKinds.ALL != 0 || own.qualifications & ~Qualifications.ALL != 0) return false;
        if (up.users != 0 && (own.users == 0 || own.users & ~up.users != 0)) return false;
        return own.onward < up.onward && up.qualifications & ~own.qualifications == 0;
    }
}
