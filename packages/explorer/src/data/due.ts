import type { CaseDetail, LaterObjection, RegistrationCase } from "../api/shapes.ts";
import { boundsOfDay, dayOf } from "../format/time.ts";

/** What comes next in an open case. Examined cases have their notice to come, though the limit is that to finish. */
export const acts = [
  "consent",
  "accept",
  "supplement",
  "examine",
  "publish",
  "notice",
  "objection",
  "certify",
] as const;
/** One of {@link acts}. */
export type Act = (typeof acts)[number];

/** What comes next in a case; null when it is closed. */
export function actOf({ state, clock }: Pick<RegistrationCase, "state" | "clock">): Act | null {
  if (!clock.due) return null;
  return state === "examined" && clock.due.act === "examine" ? "publish" : clock.due.act;
}

/** From when the period counts that ends what is due: a missing year is looked for from there. */
export function countsFrom(found: RegistrationCase): string {
  const { acceptedAt, publishedAt, objections, clock } = found;
  const appliedAt = found.appliedAt ?? found.begunAt;
  switch (clock.due?.act) {
    case "accept":
      return appliedAt;
    case "notice":
      return publishedAt ?? appliedAt;
    case "objection":
      return objections.find(({ state }) => state === "open")?.raisedAt ?? appliedAt;
    default:
      return acceptedAt ?? appliedAt;
  }
}

/**
 * The first year that is not loaded, from the day after a moment on: what a pending deadline waits for.
 *
 * @param from RFC 3339 time
 * @param loaded years whose working days are loaded
 */
export function missingYear(from: string, loaded: readonly number[]): number {
  const { to } = boundsOfDay(dayOf(from)) ?? { to: 0 };
  let year = Number(dayOf(new Date(to + 1).toISOString()).slice(0, 4));
  while (loaded.includes(year)) year += 1;
  return year;
}

/** How a deadline stands. */
export type Standing = { readonly tone: "bad" | "warn" | "quiet"; readonly days: number; readonly overdue: boolean };

/** What has a time limit: a case, or an objection after registration. */
export type WithLimit = Pick<RegistrationCase, "workingDaysLeft" | "overdue"> & {
  readonly clock: { readonly due: { readonly until: string | null } | null };
};

/**
 * How what is due stands: overdue, on its last day, or with working days left; null when nothing is due or a calendar
 * year is missing.
 *
 * @param now RFC 3339 time of the ledger
 */
export function standingOf(found: WithLimit, now: string): (Standing & { readonly today: boolean }) | null {
  const { workingDaysLeft: left, overdue, clock } = found;
  if (left === null || !clock.due?.until) return null;
  const today = !overdue && dayOf(clock.due.until) === dayOf(now);
  const tone = overdue ? "bad" : today || left === 0 ? "warn" : "quiet";
  return { tone, days: Math.abs(left), overdue, today };
}

/** From when the period counts that ends what is due about an objection after registration (article 29). */
export function objectionCountsFrom({ raisedAt, informedAt, answeredAt }: LaterObjection): string {
  return answeredAt ?? informedAt ?? raisedAt;
}

/** Whether a case was accepted by law (article 17), written down or not. */
export function wasDeemed({ clock, steps }: Pick<CaseDetail, "clock" | "steps">): boolean {
  return clock.deemed || steps.some(({ name }) => name === "RegistrationDeemedAccepted");
}
