import type { CaseState, DueAct, RegistrationKind } from "../vocabulary/enums.ts";
import { dayOf, startOfDay } from "./civil-time.ts";
import type { Deadline, WorkingCalendar } from "./working-days.ts";

/** What the clocks of a case follow from. Times are seconds since 1970; 0 stands for none. */
export type CaseFacts = {
  readonly kind: RegistrationKind;
  readonly state: CaseState;
  readonly applicant: string;
  /** Who keeps the case now: its registry, or the one that took over (article 13). */
  readonly registry: string;
  /** The first of those who apply together that has not consented; null when none is missing. */
  readonly consentMissing: string | null;
  readonly appliedAt: number;
  readonly acceptedAt: number;
  readonly supplementAskedAt: number;
  readonly supplementUntil: number;
  readonly supplementGivenAt: number;
  readonly supplementInExamination: boolean;
  readonly extensionDays: number;
  readonly publishedAt: number;
  readonly noticeWaived: boolean;
  readonly objectionsSettledAt: number;
  /** When the oldest objection that is not decided was raised; 0 when there is none. */
  readonly oldestObjectionAt: number;
};

/** The periods of the profile that a case began with, in working days. */
export type CasePeriods = {
  readonly acceptanceDays: number;
  readonly examinationDays: number;
  readonly noticeDays: number;
  readonly objectionDays: number;
};

/** What the clock makes of a case at a moment; null where no such period runs. Each time is the last second. */
export type CaseClock = {
  readonly state: CaseState;
  /** When the registry must have answered (article 17). */
  readonly acceptBy: Deadline | null;
  /** When the case was accepted, by the registry or by law. */
  readonly acceptedAt: number | null;
  /** Whether it is accepted by law and that is not yet written down (article 17). */
  readonly deemed: boolean;
  /** End of the public notice (article 24). */
  readonly noticeUntil: Deadline | null;
  /** When the registry must have finished (article 28); null while that clock stands still. */
  readonly finishBy: Deadline | null;
  /**
   * What comes next, who must do it (null while the notice runs), and until when (null for a consent, which has no
   * time).
   */
  readonly due: { readonly act: DueAct; readonly by: string | null; readonly until: Deadline | null } | null;
};

const open: readonly CaseState[] = ["applied", "supplementAsked", "accepted", "examined", "published"];

/**
 * The clocks of a case, computed as the ledger computes them (`clockOf`): articles 17, 24, 25 and 28.
 *
 * @param now seconds since 1970
 */
export function caseClock(facts: CaseFacts, periods: CasePeriods, calendar: WorkingCalendar, now: number): CaseClock {
  const none = { acceptBy: null, noticeUntil: null, finishBy: null, due: null };
  const written = { ...none, state: facts.state, acceptedAt: facts.acceptedAt || null, deemed: false };
  // Not filed yet: nothing runs, whoever has not consented comes next.
  if (facts.state === "awaitingConsent") {
    return { ...written, due: { act: "consent", by: facts.consentMissing, until: null } };
  }
  if (!open.includes(facts.state)) return written;
  const { registry, applicant } = facts;

  const examining = (state: CaseState, acceptedAt: number, deemed: boolean): CaseClock => {
    const finishBy = finish(facts, periods, calendar, acceptedAt);
    // A cancellation has no notice: examined, it is carried out (article 37).
    const act = state === "examined" && facts.kind === "cancellation" ? "certify" : "examine";
    return { ...none, state, acceptedAt, deemed, finishBy, due: { act, by: registry, until: finishBy } };
  };

  switch (facts.state) {
    case "applied": {
      const acceptBy = calendar.addWorkingDays(facts.appliedAt, periods.acceptanceDays);
      // No answer in time means accepted, on the first working day after the limit.
      const endOfNext = calendar.addWorkingDays(facts.appliedAt, periods.acceptanceDays + 1);
      const deemedAt = endOfNext === "pending" ? undefined : startOfDay(dayOf(endOfNext));
      if (deemedAt !== undefined && now >= deemedAt) return { ...examining("accepted", deemedAt, true), acceptBy };
      return { ...written, acceptBy, due: { act: "accept", by: registry, until: acceptBy } };
    }
    case "supplementAsked":
      if (now <= facts.supplementUntil) {
        return { ...written, due: { act: "supplement", by: applicant, until: facts.supplementUntil } };
      }
      if (facts.supplementInExamination) return examining("accepted", facts.acceptedAt, false);
      return { ...written, state: "lapsed" };
    case "published": {
      const noticeUntil = calendar.addWorkingDays(facts.publishedAt, facts.noticeWaived ? 0 : periods.noticeDays);
      const running = { ...written, noticeUntil };
      if (facts.oldestObjectionAt !== 0) {
        const until = calendar.addWorkingDays(facts.oldestObjectionAt, periods.objectionDays);
        return { ...running, due: { act: "objection", by: registry, until } };
      }
      if (noticeUntil === "pending" || now <= noticeUntil) {
        return { ...running, due: { act: "notice", by: null, until: noticeUntil } };
      }
      const resumedAt = Math.max(noticeUntil, facts.objectionsSettledAt);
      const finishBy = finish(facts, periods, calendar, facts.acceptedAt, resumedAt);
      return { ...running, finishBy, due: { act: "certify", by: registry, until: finishBy } };
    }
    default:
      return examining(facts.state, facts.acceptedAt, false);
  }
}

/**
 * Article 28: the time from acceptance and its extension, longer by the working days on which it stood still. What
 * begins when the time is over brings nothing back.
 *
 * @param resumedAt end of the notice and of its objections; left out while there was none
 */
function finish(
  facts: CaseFacts,
  periods: CasePeriods,
  calendar: WorkingCalendar,
  acceptedAt: number,
  resumedAt?: number,
): Deadline {
  let days = periods.examinationDays + facts.extensionDays;
  let finishBy = calendar.addWorkingDays(acceptedAt, days);
  const stops: [from: number, to: number][] = [];
  if (facts.supplementInExamination) {
    stops.push([facts.supplementAskedAt, facts.supplementGivenAt || facts.supplementUntil]);
  }
  if (resumedAt !== undefined) stops.push([facts.publishedAt, resumedAt]);
  for (const [from, to] of stops) {
    if (finishBy !== "pending" && from > finishBy) continue;
    const stopped = calendar.workingDaysBetween(from, to);
    if (stopped === "pending") return "pending";
    days += stopped;
    finishBy = calendar.addWorkingDays(acceptedAt, days);
  }
  return finishBy;
}
