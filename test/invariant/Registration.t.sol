// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {PartyView} from "../../contracts/parties/PartyTypes.sol";
import {
    CaseClock,
    CaseState,
    CaseView,
    CertificateState,
    CertificateView,
    RegistrationKind,
    Right,
    RightEntry
} from "../../contracts/registration/RegistrationTypes.sol";
import {BasisTerms} from "../../contracts/registration/IBasis.sol";
import {SeriesView} from "../../contracts/vouchers/VoucherTypes.sol";
import {RuleActs} from "./RuleActs.sol";

/// @title Every act the runner may choose, and the comparisons of the second book with the ledger
contract RegistrationHandler is RuleActs {
    error Broken(string what, uint256 id);

    /// @dev A seed that picks the first case of the wanted state.
    uint256 private constant FIRST = 1 << 8;
    /// @dev A seed that picks the member's key that only approves, so that two people decide.
    uint256 private constant OTHER_KEY = (1 << 8) + 6;

    constructor() {
        _setUpMembers();
        _setHolidays();
    }

    /// @notice Begins a history from which most acts lead somewhere: cases on every step; later calls do nothing.
    function begin() external {
        if (files.length != 0) return;
        for (uint256 i = 0; i < 6; ++i) {
            this.declareAsset(i, i == 4 ? 1 : 0);
            // Every other one at the second registry; all for as long as its profile allows.
            this.applyFor(i + (i % 2) * 768, 1, i == 4 ? 3 : 7, 0);
        }
        for (uint256 i = 0; i < 5; ++i) this.accept(FIRST, 1);
        for (uint256 i = 0; i < 4; ++i) this.examine(FIRST, 1);
        for (uint256 i = 0; i < 3; ++i) this.publish(FIRST, 1);
        this.objectTo(FIRST, 0);
        this.resolve(FIRST, 1, 0, 1);
        for (uint256 i = 0; i < 2; ++i) this.wait_(8 days << 8, 0);
        for (uint256 i = 0; i < 2; ++i) this.certify(FIRST, 1, 1);
        this.certify(FIRST, OTHER_KEY, 1);
        _renew();
    }

    /// @dev The certificate of the second registry, which ends within the window, is renewed from application to effect:
    /// chance alone takes too long to get there.
    function _renew() private {
        assert(paperIds.length == 2 && papers[paperIds[1]].registry == TRADERS + 1);
        this.applyForRenewal(FIRST + 8, 1, 7, 0);
        uint256 last = FIRST;
        while (last % files.length != files.length - 1) ++last;
        this.accept(last, 1);
        this.extend(last, OTHER_KEY, 1);
        this.examine(last, 1);
        this.publish(last, 1);
        this.wait_(8 days << 8, 0);
        this.certify(last, OTHER_KEY, 1);
        assert(certifiedOf[RegistrationKind.Renewal] == 1);
    }

    /// @notice 7. Every registration that took effect passed every step of its case.
    function requireCertificatesEarned() external view {
        for (uint256 i = 0; i < files.length; ++i) {
            File storage file = files[i];
            CaseView memory seen = assets.caseOf(uint64(i + 1));
            if (seen.state != file.state || seen.kind != file.kind) revert Broken("state", i + 1);
            if (seen.certificateId != file.certificateId) revert Broken("certificate", i + 1);
            if ((file.state == CaseState.Certified) != (file.certificateId != 0)) revert Broken("certified", i + 1);
            if (seen.profileId != file.profile + 1) revert Broken("profile", i + 1);
            if (seen.others.length != file.others.length) revert Broken("others", i + 1);
            for (uint256 j = 0; j < file.others.length; ++j) {
                bool consented = file.consents & (1 << j) != 0;
                if (seen.others[j].party != members[file.others[j]].party) revert Broken("other", i + 1);
                if ((seen.others[j].consentedAt != 0) != consented) revert Broken("consent", i + 1);
                if (file.certificateId != 0 && !consented) revert Broken("certified without consent", i + 1);
            }
            if (file.certificateId == 0) continue;
            if (!file.sample && (_terms(file).trial || !file.confirmed)) revert Broken("mark", i + 1);
            if (seen.acceptedAt == 0 || seen.acceptedAt < seen.appliedAt) revert Broken("acceptance", i + 1);
            if (seen.examiner == address(0) || seen.closedAt != file.certifiedAt) revert Broken("examination", i + 1);
            if (seen.openObjections != 0) revert Broken("objections", i + 1);
            if (file.kind == RegistrationKind.Cancellation) continue;
            bool noticed = seen.noticeWaived ? _terms(file).noticeWaivable : file.certifiedAt > file.noticeEnd;
            if (!noticed || seen.publishedAt < seen.acceptedAt) revert Broken("notice", i + 1);
        }
    }

    /// @notice 7. A number is issued once; a certificate says what its last registration made of it, and stays its
    /// holder's also when it ended. An asset lists those that stand.
    function requireCertificatesAsIssued() external view {
        for (uint256 i = 0; i < paperIds.length; ++i) {
            uint64 id = paperIds[i];
            Paper storage paper = papers[id];
            CertificateView memory seen = certificates.certificateOf(id);
            if (seen.holder != members[paper.holder].party) revert Broken("holder", id);
            if (seen.caseId != paper.caseId || seen.assetId != assetBook[paper.asset].id) revert Broken("case", id);
            if (seen.until != paper.until || seen.issuedAt != paper.issuedAt) revert Broken("time", id);
            if (seen.adjustedAt != paper.adjustedAt || seen.endedAt != paper.endedAt) revert Broken("adjusted", id);
            if (seen.state != paper.state || seen.sample != paper.sample) revert Broken("state of paper", id);
            if (paper.state != CertificateState.Valid && _liveRights(id) != 0) revert Broken("rights of an end", id);
        }
        for (uint256 i = 0; i < assetBook.length; ++i) {
            if (keccak256(abi.encode(assets.certificatesOf(assetBook[i].id))) != keccak256(abi.encode(standing[i]))) {
                revert Broken("certificates of an asset", i);
            }
        }
    }

    /// @notice Article by article: what `clockOf` computes is what a walk from day to day makes of the case.
    function requireClocksAsWalked() external view {
        for (uint256 i = 0; i < files.length; ++i) {
            CaseClock memory seen = assets.clockOf(uint64(i + 1));
            CaseClock memory walked = _clockOf(files[i]);
            if (keccak256(abi.encode(seen)) != keccak256(abi.encode(walked))) revert Broken("clock", i + 1);
        }
    }

    /// @notice 3. A right is live where it was registered, as long as it was, and nowhere else.
    function requireRightsAsRegistered() external view {
        for (uint256 asset = 0; asset < assetBook.length; ++asset) {
            for (uint8 right = 1; right <= 3; ++right) {
                for (uint256 i = 0; i < TRADERS; ++i) {
                    RightEntry memory seen = assets.rightOf(assetBook[asset].id, Right(right), members[i].party);
                    Registered storage entry = registered[asset][right][i];
                    bool live = _isLive(asset, right, i);
                    if (seen.certificateId != (live ? entry.certificateId : 0)) revert Broken("right", asset);
                    if (live && seen.claim.until != entry.until) revert Broken("term", asset);
                }
            }
        }
    }

    /// @notice 3, 4. A series stands over a live basis or has lost it, and no grant exceeds its certificate.
    function requireSeriesWithinBasis() external view {
        if (ledger.seriesCount() != lines.length) revert Broken("series", lines.length);
        for (uint32 series = 1; series <= lines.length; ++series) {
            Line storage line = lines[series - 1];
            SeriesView memory seen = ledger.seriesOf(series);
            BasisTerms memory basis = assets.basisTerms(line.certificateId);
            if (seen.basisLost != line.lost) revert Broken("basis", series);
            if (seen.grantor != members[papers[line.certificateId].holder].party) revert Broken("grantor", series);
            if (seen.terms.end != line.end || seen.terms.resale) revert Broken("grant", series);
            if (line.lost || clock > line.end) continue;
            if (!basis.live || !basis.tradable || !_mayTrade(line.asset)) revert Broken("no live basis", series);
            if (seen.terms.end > basis.until) revert Broken("term beyond the basis", series);
            if (seen.terms.purposes & ~basis.purposes != 0) revert Broken("purposes beyond the basis", series);
        }
    }

    /// @notice 8. Standing, keys and pauses are what their own acts made them, and change no holder.
    function requireHoldersAsRecorded() external view {
        for (uint256 i = 0; i < members.length; ++i) {
            PartyView memory seen = ledger.partyOf(members[i].party);
            if (seen.standing != members[i].standing || seen.roles != members[i].role) revert Broken("party", i);
            if (certificates.balanceOf(seen.party) != members[i].certificates) revert Broken("certificates", i);
        }
        for (uint256 i = 0; i < paperIds.length; ++i) {
            uint64 id = paperIds[i];
            if (certificates.ownerOf(id) != members[papers[id].holder].party) revert Broken("owner", id);
        }
    }

    /// @notice Cases in this state, as written down.
    function casesIn(CaseState state) external view returns (uint256 count) {
        for (uint256 i = 0; i < files.length; ++i) if (files[i].state == state) ++count;
    }
}

/// @title The sentences that must always hold of registration, on the real ledger behind its proxies
/// @notice Numbers are those of the design: section 3. The handler never reverts: every act is tried, and what the
/// ledger does is compared with what a second book, which only the handler keeps, says it must do.
contract RegistrationInvariants {
    error WronglyDone(string act, uint256 times);
    error WronglyRefused(string act, uint256 times);

    RegistrationHandler private _handler;

    function setUp() external {
        _handler = new RegistrationHandler();
        _handler.begin();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(_handler);
    }

    /// @notice 7. A certificate number is issued once; every certificate passed acceptance, examination, notice and the
    /// objection clock of the profile its case began with. Nothing is refused that the law allows.
    function invariant_7_everyCertificatePassedEveryStep() external view {
        if (_handler.wronglyDone() != 0) revert WronglyDone(_handler.lastWrong(), _handler.wronglyDone());
        if (_handler.wronglyRefused() != 0) revert WronglyRefused(_handler.lastWrong(), _handler.wronglyRefused());
        _handler.requireCertificatesEarned();
        _handler.requireCertificatesAsIssued();
        _handler.requireClocksAsWalked();
    }

    /// @notice 3. Nobody licenses a right that is not registered to them and live; no grant exceeds its certificate.
    /// 4. A series exists only over a live basis; core data has none, important data has its assessment.
    /// 8. Party standing, key changes and pauses never change who holds what.
    function invariant_3_4_8_rightsAreThoseRegistered() external view {
        _handler.requireRightsAsRegistered();
        _handler.requireSeriesWithinBasis();
        _handler.requireHoldersAsRecorded();
    }
}

/// @title The handler reaches every act, done and refused: an invariant over acts that never happen says nothing
contract RegistrationReach {
    error NeverDone(string act);
    error NeverRefused(string act);
    error NeverEnded(CaseState state);
    error NeverCertified(RegistrationKind kind);

    function test_everyActIsDoneAndRefused() external {
        RegistrationHandler handler = new RegistrationHandler();
        handler.begin();
        bytes4[29] memory acts = _acts(handler);
        uint256 seed = 1;
        for (uint256 i = 0; i < 6_000; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 act = acts[(seed >> 16) % acts.length];
            (bool ok, ) = address(handler).call(
                abi.encodePacked(act, _word(seed, 1), _word(seed, 2), _word(seed, 3), _word(seed, 4))
            );
            assert(ok);
        }
        string[28] memory names = [
            "declareAsset",
            "applyFor",
            "consent",
            "applyForTransfer",
            "applyForChange",
            "applyForRenewal",
            "applyForCancellation",
            "beginCancellation",
            "giveSupplement",
            "withdraw",
            "objectTo",
            "askSupplement",
            "accept",
            "examine",
            "extend",
            "publish",
            "waive",
            "resolve",
            "confirm",
            "certify",
            "refuse",
            "settle",
            "amendYear",
            "giveProfile",
            "gradeAsset",
            "setStanding",
            "rotateKey",
            "openSeries"
        ];
        for (uint256 i = 0; i < names.length; ++i) {
            if (handler.done(names[i]) == 0) revert NeverDone(names[i]);
            if (handler.refusals(names[i]) == 0) revert NeverRefused(names[i]);
        }
        handler.requireCertificatesEarned();
        handler.requireCertificatesAsIssued();
        handler.requireClocksAsWalked();
        handler.requireRightsAsRegistered();
        handler.requireSeriesWithinBasis();
        handler.requireHoldersAsRecorded();
        assert(handler.wronglyDone() == 0 && handler.wronglyRefused() == 0);
        for (uint256 i = uint256(RegistrationKind.Initial); i <= uint256(RegistrationKind.Cancellation); ++i) {
            if (handler.certifiedOf(RegistrationKind(i)) == 0) revert NeverCertified(RegistrationKind(i));
        }
        // Open states may be empty at the end; that they were reached is what the acts above say.
        for (uint256 i = uint256(CaseState.Certified); i < 10; ++i) {
            if (handler.casesIn(CaseState(i)) == 0) revert NeverEnded(CaseState(i));
        }
    }

    function _acts(RegistrationHandler handler) private pure returns (bytes4[29] memory) {
        return
            [
                handler.declareAsset.selector,
                handler.applyFor.selector,
                handler.consent.selector,
                handler.applyForTransfer.selector,
                handler.applyForChange.selector,
                handler.applyForRenewal.selector,
                handler.applyForCancellation.selector,
                handler.beginCancellation.selector,
                handler.giveSupplement.selector,
                handler.withdraw.selector,
                handler.objectTo.selector,
                handler.askSupplement.selector,
                handler.accept.selector,
                handler.examine.selector,
                handler.extend.selector,
                handler.publish.selector,
                handler.waive.selector,
                handler.resolve.selector,
                handler.certify.selector,
                handler.refuse.selector,
                handler.settle.selector,
                handler.amendYear.selector,
                handler.giveProfile.selector,
                handler.gradeAsset.selector,
                handler.setStanding.selector,
                handler.pause.selector,
                handler.rotateKey.selector,
                handler.openSeries.selector,
                handler.wait_.selector
            ];
    }

    /// @dev A random word that also fits the small types of the arguments.
    function _word(uint256 seed, uint256 n) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, n))) >> 216;
    }
}
