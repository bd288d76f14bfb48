// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {Powers} from "../../contracts/parties/PartyTypes.sol";
import {Submission, SubmissionAnswer} from "../../contracts/registration/NationalTypes.sol";
import {
    CaseState,
    CertificateState,
    RefusalGround,
    RegistrationKind
} from "../../contracts/registration/RegistrationTypes.sol";
import {vm, within} from "../fuzz/Vm.sol";
import {LaterActs} from "./LaterActs.sol";

/// @title What registries do with cases, and what anyone may write down
abstract contract DeskActs is LaterActs {
    /// @dev Registrations of each kind that took effect.
    mapping(RegistrationKind => uint256) public certifiedOf;

    function askSupplement(uint256 seed, uint256 who, uint256 term) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, seed % 2 == 0 ? CaseState.Applied : CaseState.Accepted);
        address key = _keyOf(file.registry, who);
        uint40 deadline = uint40(clock + within(term, 0, 12 days));
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed =
            _atDesk(file.registry, key, Powers.OPERATE) &&
                (state == CaseState.Applied || state == CaseState.Accepted) &&
                file.askedAt == 0 &&
                deadline > clock;
        vm.prank(key);
        try assets.askSupplement(caseId, deadline, DOCUMENT) {
            _note("askSupplement", true, allowed);
            (file.inExamination, file.acceptedAt) = (state == CaseState.Accepted, acceptedAt);
            (file.askedAt, file.askedUntil) = (uint40(clock), deadline);
            file.state = CaseState.SupplementAsked;
        } catch {
            _note("askSupplement", false, allowed);
        }
    }

    function accept(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Applied);
        address key = _keyOf(file.registry, who);
        (CaseState state, , ) = _stateOf(file);
        bool allowed = _atDesk(file.registry, key, Powers.OPERATE) && state == CaseState.Applied;
        vm.prank(key);
        try assets.acceptRegistration(caseId, DOCUMENT) {
            _note("accept", true, allowed);
            (file.state, file.acceptedAt) = (CaseState.Accepted, uint40(clock));
        } catch {
            _note("accept", false, allowed);
        }
    }

    function examine(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Accepted);
        address key = _keyOf(file.registry, who);
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed = _atDesk(file.registry, key, Powers.OPERATE) && state == CaseState.Accepted;
        vm.prank(key);
        try assets.examineRegistration(caseId, DOCUMENT) {
            _note("examine", true, allowed);
            (file.state, file.acceptedAt, file.examiner) = (CaseState.Examined, acceptedAt, key);
        } catch {
            _note("examine", false, allowed);
        }
    }

    function extend(uint256 seed, uint256 who, uint256 daysSeed) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, seed % 2 == 0 ? CaseState.Accepted : CaseState.Published);
        address key = _keyOf(file.registry, who);
        uint8 extension = uint8(within(daysSeed, 0, 11));
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed =
            _atDesk(file.registry, key, Powers.APPROVE) &&
                _isOpen(state) &&
                acceptedAt != 0 &&
                file.extension == 0 &&
                extension != 0 &&
                extension <= _terms(file).extensionDays &&
                !_isOver(file);
        vm.prank(key);
        try assets.extendExamination(caseId, extension, DOCUMENT) {
            _note("extend", true, allowed);
            (file.state, file.acceptedAt, file.extension) = (state, acceptedAt, extension);
        } catch {
            _note("extend", false, allowed);
        }
    }

    function publish(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Examined);
        address key = _keyOf(file.registry, who);
        bool allowed =
            _atDesk(file.registry, key, Powers.OPERATE) &&
                file.state == CaseState.Examined &&
                file.kind != RegistrationKind.Cancellation;
        vm.prank(key);
        try assets.publishRegistration(caseId, DOCUMENT) {
            _note("publish", true, allowed);
            (file.state, file.publishedAt) = (CaseState.Published, uint40(clock));
        } catch {
            _note("publish", false, allowed);
        }
    }

    function waive(uint256 seed, uint256 who) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Examined);
        address key = _keyOf(file.registry, who);
        bool allowed =
            _atDesk(file.registry, key, Powers.APPROVE) &&
                file.state == CaseState.Examined &&
                file.kind != RegistrationKind.Cancellation &&
                _terms(file).noticeWaivable;
        vm.prank(key);
        try assets.waiveNotice(caseId, DOCUMENT) {
            _note("waive", true, allowed);
            (file.state, file.publishedAt, file.waived) = (CaseState.Published, uint40(clock), true);
        } catch {
            _note("waive", false, allowed);
        }
    }

    function resolve(uint256 seed, uint256 who, uint256 which, uint256 how) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.Published);
        address key = _keyOf(file.registry, who);
        uint256 objectionId = which % (file.objections.length + 1);
        bool upheld = how % 4 == 0;
        bool allowed =
            _atDesk(file.registry, key, Powers.APPROVE) &&
                file.state == CaseState.Published &&
                objectionId < file.objections.length &&
                file.objections[objectionId].open;
        vm.prank(key);
        try assets.resolveObjection(caseId, objectionId, upheld, DOCUMENT) {
            _note("resolve", true, allowed);
            (file.objections[objectionId].open, file.settledAt) = (false, uint40(clock));
            if (upheld) file.state = CaseState.Refused;
        } catch {
            _note("resolve", false, allowed);
        }
    }

    function certify(uint256 seed, uint256 who, uint256 how) external {
        vm.warp(clock);
        // Every other time a cancellation, or what else is examined.
        (uint64 caseId, File storage file) = _pick(seed, how % 4 == 0 ? CaseState.Examined : CaseState.Published);
        address key = _keyOf(file.registry, who);
        bool sample = how % 5 != 0;
        if (!sample && how % 3 != 0) _confirm(caseId, file, key);
        bool allowed =
            _atDesk(file.registry, key, Powers.APPROVE) &&
                _isReady(file) &&
                (sample || file.confirmed) &&
                !(_terms(file).fourEyes && file.examiner == key) &&
                (sample || !_terms(file).trial) &&
                (file.exOfficio || _inStanding(file.applicant)) &&
                _mayTakeEffect(file);
        vm.prank(key);
        try assets.certifyRegistration(caseId, DOCUMENT, sample) returns (uint64 certificateId) {
            _note("certify", true, allowed);
            assert(certificateId == _enter(file, caseId, sample));
            ++certifiedOf[file.kind];
        } catch {
            _note("certify", false, allowed);
        }
    }

    /// @dev The national service system stores the evidence, and the registry writes that down (article 26).
    function _confirm(uint64 caseId, File storage file, address key) private {
        bool allowed =
            _atDesk(file.registry, key, Powers.OPERATE) &&
                (file.state == CaseState.Examined ||
                    file.state == CaseState.Published ||
                    file.state == CaseState.Certified) &&
                !file.confirmed;
        SubmissionAnswer memory answer = SubmissionAnswer({
            receiptNumber: Strings.toString(caseId),
            statedAt: uint40(clock),
            sample: false,
            material: DOCUMENT,
            digest: DOCUMENT
        });
        vm.prank(key);
        try assets.mirrorSubmission(caseId, Submission.Evidence, answer) {
            _note("confirm", true, allowed);
            file.confirmed = true;
        } catch {
            _note("confirm", false, allowed);
        }
    }

    /// @dev Published and over, with every objection decided; a cancellation needs only its examination (article 37).
    function _isReady(File storage file) private view returns (bool) {
        if (file.kind == RegistrationKind.Cancellation) return file.state == CaseState.Examined;
        return
            file.state == CaseState.Published &&
            (file.waived || clock > _noticeEnd(file)) &&
            _oldestOpen(file) == file.objections.length;
    }

    /// @dev What held at the application must hold still.
    function _mayTakeEffect(File storage file) private view returns (bool) {
        if (file.kind != RegistrationKind.Initial) return _fits(_wishOf(file));
        return
            file.until > clock &&
            _allInStanding(file.others) &&
            _mayRegister(file.asset, file.rights, file.applicant, file.others, file.fused);
    }

    function refuse(uint256 seed, uint256 who, uint256 how) external {
        // Once in a while: a ledger where all is refused shows nothing.
        if (how % 3 != 0) return;
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, CaseState.None);
        address key = _keyOf(file.registry, who);
        RefusalGround ground = RefusalGround((how >> 8) % 7);
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed =
            _atDesk(file.registry, key, Powers.APPROVE) &&
                _isOpen(state) &&
                ground != RefusalGround.None &&
                ground != RefusalGround.ObjectionUpheld;
        vm.prank(key);
        try assets.refuseRegistration(caseId, ground, DOCUMENT) {
            _note("refuse", true, allowed);
            (file.state, file.acceptedAt) = (CaseState.Refused, acceptedAt);
        } catch {
            _note("refuse", false, allowed);
        }
    }

    /// @dev By anyone, whatever is paused: it only writes down what time has done.
    function settle(uint256 seed, address stranger) external {
        vm.warp(clock);
        (uint64 caseId, File storage file) = _pick(seed, seed % 2 == 0 ? CaseState.Applied : CaseState.SupplementAsked);
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool allowed = state != file.state;
        vm.prank(stranger);
        try assets.settleClock(caseId) {
            _note("settle", true, allowed);
            (file.state, file.acceptedAt) = (state, acceptedAt);
        } catch {
            _note("settle", false, allowed);
        }
    }

    // --- inside ---

    /// @dev What the registration gives effect to (articles 26, 34 to 37). The number must be the next of its registry and
    /// month, and never have been used.
    function _enter(File storage file, uint256 caseId, bool sample) private returns (uint64 certificateId) {
        RegistrationKind kind = file.kind;
        certificateId = file.subject;
        if (kind == RegistrationKind.Initial) {
            certificateId = _issueTo(file, file.applicant, caseId, sample);
            for (uint256 i = 0; i < file.others.length; ++i) _issueTo(file, file.others[i], caseId, sample);
        } else if (kind == RegistrationKind.Transfer) {
            certificateId = _pass(file, caseId, sample);
        } else {
            for (uint8 right = 1; right <= 3; ++right) {
                if (file.rights & (1 << right) == 0) continue;
                Registered storage entry = registered[file.asset][right][file.applicant];
                if (kind == RegistrationKind.Renewal) entry.until = file.until;
                else delete registered[file.asset][right][file.applicant];
            }
            if (kind == RegistrationKind.Renewal) papers[file.subject].renewal = 0;
        }
        if (kind != RegistrationKind.Initial) {
            bool moved = kind == RegistrationKind.Transfer;
            CertificateState ended = moved ? CertificateState.Transferred : CertificateState.Cancelled;
            _settleCertificate(file.subject, caseId, ended, sample);
        }
        (file.state, file.certificateId, file.sample) = (CaseState.Certified, certificateId, sample);
        file.certifiedAt = uint40(clock);
        if (kind != RegistrationKind.Cancellation) file.noticeEnd = _noticeEnd(file);
    }

    function _issueTo(File storage file, uint256 holder, uint256 caseId, bool sample) private returns (uint64 id) {
        id = _issue(file.asset, holder, file.registry, caseId, sample);
        for (uint8 right = 1; right <= 3; ++right) {
            if (file.rights & (1 << right) != 0) _register(id, right, file.until);
        }
    }

    /// @dev Article 34: the rights leave first, then the transferee has them with the terms that they had.
    function _pass(File storage file, uint256 caseId, bool sample) private returns (uint64 id) {
        uint40[4] memory ends;
        for (uint8 right = 1; right <= 3; ++right) {
            if (file.rights & (1 << right) == 0) continue;
            ends[right] = registered[file.asset][right][file.applicant].until;
            delete registered[file.asset][right][file.applicant];
        }
        id = _issue(file.asset, file.others[0], file.registry, caseId, sample);
        for (uint8 right = 1; right <= 3; ++right) if (ends[right] != 0) _register(id, right, ends[right]);
    }
}
