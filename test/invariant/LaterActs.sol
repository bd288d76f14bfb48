// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Powers} from "../../contracts/parties/PartyTypes.sol";
import {
    CancellationApplication,
    CancellationGround,
    CaseState,
    CertificateState,
    ChangeApplication,
    RegistrationKind,
    RenewalApplication,
    Right,
    RightTerm,
    TransferApplication
} from "../../contracts/registration/RegistrationTypes.sol";
import {vm} from "../fuzz/Vm.sol";
import {ApplicantActs} from "./ApplicantActs.sol";

/// @title What follows an initial registration: transfer, change, renewal, cancellation (articles 33 to 37)
abstract contract LaterActs is ApplicantActs {
    function applyForTransfer(uint256 seed, uint256 who, uint256 rightsSeed, uint256 to) external {
        vm.warp(clock);
        File memory wanted = _wanted(seed, RegistrationKind.Transfer, rightsSeed);
        uint256 member = to % 16 == 0 ? TRADERS + ((to >> 8) % REGISTRIES) : (to >> 8) % TRADERS;
        wanted.others = new uint256[](1);
        wanted.others[0] = member;
        address key = _keyOf(wanted.applicant, who);
        bool allowed = member < TRADERS && member != wanted.applicant && _mayApply(key, wanted);
        vm.prank(key);
        try
            assets.applyForTransfer(TransferApplication(wanted.subject, wanted.rights, members[member].party, DOCUMENT))
        {
            _note("applyForTransfer", true, allowed);
            _open(wanted);
        } catch {
            _note("applyForTransfer", false, allowed);
        }
    }

    function applyForChange(uint256 seed, uint256 who, uint256 how) external {
        vm.warp(clock);
        File memory wanted = _wanted(seed, RegistrationKind.Change, 0);
        bool described = how % 4 == 1 || how % 4 == 2;
        wanted.described = described;
        if (described) wanted.others = _otherHolders(wanted.asset, wanted.applicant);
        address key = _keyOf(wanted.applicant, who);
        bool allowed = how % 4 != 0 && _mayApply(key, wanted);
        vm.prank(key);
        try
            assets.applyForChange(
                ChangeApplication({
                    certificateId: wanted.subject,
                    name: how % 4 == 1 ? "Another name" : "",
                    descriptorDigest: how % 4 == 2 ? keccak256(abi.encode(how)) : bytes32(0),
                    identityDigest: how % 4 == 3 ? DOCUMENT : bytes32(0),
                    evidenceDigest: DOCUMENT
                })
            )
        {
            _note("applyForChange", true, allowed);
            _open(wanted);
        } catch {
            _note("applyForChange", false, allowed);
        }
    }

    function applyForRenewal(uint256 seed, uint256 who, uint256 rightsSeed, uint256 termSeed) external {
        vm.warp(clock);
        File memory wanted = _wanted(seed, RegistrationKind.Renewal, rightsSeed);
        // Every other time as long as may be: a renewal is longer than what it renews.
        uint256 latest = _latest(wanted.profile);
        wanted.until = uint40(termSeed % 2 == 0 ? latest : _termOf(termSeed >> 1, latest));
        address key = _keyOf(wanted.applicant, who);
        bool allowed =
            _mayApply(key, wanted) && !_isPending(papers[wanted.subject].renewal) && _inWindow(_wishOf(wanted));
        RightTerm[] memory terms = _termsOf(wanted.rights, wanted.until);
        vm.prank(key);
        try assets.applyForRenewal(RenewalApplication(wanted.subject, terms, DOCUMENT)) {
            _note("applyForRenewal", true, allowed);
            _open(wanted);
            papers[wanted.subject].renewal = files.length;
        } catch {
            _note("applyForRenewal", false, allowed);
        }
    }

    function applyForCancellation(uint256 seed, uint256 who, uint256 rightsSeed, uint256 groundSeed) external {
        // Once in a while: a ledger where all is cancelled shows nothing.
        if (groundSeed % 3 != 0) return;
        vm.warp(clock);
        File memory wanted = _wanted(seed, RegistrationKind.Cancellation, rightsSeed);
        CancellationGround ground = CancellationGround((groundSeed >> 8) % 5);
        address key = _keyOf(wanted.applicant, who);
        bool allowed =
            _mayApply(key, wanted) &&
                (ground == CancellationGround.Request || ground == CancellationGround.DataDestroyed);
        vm.prank(key);
        try assets.applyForCancellation(CancellationApplication(wanted.subject, wanted.rights, ground, DOCUMENT)) {
            _note("applyForCancellation", true, allowed);
            _open(wanted);
        } catch {
            _note("applyForCancellation", false, allowed);
        }
    }

    function beginCancellation(uint256 seed, uint256 who, uint256 rightsSeed, uint256 groundSeed) external {
        if (groundSeed % 3 != 0) return;
        vm.warp(clock);
        File memory wanted = _wanted(seed, RegistrationKind.Cancellation, rightsSeed);
        CancellationGround ground = CancellationGround((groundSeed >> 8) % 5);
        address key = _keyOf(wanted.registry, who);
        bool allowed =
            wanted.subject != 0 &&
                _atDesk(wanted.registry, key, Powers.APPROVE) &&
                _mayFile(wanted) &&
                // Nobody objects after registration here, so there is no outcome of an objection either.
                (ground == CancellationGround.DataDestroyed || ground == CancellationGround.ByLaw);
        vm.prank(key);
        try assets.beginCancellation(CancellationApplication(wanted.subject, wanted.rights, ground, DOCUMENT)) {
            _note("beginCancellation", true, allowed);
            _open(wanted);
            File storage file = files[files.length - 1];
            (file.state, file.exOfficio, file.examiner) = (CaseState.Examined, true, key);
            file.acceptedAt = uint40(clock);
        } catch {
            _note("beginCancellation", false, allowed);
        }
    }

    // --- choosing ---

    /// @dev A certificate, mostly one that stands; sometimes one that was never issued.
    function _pickPaper(uint256 seed) internal view returns (uint64) {
        if (paperIds.length == 0 || seed % 32 == 0) return 0;
        uint256 index = (seed >> 8) % paperIds.length;
        for (uint256 i = 0; i < paperIds.length && seed % 32 > 4; ++i) {
            uint64 each = paperIds[(index + i) % paperIds.length];
            if (papers[each].state == CertificateState.Valid && _liveRights(each) != 0) return each;
        }
        return paperIds[index];
    }

    /// @dev A case about a certificate, at its registry and in its holder's name. Mostly about rights that it carries.
    function _wanted(
        uint256 seed,
        RegistrationKind kind,
        uint256 rightsSeed
    ) private view returns (File memory wanted) {
        wanted.subject = _pickPaper(seed);
        Paper storage paper = papers[wanted.subject];
        wanted.kind = kind;
        wanted.asset = paper.asset;
        wanted.applicant = paper.holder;
        wanted.registry = wanted.subject == 0 ? TRADERS : paper.registry;
        wanted.profile = profileOf[wanted.registry];
        if (kind == RegistrationKind.Change) return wanted;
        wanted.rights = uint8(2 * (rightsSeed % 8));
        if ((rightsSeed >> 8) % 4 != 0) wanted.rights &= _liveRights(wanted.subject);
    }

    /// @dev The holder asks, and what it wants may be filed (or would be, once everyone has consented).
    function _mayApply(address key, File memory wanted) private view returns (bool) {
        return
            wanted.subject != 0 &&
            _acts(key, Powers.OPERATE) &&
            keys[key].member == wanted.applicant &&
            _mayFile(wanted);
    }

    /// @dev Everyone else who has a live right in the data, each once, in the order of their certificates.
    function _otherHolders(uint256 asset, uint256 applicant) private view returns (uint256[] memory others) {
        uint64[] storage list = standing[asset];
        uint256 seen = 1 << applicant;
        uint256 count;
        uint256[] memory found = new uint256[](TRADERS);
        for (uint256 i = 0; i < list.length; ++i) {
            uint256 holder = papers[list[i]].holder;
            if (_liveRights(list[i]) == 0 || seen & (1 << holder) != 0) continue;
            seen |= 1 << holder;
            found[count++] = holder;
        }
        others = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) others[i] = found[i];
    }

    function _termsOf(uint8 rights, uint40 until) private pure returns (RightTerm[] memory terms) {
        uint256 count;
        for (uint8 right = 1; right <= 3; ++right) if (rights & (1 << right) != 0) ++count;
        terms = new RightTerm[](count);
        for (uint8 right = 3; right >= 1; --right) {
            if (rights & (1 << right) != 0) terms[--count] = RightTerm(Right(right), until);
        }
    }
}
