// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers, Scopes, Standing} from "../../contracts/parties/PartyTypes.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {Grade} from "../../contracts/registration/RegistrationTypes.sol";
import {PriceRule, SeriesTerms, VoucherClass} from "../../contracts/vouchers/VoucherTypes.sol";
import {PlainCalendar} from "../fuzz/PlainCalendar.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {DeskActs} from "./DeskActs.sol";

/// @title What changes around cases: time, calendar, profiles, grades, standing, keys, pauses, and series over certificates
abstract contract RuleActs is DeskActs {
    /// @dev Time passes by hours or days, to either side of a deadline, or over the end of a year.
    function wait_(uint256 seed, uint256 which) external {
        uint256 next = clock + within(seed >> 8, 1, seed % 4 == 0 ? 9 days : 10 hours);
        if (seed % 4 == 1 && files.length != 0) {
            uint256 until = _clockOf(files[which % files.length]).until;
            if (until >= clock && until < clock + 60 days) next = until + ((seed >> 8) % 2);
        }
        if (seed % 128 == 3) {
            (uint256 year, , ) = PlainCalendar.dateOf(PlainCalendar.dayOf(clock));
            next = PlainCalendar.startOf(PlainCalendar.dayFrom(year, 12, 28));
        }
        if (next > clock) clock = next;
        vm.warp(clock);
    }

    /// @dev Loads the next year, or turns a day of a loaded one from free to worked or back.
    function amendYear(uint256 seed, uint256 daySeed) external {
        vm.warp(clock);
        bool allowed = paused & Scopes.REGISTRATION == 0;
        uint256 day = within(daySeed, PlainCalendar.dayOf(clock) - 10, PlainCalendar.dayOf(clock) + 20);
        (uint256 year, , ) = PlainCalendar.dateOf(seed % 4 == 0 ? day + 100 : day);
        if (!allowed || (seed % 4 != 0 && days_[day] == Day.Unknown)) {
            vm.prank(authorityKey);
            try calendar.loadYear(uint16(year), [type(uint256).max, 0], allowed ? bytes32(0) : DOCUMENT) {
                _note("amendYear", true, false);
            } catch {
                _note("amendYear", false, false);
            }
            return;
        }
        if (seed % 4 != 0) days_[day] = days_[day] == Day.Works ? Day.Free : Day.Works;
        _loadYear(year);
        _note("amendYear", true, true);
    }

    function giveProfile(uint256 seed, uint256 which) external {
        // Mostly one that offers initial registration.
        uint256 profile = which % 16 == 0 ? 3 : which % 3;
        bool allowed = paused & Scopes.REGISTRATION == 0;
        uint256 desk = TRADERS + (seed % REGISTRIES);
        vm.prank(authorityKey);
        try profiles.giveProfile(members[desk].party, uint32(profile + 1), DOCUMENT) {
            _note("giveProfile", true, allowed);
            profileOf[desk] = profile;
        } catch {
            _note("giveProfile", false, allowed);
        }
    }

    function gradeAsset(uint256 seed, uint256 gradeSeed) external {
        if (assetBook.length == 0) return;
        uint256 asset = seed % assetBook.length;
        // Mostly general: where all is core data nothing happens.
        Grade grade = gradeSeed % 2 == 0 ? Grade.General : Grade(1 + ((gradeSeed >> 8) % 3));
        bool assessed = (gradeSeed >> 16) % 2 == 0;
        bool allowed = paused & Scopes.REGISTRATION == 0;
        vm.prank(authorityKey);
        try assets.gradeAsset(assetBook[asset].id, grade, assessed ? DOCUMENT : bytes32(0), DOCUMENT) {
            _note("gradeAsset", true, allowed);
            (assetBook[asset].grade, assetBook[asset].assessed) = (grade, assessed);
            for (uint256 i = 0; i < standing[asset].length; ++i) _tellSeries(standing[asset][i]);
        } catch {
            _note("gradeAsset", false, allowed);
        }
    }

    function setStanding(uint256 seed, uint256 standingSeed) external {
        uint256 member = seed % members.length;
        // Mostly good: a ledger where everybody is barred shows nothing.
        uint256 index = standingSeed % 8;
        Standing standing = index < 5 ? Standing.Good : Standing(index - 3);
        bool allowed = paused & Scopes.PARTIES == 0 && standing != members[member].standing;
        vm.prank(authorityKey);
        try ledger.changeStanding(members[member].party, standing, DOCUMENT) {
            _note("setStanding", true, allowed);
            members[member].standing = standing;
        } catch {
            _note("setStanding", false, allowed);
        }
    }

    function pause(uint256 seed) external {
        paused = seed % 4 == 0 ? uint16((seed >> 8) % 32) : 0;
        ledger.pause(paused);
    }

    function rotateKey(uint256 seed, uint256 which) external {
        uint256 member = seed % members.length;
        uint256 index = which % 3;
        address key = members[member].keys[index];
        address next = _freshKey();
        bool allowed = paused & Scopes.PARTIES == 0;
        vm.prank(key);
        try ledger.rotateAccount(key, next) {
            _note("rotateKey", true, allowed);
            keys[next] = keys[key];
            keys[key].revoked = true;
            members[member].keys[index] = next;
            allKeys.push(next);
        } catch {
            _note("rotateKey", false, allowed);
        }
    }

    function openSeries(uint256 seed, uint256 who, uint256 endSeed) external {
        vm.warp(clock);
        uint64 basis = _pickPaper(seed);
        Paper storage paper = papers[basis];
        address key = _keyOf(paper.holder, who);
        uint40 until = registered[paper.asset][3][paper.holder].until;
        uint40 end = endSeed % 8 == 0 ? until + 1 : uint40(within(endSeed >> 8, clock, clock + 30 days));
        uint64 purposes = uint64(1 + (endSeed % 4));
        bool allowed =
            paused & Scopes.ISSUE == 0 &&
                _usable(key, Powers.OPERATE) &&
                basis != 0 &&
                keys[key].member == paper.holder &&
                _isBasis(basis) &&
                end > clock &&
                end <= until &&
                purposes < 4;
        vm.prank(key);
        try ledger.openSeries(_seriesTerms(basis, end, purposes)) returns (uint32 series) {
            _note("openSeries", true, allowed);
            lines.push(Line(basis, paper.asset, end, false));
            assert(series == lines.length);
        } catch {
            _note("openSeries", false, allowed);
        }
    }

    // --- inside ---

    function _seriesTerms(uint64 basis, uint40 end, uint64 purposes) private view returns (SeriesTerms memory) {
        return
            SeriesTerms({
                basisKind: BasisKind.Certificate,
                basisId: basis,
                class: VoucherClass.Product,
                resale: false,
                territory: MAINLAND,
                start: uint40(clock),
                end: end,
                cap: 100,
                purposes: purposes,
                namedUser: address(0),
                priceRule: PriceRule.Negotiated,
                unitPrice: 0,
                termsDigest: DOCUMENT,
                conditions: noConditions
            });
    }
}
