// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProfileTerms} from "../../contracts/registration/IRegistrationProfiles.sol";
import {CalendarLimits} from "../../contracts/registration/IWorkingCalendar.sol";
import {CaseClock, CaseState, DueAct, RegistrationKind} from "../../contracts/registration/RegistrationTypes.sol";
import {PlainCalendar} from "../fuzz/PlainCalendar.sol";
import {CaseBook} from "./CaseBook.sol";

/// @title The handler's own cases and what time makes of them, walked from day to day (articles 17, 18, 24, 25, 28)
abstract contract ClockBook is CaseBook {
    struct Raised {
        uint256 member;
        uint40 moment;
        bool open;
    }

    struct File {
        CaseState state;
        RegistrationKind kind;
        uint256 applicant;
        /// @dev Who applies with the applicant, and one bit for each that has consented.
        uint256[] others;
        uint256 consents;
        /// @dev The certificate that a later registration is about.
        uint64 subject;
        bool fused;
        bool exOfficio;
        /// @dev Whether a change is of the data's description.
        bool described;
        uint256 registry;
        uint256 asset;
        /// @dev The profile that the case began with, by its place in the profile book.
        uint256 profile;
        uint8 rights;
        /// @dev The end that is claimed, or to which rights are renewed.
        uint40 until;
        uint40 appliedAt;
        uint40 acceptedAt;
        uint40 askedAt;
        uint40 askedUntil;
        uint40 givenAt;
        bool inExamination;
        uint8 extension;
        address examiner;
        uint40 publishedAt;
        bool waived;
        uint40 settledAt;
        Raised[] objections;
        uint64 certificateId;
        uint40 certifiedAt;
        bool sample;
        /// @dev Whether the national service system confirmed the evidence.
        bool confirmed;
        /// @dev End of the notice as it was when the certificate came.
        uint40 noticeEnd;
    }

    /// @dev A stop of article 28's time: the days after `from`, up to and with `to`.
    struct Stop {
        uint256 from;
        uint256 to;
    }

    File[] internal files;

    /// @dev The clock of a case as it must be now; the case's number is its place in the list and one.
    function _clockOf(File storage file) internal view returns (CaseClock memory seen) {
        (seen.state, seen.acceptedAt, seen.deemed) = _stateOf(file);
        address desk = members[file.registry].party;
        if (file.state == CaseState.Applied) seen.acceptBy = _deadline(file.appliedAt, _terms(file).acceptanceDays);
        if (seen.state == CaseState.AwaitingConsent) {
            (seen.act, seen.by) = (DueAct.Consent, members[file.others[_firstMissing(file)]].party);
        } else if (seen.state == CaseState.Applied) {
            (seen.act, seen.by, seen.until) = (DueAct.Accept, desk, seen.acceptBy);
        } else if (seen.state == CaseState.SupplementAsked) {
            (seen.act, seen.by, seen.until) = (DueAct.Supplement, members[file.applicant].party, file.askedUntil);
        } else if (seen.state == CaseState.Accepted || seen.state == CaseState.Examined) {
            seen.finishBy = _finishBy(file, seen.acceptedAt, true);
            // A cancellation has no notice (article 37).
            bool certify = seen.state == CaseState.Examined && file.kind == RegistrationKind.Cancellation;
            (seen.act, seen.by, seen.until) = (certify ? DueAct.Certify : DueAct.Examine, desk, seen.finishBy);
        } else if (seen.state == CaseState.Published) {
            seen.noticeUntil = _noticeEnd(file);
            uint256 open = _oldestOpen(file);
            if (open != file.objections.length) {
                uint40 due = _deadline(file.objections[open].moment, _terms(file).objectionDays);
                (seen.act, seen.by, seen.until) = (DueAct.Objection, desk, due);
            } else if (clock <= seen.noticeUntil) {
                (seen.act, seen.until) = (DueAct.Notice, seen.noticeUntil);
            } else {
                seen.finishBy = _finishBy(file, seen.acceptedAt, true);
                (seen.act, seen.by, seen.until) = (DueAct.Certify, desk, seen.finishBy);
            }
        }
    }

    /// @dev What time makes of the state that was written down last.
    function _stateOf(File storage file) internal view returns (CaseState state, uint40 acceptedAt, bool deemed) {
        (state, acceptedAt) = (file.state, file.acceptedAt);
        if (state == CaseState.Applied) {
            uint256 applied = PlainCalendar.dayOf(file.appliedAt);
            uint256 day = _dayAfter(applied, uint256(_terms(file).acceptanceDays) + 1);
            if (day != 0 && clock >= PlainCalendar.startOf(day)) {
                return (CaseState.Accepted, uint40(PlainCalendar.startOf(day)), true);
            }
        }
        if (state == CaseState.SupplementAsked && clock > file.askedUntil) {
            state = file.inExamination ? CaseState.Accepted : CaseState.Lapsed;
        }
    }

    /// @dev Article 24.
    function _noticeEnd(File storage file) internal view returns (uint40) {
        return _deadline(file.publishedAt, file.waived ? 0 : _terms(file).noticeDays);
    }

    /// @dev Article 28, walked day by day. A stop that begins on the last day carries it to its own last working day;
    /// one that begins later brings nothing back.
    /// @param resumed whether the notice and its objections count, because they are over
    function _finishBy(File storage file, uint40 acceptedAt, bool resumed) internal view returns (uint40) {
        Stop[2] memory stops = [_supplementStop(file), _noticeStop(file, resumed)];
        uint256 left = uint256(_terms(file).examinationDays) + file.extension;
        uint256 day = PlainCalendar.dayOf(acceptedAt);
        while (left != 0) {
            ++day;
            if (days_[day] == Day.Unknown) return CalendarLimits.PENDING;
            if (days_[day] == Day.Works && !_within(day, stops[0]) && !_within(day, stops[1])) --left;
        }
        for (uint256 i = 0; i < 2; ++i) {
            if (stops[i].from != day) continue;
            if (!_allKnown(stops[i].from, stops[i].to)) return CalendarLimits.PENDING;
            for (uint256 each = stops[i].from + 1; each <= stops[i].to; ++each) {
                if (days_[each] == Day.Works) day = each;
            }
        }
        return _endOf(day);
    }

    /// @dev Whether article 28's time was over when it last ran: now, or when the running supplement or notice began.
    function _isOver(File storage file) internal view returns (bool) {
        (CaseState state, uint40 acceptedAt, ) = _stateOf(file);
        bool noticeRuns = state == CaseState.Published && !_noticeOver(file);
        uint256 moment = clock;
        if (state == CaseState.SupplementAsked) moment = file.askedAt;
        if (noticeRuns) moment = file.publishedAt;
        return moment > _finishBy(file, acceptedAt, !noticeRuns);
    }

    /// @dev The notice is over and so is every objection made in it.
    function _noticeOver(File storage file) internal view returns (bool) {
        return clock > _noticeEnd(file) && _oldestOpen(file) == file.objections.length;
    }

    /// @dev Place of the oldest open objection; the number of objections when none is open.
    function _oldestOpen(File storage file) internal view returns (uint256 i) {
        while (i < file.objections.length && !file.objections[i].open) ++i;
    }

    /// @dev Place of the first who has not consented; the number of others when all have.
    function _firstMissing(File storage file) internal view returns (uint256 i) {
        while (i < file.others.length && file.consents & (1 << i) != 0) ++i;
    }

    function _takesPart(File storage file, uint256 member) internal view returns (bool) {
        for (uint256 i = 0; i < file.others.length; ++i) if (file.others[i] == member) return true;
        return member == file.applicant || member == file.registry;
    }

    function _isOpen(CaseState state) internal pure returns (bool) {
        return state != CaseState.None && state < CaseState.Certified;
    }

    function _terms(File storage file) internal view returns (ProfileTerms storage) {
        return profileBook[file.profile];
    }

    // --- inside ---

    function _supplementStop(File storage file) private view returns (Stop memory) {
        bool over = file.givenAt != 0 || clock > file.askedUntil;
        if (!file.inExamination || !over) return Stop(0, 0);
        return _stop(file.askedAt, file.givenAt != 0 ? file.givenAt : file.askedUntil);
    }

    function _noticeStop(File storage file, bool resumed) private view returns (Stop memory) {
        if (file.publishedAt == 0 || !resumed) return Stop(0, 0);
        uint40 end = _noticeEnd(file);
        return _stop(file.publishedAt, file.settledAt > end ? file.settledAt : end);
    }

    function _stop(uint40 from, uint40 to) private pure returns (Stop memory) {
        return Stop(PlainCalendar.dayOf(from), PlainCalendar.dayOf(to));
    }

    function _within(uint256 day, Stop memory stop) private pure returns (bool) {
        return day > stop.from && day <= stop.to;
    }
}
