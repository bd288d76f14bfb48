import type { LaterObjectionState, ObjectionAct } from "../vocabulary/enums.ts";
import type { Deadline, WorkingCalendar } from "./working-days.ts";

/** What is due about an objection after registration follows from. Times are seconds since 1970; 0 stands for none. */
export type LaterObjectionFacts = {
  readonly state: LaterObjectionState;
  /** Who keeps the certificate now: the registry that issued it, or the one that took over (article 13). */
  readonly registry: string;
  readonly raisedAt: number;
  readonly informedAt: number;
  readonly answeredAt: number;
};

/** The periods of the profile with which an objection began, in working days. */
export type LaterObjectionPeriods = { readonly informDays: number; readonly objectionDays: number };

/** What comes next, who must do it, and until when: the last second, or null where there is no time. */
export type ObjectionDue = { readonly act: ObjectionAct; readonly by: string; readonly until: Deadline | null };

/**
 * What an objection after registration waits for (article 29), computed as the ledger computes it
 * (`laterObjectionDue`): the registry tells the holder, then concludes, whether or not the holder answered; what was
 * agreed or found is carried out by change or cancellation. Null once nothing is to be done.
 */
export function laterObjectionDue(
  { state, registry: by, ...at }: LaterObjectionFacts,
  { informDays, objectionDays }: LaterObjectionPeriods,
  calendar: WorkingCalendar,
): ObjectionDue | null {
  switch (state) {
    case "raised":
      return { act: "inform", by, until: calendar.addWorkingDays(at.raisedAt, informDays) };
    case "informed":
      return { act: "conclude", by, until: calendar.addWorkingDays(at.informedAt, objectionDays) };
    case "contested":
      return { act: "conclude", by, until: calendar.addWorkingDays(at.answeredAt, objectionDays) };
    case "agreed":
    case "upheld":
      return { act: "carryOut", by, until: null };
    default:
      return null;
  }
}
