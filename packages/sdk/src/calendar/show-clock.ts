import { timeText } from "../input/time.ts";
import type { CaseState, DueAct } from "../vocabulary/enums.ts";
import type { CaseClock } from "./case-clock.ts";
import type { Deadline } from "./working-days.ts";

/** A deadline in words: RFC 3339 text, or "pending" (待年度日历) while a year that it needs is not loaded. */
export type DeadlineText = string;

/** The clocks of a case in words, the same in API and SDK; null where no such period runs. */
export type ClockText = {
  readonly state: CaseState;
  /** When the registry must have answered (article 17). */
  readonly acceptBy: DeadlineText | null;
  /** When the case was accepted, by the registry or by law. */
  readonly acceptedAt: string | null;
  /** Whether it is accepted by law and that is not yet written down (article 17). */
  readonly deemed: boolean;
  /** End of the public notice (article 24). */
  readonly noticeUntil: DeadlineText | null;
  /** When the registry must have finished (article 28); null while that clock stands still. */
  readonly finishBy: DeadlineText | null;
  /**
   * What comes next, who must do it (null while the notice runs), and until when (null for a consent, which has no
   * time).
   */
  readonly due: { readonly act: DueAct; readonly by: string | null; readonly until: DeadlineText | null } | null;
};

/**
 * A deadline in words.
 *
 * @example
 * deadlineText(1_795_391_999); // "2026-11-22T23:59:59Z"
 */
export function deadlineText(deadline: Deadline): DeadlineText {
  return deadline === "pending" ? deadline : timeText(deadline);
}

/** The clocks of a case in words, from {@link CaseClock}. */
export function showClock({ acceptBy, acceptedAt, noticeUntil, finishBy, due, ...clock }: CaseClock): ClockText {
  const text = (deadline: Deadline | null) => (deadline === null ? null : deadlineText(deadline));
  return {
    state: clock.state,
    acceptBy: text(acceptBy),
    acceptedAt: text(acceptedAt),
    deemed: clock.deemed,
    noticeUntil: text(noticeUntil),
    finishBy: text(finishBy),
    due: due && { ...due, until: text(due.until) },
  };
}
