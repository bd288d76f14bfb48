// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Qualifications, Scopes, Standing} from "../../contracts/parties/PartyTypes.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {OperationSafety} from "../../contracts/registration/RecordTypes.sol";
import {PriceRule, SeriesTerms, VoucherClass} from "../../contracts/vouchers/VoucherTypes.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {UseActs} from "./UseActs.sol";

/// @title What changes around vouchers: standing, keys, pauses, places, locks, series, bases and time
abstract contract SupervisionActs is UseActs {
    uint8[3] internal lockClasses = [0, 6, 11];

    function setStanding(uint256 seed, uint256 standingSeed) external {
        address party = traders[seed % traders.length];
        // Mostly good: a ledger where everybody is barred shows nothing.
        uint256 index = standingSeed % 6;
        Standing standing = index < 3 ? Standing.Good : Standing(index - 1);
        bool allowed = paused & Scopes.PARTIES == 0 && standing != traderOf[party].standing;
        vm.prank(authorityKey);
        try ledger.changeStanding(party, standing, DOCUMENT) {
            _note("setStanding", true, allowed);
            traderOf[party].standing = standing;
        } catch {
            _note("setStanding", false, allowed);
        }
    }

    function relocate(uint256 seed, uint256 place) external {
        address party = traders[seed % traders.length];
        uint16 jurisdiction = place % 4 == 0 ? 344 : MAINLAND;
        vm.prank(authorityKey);
        try ledger.changeJurisdiction(party, jurisdiction, DOCUMENT) {
            _note("relocate", true, paused & Scopes.PARTIES == 0);
            traderOf[party].jurisdiction = jurisdiction;
        } catch {
            _note("relocate", false, paused & Scopes.PARTIES == 0);
        }
    }

    function pause(uint256 seed) external {
        paused = seed % 3 == 0 ? uint16((seed >> 8) % 64) : 0;
        ledger.pause(paused);
    }

    function rotateKey(uint256 seed, uint256 which) external {
        address party = traders[seed % traders.length];
        uint256 index = which % keysOf[party].length;
        address key = keysOf[party][index];
        address next = _freshKey();
        bool allowed = paused & Scopes.PARTIES == 0 && !keys[key].revoked;
        vm.prank(key);
        try ledger.rotateAccount(key, next) {
            _note("rotateKey", true, allowed);
            keys[next] = keys[key];
            keys[key].revoked = true;
            keysOf[party][index] = next;
        } catch {
            _note("rotateKey", false, allowed);
        }
    }

    /// @dev The first key of a party stays, so that a party can always be brought back.
    function revokeKey(uint256 seed, uint256 which) external {
        address party = traders[seed % traders.length];
        uint256 count = keysOf[party].length;
        if (count == 1) return;
        address key = keysOf[party][1 + (which % (count - 1))];
        bool allowed = paused & Scopes.PARTIES == 0 && !keys[key].revoked;
        vm.prank(keysOf[party][0]);
        try ledger.revokeAccount(key) {
            _note("revokeKey", true, allowed);
            keys[key].revoked = true;
        } catch {
            _note("revokeKey", false, allowed);
        }
    }

    function addKey(uint256 seed, uint40 limit) external {
        address party = traders[seed % traders.length];
        address key = _freshKey();
        uint40 unitLimit = uint40(within(limit, 0, 60));
        bool allowed = paused & Scopes.PARTIES == 0 && _inStanding(party);
        vm.prank(keysOf[party][0]);
        try ledger.addAccount(key, Powers.OPERATE, 0, unitLimit) {
            _note("addKey", true, allowed);
            _noteKey(party, key, Powers.OPERATE, unitLimit);
        } catch {
            _note("addKey", false, allowed);
        }
    }

    // --- series and bases ---

    function openSeries(
        uint256 basisSeed,
        uint256 termsSeed,
        uint256 endSeed,
        uint256 purposes,
        uint256 asked
    ) external {
        vm.warp(clock);
        uint256 index = basisSeed % bases.length;
        Basis storage basis = bases[index];
        // Terms within the basis and a little beyond it.
        SeriesTerms memory terms = SeriesTerms({
            basisKind: basis.kind,
            basisId: basis.id,
            class: VoucherClass.Product,
            resale: termsSeed % 4 != 0,
            territory: termsSeed % 16 == 15 ? 344 : MAINLAND,
            start: uint40(clock),
            end: endSeed % 8 == 0 ? basis.until + 1 : uint40(within(endSeed >> 8, clock, clock + 60 days)),
            cap: uint48(within(termsSeed >> 16, 0, 700)),
            purposes: uint64(purposes % 16),
            namedUser: address(0),
            priceRule: PriceRule.Negotiated,
            unitPrice: 0,
            termsDigest: DOCUMENT,
            conditions: noConditions
        });
        // Some ask for kinds of user or a qualification; most let their holders grant onward.
        terms.conditions.onward = uint8(asked % 4);
        if ((asked >> 2) % 4 == 0) terms.conditions.users = uint16(0x38 >> ((asked >> 4) % 2));
        if ((asked >> 5) % 8 == 0) terms.conditions.qualifications = 2;
        if ((asked >> 8) % 12 == 5) terms.conditions.qualifications |= Qualifications.COMMITTED;
        bool allowed =
            _acts(keysOf[basis.grantor][0], Powers.OPERATE, Scopes.ISSUE, 0) &&
                _basisStands(index) &&
                terms.cap != 0 &&
                terms.end > clock &&
                terms.end <= basis.until &&
                terms.territory == MAINLAND &&
                terms.purposes != 0 &&
                terms.purposes & ~basis.purposes == 0 &&
                (!terms.resale || basis.resale);
        vm.prank(keysOf[basis.grantor][0]);
        try ledger.openSeries(terms) returns (uint32 series) {
            _note("openSeries", true, allowed);
            assert(series == ++lineCount);
            Line storage line = lines[series];
            (line.basis, line.grantor, line.start, line.end) = (index, basis.grantor, terms.start, terms.end);
            (line.purposes, line.cap, line.resale) = (terms.purposes, terms.cap, terms.resale);
            line.conditions = terms.conditions;
        } catch {
            _note("openSeries", false, allowed);
        }
    }

    function closeSeries(uint256 seed) external {
        if (lineCount == 0 || seed % 4 != 0) return;
        uint32 series = uint32(within(seed >> 8, 1, lineCount));
        address key = keysOf[lines[series].grantor][0];
        bool allowed = _acts(key, Powers.OPERATE, Scopes.ISSUE, 0) && !lines[series].closed;
        vm.prank(key);
        try ledger.closeSeries(series) {
            _note("closeSeries", true, allowed);
            lines[series].closed = true;
        } catch {
            _note("closeSeries", false, allowed);
        }
    }

    function suspendSeries(uint256 seed, uint256 how) external {
        if (lineCount == 0) return;
        uint32 series = uint32(within(seed, 1, lineCount));
        // Mostly lifted again.
        bool suspended = how % 4 == 0;
        vm.prank(authorityKey);
        try ledger.suspendSeries(series, suspended, DOCUMENT) {
            _note("suspendSeries", true, suspended != lines[series].suspended);
            lines[series].suspended = suspended;
        } catch {
            _note("suspendSeries", false, suspended != lines[series].suspended);
        }
    }

    function endAuthorisation(uint256 seed) external {
        uint256 index = seed % bases.length;
        Basis storage basis = bases[index];
        // Once in a while: what has ended never comes back.
        if (basis.kind != BasisKind.PublicAuthorisation || (seed >> 8) % 3 != 0) return;
        bool allowed = paused & Scopes.PUBLIC_RECORDS == 0 && !basis.ended;
        vm.prank(bodyKey);
        try records.endAuthorisation(basis.id, DOCUMENT) {
            _note("endAuthorisation", true, allowed);
            (basis.ended, basis.lost) = (true, true);
        } catch {
            _note("endAuthorisation", false, allowed);
        }
    }

    function suspendOperation(uint256 seed) external {
        Basis storage basis = bases[seed % bases.length];
        // Less often than they go on.
        if (basis.kind != BasisKind.PublicAuthorisation || (seed >> 8) % 8 != 0) return;
        bool allowed = paused & Scopes.PUBLIC_RECORDS == 0 && !basis.ended && !basis.suspended;
        vm.prank(authorityKey);
        try records.suspendOperation(basis.id, DOCUMENT) {
            _note("suspendOperation", true, allowed);
            (basis.suspended, basis.lost) = (true, true);
        } catch {
            _note("suspendOperation", false, allowed);
        }
    }

    function resumeOperation(uint256 seed, uint256 who) external {
        Basis storage basis = bases[seed % bases.length];
        if (basis.kind != BasisKind.PublicAuthorisation) return;
        // What the authority suspended, the body does not let go on.
        bool byBody = who % 4 == 0;
        bool allowed = paused & Scopes.PUBLIC_RECORDS == 0 && !basis.ended && basis.suspended && !byBody;
        vm.warp(clock);
        vm.prank(byBody ? bodyKey : authorityKey);
        try records.resumeOperation(basis.id, DOCUMENT) {
            _note("resumeOperation", true, allowed);
            basis.suspended = false;
            basis.lost = clock > basis.until;
        } catch {
            _note("resumeOperation", false, allowed);
        }
    }

    /// @dev A later assessment gives back what time took, and nothing else.
    function assessOperation(uint256 seed, uint256 length) external {
        Basis storage basis = bases[seed % bases.length];
        if (basis.kind != BasisKind.PublicAuthorisation || (seed >> 8) % 8 != 0) return;
        uint40 until = uint40(clock + (length % 400) * 1 days);
        bool allowed = paused & Scopes.PUBLIC_RECORDS == 0 && !basis.ended && until > clock && until > basis.safeUntil;
        vm.warp(clock);
        vm.prank(bodyKey);
        try records.assessOperation(basis.id, OperationSafety(3, until, DOCUMENT)) {
            _note("assessOperation", true, allowed);
            basis.safeUntil = until;
            basis.lost = basis.suspended || clock > basis.until;
        } catch {
            _note("assessOperation", false, allowed);
        }
    }

    // --- locks; this contract is the controller of three classes ---

    function lock(uint256 seed, uint256 class) external {
        // Less often than they are lifted: a ledger where all is locked shows nothing.
        if ((class >> 8) % 4 != 0) return;
        uint64 id = _voucher(seed);
        uint8 lockClass = lockClasses[class % 3];
        uint16 bit = uint16(1) << lockClass;
        bool allowed = entries[id].holder != address(0) && entries[id].locks & bit == 0;
        try ledger.lock(id, lockClass, DOCUMENT) {
            _note("lock", true, allowed);
            entries[id].locks |= bit;
        } catch {
            _note("lock", false, allowed);
        }
    }

    function unlock(uint256 seed, uint256 class) external {
        uint64 id = _voucher(seed);
        uint8 lockClass = lockClasses[class % 3];
        uint16 bit = uint16(1) << lockClass;
        bool allowed = entries[id].locks & bit != 0;
        try ledger.unlock(id, lockClass, DOCUMENT) {
            _note("unlock", true, allowed);
            entries[id].locks &= ~bit;
        } catch {
            _note("unlock", false, allowed);
        }
    }

    function splitLocked(uint256 seed, uint256 class, uint48 amount) external {
        vm.warp(clock);
        uint64 id = _voucher(seed);
        Entry storage entry = entries[id];
        uint8 lockClass = lockClasses[class % 3];
        uint48 units = uint48(within(amount, 0, entry.units + 1));
        bool allowed =
            entry.holder != address(0) &&
                entry.locks == uint16(1) << lockClass &&
                units != 0 &&
                units < entry.units &&
                _seriesMoves(uint32(id >> 32));
        try ledger.splitLocked(id, lockClass, units) returns (uint64 child) {
            _note("splitLocked", true, allowed);
            assert(_enter(uint32(id >> 32), entry.holder, units, entry.locks) == child);
            entry.units -= units;
            ++entry.epoch;
        } catch {
            _note("splitLocked", false, allowed);
        }
    }

    /// @dev Time passes by hours, sometimes by weeks.
    function wait_(uint256 seed) external {
        clock += within(seed >> 8, 1, seed % 6 == 0 ? 20 days : 6 hours);
        vm.warp(clock);
    }
}
