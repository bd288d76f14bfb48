// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PartyView} from "../../contracts/parties/PartyTypes.sol";
import {BasisKind} from "../../contracts/registration/IBasis.sol";
import {SeriesView, VoucherView} from "../../contracts/vouchers/VoucherTypes.sol";
import {LicenceActs} from "./LicenceActs.sol";

/// @title Every act the runner may choose, and the comparisons of the second book with the ledger
contract Handler is LicenceActs {
    error Broken(string what, uint256 id);

    /// @dev Asks nothing of its holders, and lets them grant onward three times.
    uint256 private constant OPEN_TO_ALL = 3 | (1 << 2) | (1 << 5);

    constructor() {
        _setUpWorld();
        for (uint256 i = 0; i < 3; ++i) ledger.setLockController(lockClasses[i], address(this));
    }

    /// @notice Begins a history from which most acts lead somewhere; later calls do nothing.
    function begin() external {
        if (lineCount != 0) return;
        this.openSeries(0, 1 | (600 << 16), (40 days << 8) | 1, 0x3, OPEN_TO_ALL);
        this.openSeries(2, 1 | (600 << 16), (30 days << 8) | 1, 0x5, OPEN_TO_ALL);
        for (uint256 i = 0; i < 4; ++i) this.issue(i, i, 1, uint48(40 + i));
        // And a licence under the last of them, in somebody's hand.
        this.openLicence(0, (30 << 8) | (2 << 4) | 1, (20 days << 8) | 1, 1);
        this.issue(lineCount - 1, 2, 1, 20);
    }

    /// @dev Sentence 1, per series and per party.
    function requireUnitsAddUp() external view {
        for (uint32 series = 1; series <= lineCount; ++series) {
            Line storage line = lines[series];
            SeriesView memory seen = ledger.seriesOf(series);
            uint256 live;
            for (uint32 serial = 1; serial <= line.serials; ++serial) {
                try ledger.voucherOf((uint64(series) << 32) | serial) returns (VoucherView memory voucher) {
                    live += voucher.units;
                } catch {}
            }
            uint256 parts =
                live + seen.totals.used + seen.totals.licensed + seen.totals.cancelled + seen.totals.expired;
            if (seen.totals.issued != parts)
                revert Broken("issued = live + used + licensed + cancelled + expired", series);
            if (seen.totals.live != live || line.live != live) revert Broken("live units", series);
            if (seen.totals.issued != line.issued || line.issued > line.cap) revert Broken("issued units", series);
            if (seen.totals.used != line.used) revert Broken("used units", series);
            if (seen.totals.licensed != line.licensed) revert Broken("licensed units", series);
            if (seen.totals.cancelled != line.cancelled) revert Broken("cancelled units", series);
            if (seen.totals.expired != line.expired) revert Broken("expired units", series);
            if (seen.totals.vouchers != line.serials) revert Broken("serials", series);
        }
    }

    /// @dev Sentences 1 and 8: who holds what is what the acts of circulation made it, and nothing else did.
    function requireHoldersAsRecorded() external view {
        for (uint256 i = 0; i < ids.length; ++i) {
            Entry storage entry = entries[ids[i]];
            try ledger.voucherOf(ids[i]) returns (VoucherView memory seen) {
                if (seen.holder != entry.holder) revert Broken("holder", ids[i]);
                if (seen.units != entry.units || seen.units == 0) revert Broken("units", ids[i]);
                if (seen.locks != entry.locks) revert Broken("locks", ids[i]);
                if (seen.epoch != entry.epoch) revert Broken("epoch", ids[i]);
                if (seen.digest != DOCUMENT) revert Broken("digest", ids[i]);
                if (ledger.getApproved(ids[i]) != entry.approved) revert Broken("approval", ids[i]);
            } catch {
                if (entry.holder != address(0)) revert Broken("voucher lost", ids[i]);
            }
        }
        for (uint256 i = 0; i < traders.length; ++i) {
            Trader storage trader = traderOf[traders[i]];
            PartyView memory seen = ledger.partyOf(trader.party);
            if (seen.edition != trader.edition) revert Broken("edition", i);
            if (seen.vouchers != trader.vouchers) revert Broken("vouchers of a party", i);
            if (seen.standing != trader.standing || seen.jurisdiction != trader.jurisdiction) {
                revert Broken("party", i);
            }
        }
    }

    /// @dev Sentence 2: a lock's details stand exactly as long as the lock, on children too.
    function requireLocksWithDetails() external view {
        for (uint256 i = 0; i < ids.length; ++i) {
            for (uint8 class = 0; class < 12; ++class) {
                bool stands = (entries[ids[i]].locks >> class) & 1 != 0;
                address controller = ledger.lockOf(ids[i], class).controller;
                address own = class == 5 ? address(ledger) : address(this);
                if (controller != (stands ? own : address(0))) revert Broken("lock", ids[i]);
            }
        }
    }

    /// @dev Sentences 3 and 4.
    function requireTermsWithinBasis() external view {
        if (ledger.seriesCount() != lineCount) revert Broken("series", lineCount);
        for (uint32 series = 1; series <= lineCount; ++series) {
            SeriesView memory seen = ledger.seriesOf(series);
            if (lines[series].parent == 0) _requireWithinBasis(series, seen);
            else _requireWithinParent(series, seen);
            if (seen.terms.territory != MAINLAND) revert Broken("territory beyond the basis", series);
            if (seen.provider != bases[lines[series].basis].grantor) revert Broken("provider", series);
            if (seen.terms.basisKind == BasisKind.None) revert Broken("no basis", series);
            if (seen.expired != (clock > lines[series].end)) revert Broken("expiry", series);
        }
    }

    function _requireWithinBasis(uint32 series, SeriesView memory seen) private view {
        Basis storage basis = bases[lines[series].basis];
        if (seen.grantor != basis.grantor || seen.terms.basisId != basis.id) revert Broken("grantor", series);
        if (seen.terms.end > basis.until) revert Broken("term beyond the basis", series);
        if (seen.terms.purposes == 0 || seen.terms.purposes & ~basis.purposes != 0) {
            revert Broken("purposes beyond the basis", series);
        }
        if (seen.terms.resale && !basis.resale) revert Broken("resale beyond the basis", series);
        if (seen.basisLost != basis.lost) revert Broken("series over a basis that is lost", series);
    }

    /// @dev A sub-licence against the series above it, as the ledger records both.
    function _requireWithinParent(uint32 series, SeriesView memory seen) private view {
        Line storage line = lines[series];
        SeriesView memory above = ledger.seriesOf(uint32(line.parent >> 32));
        if (seen.grantor != line.grantor || seen.terms.basisId != line.parent) revert Broken("licensor", series);
        if (seen.assetId != above.assetId) revert Broken("asset of a licence", series);
        if (seen.terms.end > above.terms.end || seen.terms.start < above.terms.start) {
            revert Broken("term beyond the licence", series);
        }
        if (seen.terms.purposes & ~above.terms.purposes != 0) revert Broken("purposes beyond the licence", series);
        if (seen.terms.resale && !above.terms.resale) revert Broken("resale beyond the licence", series);
        if (seen.terms.conditions.onward >= above.terms.conditions.onward) revert Broken("onward grants", series);
        if (above.terms.conditions.qualifications & ~seen.terms.conditions.qualifications != 0) {
            revert Broken("qualifications below the licence", series);
        }
        uint16 users = above.terms.conditions.users;
        if (users != 0 && (seen.terms.conditions.users == 0 || seen.terms.conditions.users & ~users != 0)) {
            revert Broken("users beyond the licence", series);
        }
        // What was granted under it is backed by the voucher, whole, until it ends.
        if (line.ended) return;
        if (seen.totals.issued > entries[line.parent].units) revert Broken("units beyond the licence", series);
        if (entries[line.parent].locks & SUBLICENCE == 0) revert Broken("licence over a free voucher", series);
    }
}

/// @title The sentences that must always hold, on the real ledger behind its proxies
/// @notice Numbers are those of the design: section 3. The handler never reverts: every act is tried, and what the
/// ledger does is compared with what a second book, which only the handler keeps, says it must do.
contract LedgerInvariants {
    error WronglyDone(string act, uint256 times);
    error WronglyRefused(string act, uint256 times);

    Handler private _handler;

    function setUp() external {
        _handler = new Handler();
        _handler.begin();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice 1. In every series: issued = live + used + licensed + cancelled + expired units.
    function invariant_1_unitsAddUp() external view {
        _handler.requireUnitsAddUp();
    }

    /// @notice 2. No voucher moves, splits, is used or is given up while a lock, a suspension, an expired term, a lost basis, a
    /// pause or a party without standing stands in the way; and nothing else stops it.
    /// 5. Used units never exceed held units; a receipt counts once, and a running total never goes back.
    /// 4. A series is opened and issued only over a live basis.
    function invariant_2_4_5_nothingMovesPastAnObstacle() external view {
        if (_handler.wronglyDone() != 0) revert WronglyDone(_handler.lastWrong(), _handler.wronglyDone());
        if (_handler.wronglyRefused() != 0) revert WronglyRefused(_handler.lastWrong(), _handler.wronglyRefused());
        _handler.requireLocksWithDetails();
    }

    /// @notice 3. No grant exceeds its parent in term, territory, resale, purposes, users, units or onward grants.
    /// 4. A series stands only over a live basis: it loses it in the transaction in which the basis ends.
    function invariant_3_4_termsLieWithinTheBasis() external view {
        _handler.requireTermsWithinBasis();
    }

    /// @notice 8. Party standing, key changes and pauses never change who holds what.
    function invariant_8_holdersChangeByCirculationAlone() external view {
        _handler.requireHoldersAsRecorded();
    }
}

/// @title The handler reaches every act, done and refused: an invariant over acts that never happen says nothing
contract HandlerReach {
    error NeverDone(string act);
    error NeverRefused(string act);

    string[33] private _names = [
        "issue",
        "transfer",
        "transferBatch",
        "sendUnits",
        "pour",
        "split",
        "merge",
        "use",
        "useAgain",
        "prohibit",
        "cancel",
        "expire",
        "approve",
        "setStanding",
        "relocate",
        "rotateKey",
        "revokeKey",
        "addKey",
        "openSeries",
        "closeSeries",
        "suspendSeries",
        "endAuthorisation",
        "suspendOperation",
        "resumeOperation",
        "assessOperation",
        "lock",
        "unlock",
        "splitLocked",
        "openLicence",
        "endLicence",
        "emptyLicence",
        "qualify",
        "commit"
    ];
    mapping(string act => uint256) private _done;
    mapping(string act => uint256) private _refusals;

    /// @dev In a few worlds one after another: keys are lost and terms run out, so that less and less happens in each.
    function test_everyActIsDoneAndRefused() external {
        for (uint256 world = 1; world <= 80; ++world) this.live(world);
        for (uint256 i = 0; i < _names.length; ++i) {
            if (_done[_names[i]] == 0) revert NeverDone(_names[i]);
            if (_refusals[_names[i]] == 0) revert NeverRefused(_names[i]);
        }
    }

    /// @dev A call of its own for each world, so that none pays for the memory of those before it.
    function live(uint256 seed) external {
        Handler handler = new Handler();
        handler.begin();
        bytes4[39] memory acts = [
            handler.issue.selector,
            handler.transfer.selector,
            handler.transferBatch.selector,
            handler.sendUnits.selector,
            handler.pour.selector,
            handler.split.selector,
            handler.merge.selector,
            handler.use.selector,
            handler.use.selector,
            handler.useAgain.selector,
            handler.useAgain.selector,
            handler.prohibit.selector,
            handler.cancel.selector,
            handler.expire.selector,
            handler.approve.selector,
            handler.setStanding.selector,
            handler.relocate.selector,
            handler.pause.selector,
            handler.rotateKey.selector,
            handler.revokeKey.selector,
            handler.addKey.selector,
            handler.openSeries.selector,
            handler.closeSeries.selector,
            handler.suspendSeries.selector,
            handler.endAuthorisation.selector,
            handler.suspendOperation.selector,
            handler.resumeOperation.selector,
            handler.assessOperation.selector,
            handler.lock.selector,
            handler.unlock.selector,
            handler.splitLocked.selector,
            handler.openLicence.selector,
            handler.openLicence.selector,
            handler.endLicence.selector,
            handler.emptyLicence.selector,
            handler.qualify.selector,
            handler.qualify.selector,
            handler.commit.selector,
            handler.commit.selector
        ];
        for (uint256 i = 0; i < 600; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 act = seed % 120 == 0 ? handler.wait_.selector : acts[(seed >> 16) % acts.length];
            (bool ok, ) = address(handler).call(
                abi.encodePacked(act, _word(seed, 1), _word(seed, 2), _word(seed, 3), _word(seed, 4), _word(seed, 5))
            );
            assert(ok);
        }
        for (uint256 i = 0; i < _names.length; ++i) {
            _done[_names[i]] += handler.done(_names[i]);
            _refusals[_names[i]] += handler.refusals(_names[i]);
        }
        handler.requireUnitsAddUp();
        handler.requireHoldersAsRecorded();
        handler.requireTermsWithinBasis();
        handler.requireLocksWithDetails();
        assert(handler.wronglyDone() == 0 && handler.wronglyRefused() == 0);
    }

    /// @dev A random word that also fits the small types of the arguments.
    function _word(uint256 seed, uint256 n) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, n))) >> 216;
    }
}
