// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CivilTime} from "./CivilTime.sol";
import {ProfileTerms} from "./IRegistrationProfiles.sol";
import {CalendarLimits, IWorkingCalendar} from "./IWorkingCalendar.sol";
import {CaseRecord, RegistrationStorage} from "./RegistrationStorage.sol";
import {CaseClock, CaseState, DueAct, ObjectionState, RegistrationKind} from "./RegistrationTypes.sol";
import {Registries} from "./Registries.sol";

/// @title The clocks of a case, computed from what is recorded, its profile and the calendar (articles 17, 24, 25, 28)
/// @notice An amended calendar moves the clocks that still run; what was written down stays.
library CaseClocks {
    /// @notice All clocks of a case at this moment.
    function read(CaseRecord storage record) internal view returns (CaseClock memory clock) {
        clock.state = record.state;
        clock.acceptedAt = record.acceptedAt;
        // Not filed yet: nothing runs, whoever has not consented comes next.
        if (clock.state == CaseState.AwaitingConsent) _due(clock, DueAct.Consent, _firstMissing(record), 0);
        if (!isOpen(clock.state)) return clock;
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        ProfileTerms memory terms = $.profiles.profileTerms(record.profileId);
        IWorkingCalendar calendar = $.calendar;
        address registry = Registries.keeperOf(record.registry);
        if (clock.state == CaseState.Applied) _acceptance(clock, record, calendar, terms, registry);
        if (clock.state == CaseState.SupplementAsked) _supplement(clock, record);
        if (clock.state == CaseState.Accepted || clock.state == CaseState.Examined) {
            clock.finishBy = _finishBy(clock, record, calendar, terms, 0);
            // A cancellation has no notice: examined, it is carried out.
            bool certify = clock.state == CaseState.Examined && record.kind == RegistrationKind.Cancellation;
            _due(clock, certify ? DueAct.Certify : DueAct.Examine, registry, clock.finishBy);
        }
        if (clock.state == CaseState.Published) _notice(clock, record, calendar, terms, registry);
    }

    /// @notice Whether a case in this state can still be acted on.
    function isOpen(CaseState state) internal pure returns (bool) {
        return state != CaseState.None && state < CaseState.Certified;
    }

    /// @notice Whether a case is still to be decided now, also when its lapse is not written down yet.
    function standsOpen(CaseRecord storage record) internal view returns (bool) {
        if (!isOpen(record.state)) return false;
        return
            record.state != CaseState.SupplementAsked ||
            record.supplementInExamination ||
            block.timestamp <= record.supplementUntil;
    }

    /// @dev Article 17: no answer in time means accepted, on the first working day after the limit.
    function _acceptance(
        CaseClock memory clock,
        CaseRecord storage record,
        IWorkingCalendar calendar,
        ProfileTerms memory terms,
        address registry
    ) private view {
        clock.acceptBy = calendar.addWorkingDays(record.appliedAt, terms.acceptanceDays);
        uint40 endOfNext = calendar.addWorkingDays(record.appliedAt, uint256(terms.acceptanceDays) + 1);
        if (endOfNext != CalendarLimits.PENDING) {
            uint256 deemedAt = CivilTime.startOf(CivilTime.dayOf(endOfNext));
            if (block.timestamp >= deemedAt) {
                clock.state = CaseState.Accepted;
                clock.acceptedAt = uint40(deemedAt);
                clock.deemed = true;
                return;
            }
        }
        _due(clock, DueAct.Accept, registry, clock.acceptBy);
    }

    /// @dev Article 17: not added in time, the application counts as never made. In examination the case goes on with
    /// what there is, and may end early under article 18.
    function _supplement(CaseClock memory clock, CaseRecord storage record) private view {
        if (block.timestamp <= record.supplementUntil) {
            _due(clock, DueAct.Supplement, record.applicant, record.supplementUntil);
        } else {
            clock.state = record.supplementInExamination ? CaseState.Accepted : CaseState.Lapsed;
        }
    }

    /// @dev Articles 24 and 25: the notice and the objections made in it; then what is left of article 28's time.
    function _notice(
        CaseClock memory clock,
        CaseRecord storage record,
        IWorkingCalendar calendar,
        ProfileTerms memory terms,
        address registry
    ) private view {
        clock.noticeUntil = noticeUntil(record, calendar, terms);
        if (record.openObjections != 0) {
            uint40 raisedAt = _oldestOpen(record);
            _due(clock, DueAct.Objection, registry, calendar.addWorkingDays(raisedAt, terms.objectionDays));
        } else if (block.timestamp <= clock.noticeUntil) {
            _due(clock, DueAct.Notice, address(0), clock.noticeUntil);
        } else {
            uint40 settledAt = record.objectionsSettledAt;
            uint40 until = settledAt > clock.noticeUntil ? settledAt : clock.noticeUntil;
            clock.finishBy = _finishBy(clock, record, calendar, terms, until);
            _due(clock, DueAct.Certify, registry, clock.finishBy);
        }
    }

    /// @notice Last second of the notice of a published case (article 24); its first moment when the notice was waived.
    function noticeUntil(
        CaseRecord storage record,
        IWorkingCalendar calendar,
        ProfileTerms memory terms
    ) internal view returns (uint40) {
        return calendar.addWorkingDays(record.publishedAt, record.noticeWaived ? 0 : terms.noticeDays);
    }

    /// @dev Article 28: the time from acceptance and its extension, longer by the working days on which it stood still.
    /// What begins when the time is over brings nothing back.
    /// @param resumedAt end of the notice and of its objections; 0 while there was none
    function _finishBy(
        CaseClock memory clock,
        CaseRecord storage record,
        IWorkingCalendar calendar,
        ProfileTerms memory terms,
        uint40 resumedAt
    ) private view returns (uint40 finishBy) {
        uint256 granted = uint256(terms.examinationDays) + record.extensionDays;
        finishBy = calendar.addWorkingDays(clock.acceptedAt, granted);
        if (record.supplementInExamination && record.supplementAskedAt <= finishBy) {
            uint40 givenAt = record.supplementGivenAt;
            uint256 stopped = calendar.workingDaysBetween(
                record.supplementAskedAt,
                givenAt != 0 ? givenAt : record.supplementUntil
            );
            if (stopped == CalendarLimits.UNKNOWN) return CalendarLimits.PENDING;
            granted += stopped;
            finishBy = calendar.addWorkingDays(clock.acceptedAt, granted);
        }
        if (resumedAt != 0 && record.publishedAt <= finishBy) {
            uint256 stopped = calendar.workingDaysBetween(record.publishedAt, resumedAt);
            if (stopped == CalendarLimits.UNKNOWN) return CalendarLimits.PENDING;
            finishBy = calendar.addWorkingDays(clock.acceptedAt, granted + stopped);
        }
    }

    /// @notice Article 28's time as it last ran, and the moment that counts against it: now, or when the supplement or
    /// the notice began that stops it. Only for a case that was accepted.
    function lastRun(
        CaseRecord storage record,
        CaseClock memory clock
    ) internal view returns (uint40 finishBy, uint40 moment) {
        if (clock.finishBy != 0) return (clock.finishBy, uint40(block.timestamp));
        RegistrationStorage.Layout storage $ = RegistrationStorage.load();
        ProfileTerms memory terms = $.profiles.profileTerms(record.profileId);
        if (clock.state == CaseState.Published) {
            return (_finishBy(clock, record, $.calendar, terms, 0), record.publishedAt);
        }
        // The one supplement stops it first, so nothing has been added yet.
        uint256 granted = uint256(terms.examinationDays) + record.extensionDays;
        return ($.calendar.addWorkingDays(clock.acceptedAt, granted), record.supplementAskedAt);
    }

    /// @dev Objections are stored in the order in which they were raised. Called while one is open.
    function _oldestOpen(CaseRecord storage record) private view returns (uint40 raisedAt) {
        uint256 i = 0;
        while (record.objections[i].state != ObjectionState.Open) ++i;
        return record.objections[i].raisedAt;
    }

    /// @dev Called while a consent is missing.
    function _firstMissing(CaseRecord storage record) private view returns (address) {
        uint256 i = 0;
        while (record.others[i].consentedAt != 0) ++i;
        return record.others[i].party;
    }

    function _due(CaseClock memory clock, DueAct act, address by, uint40 until) private pure {
        clock.act = act;
        clock.by = by;
        clock.until = until;
    }
}
