import type { Query } from "../api/questions.ts";
import type { RegistrationCase } from "../api/shapes.ts";
import { boundsOfDay, dayOf } from "../format/time.ts";
import type { Act } from "./due.ts";

/** By when something is due; each span holds what the one before it holds. */
export const spans = ["overdue", "today", "week"] as const;
/** One of {@link spans}. */
export type Span = (typeof spans)[number];

/** How the API is asked for each act: by the state of the case, and by the act itself where a state has several. */
export const askedFor: Readonly<Record<Act, Query>> = {
  consent: { act: "consent" },
  accept: { state: "applied" },
  supplement: { state: "supplementAsked" },
  examine: { state: "accepted" },
  publish: { state: "examined", act: "examine" },
  notice: { state: "published", act: "notice" },
  objection: { state: "published", act: "objection" },
  // A cancellation is certified without a notice: not only published cases are.
  certify: { act: "certify" },
};

const dayMs = 86_400_000;

/**
 * The last second of a span in Asia/Shanghai, as RFC 3339 in UTC. Periods end with their day: what is overdue ended
 * yesterday or before; a week ends on Sunday.
 *
 * @param now RFC 3339 time of the ledger
 */
export function endOf(span: Span, now: string): string {
  const { to } = boundsOfDay(dayOf(now)) ?? { to: Date.parse(now) };
  // The last moment of a day in Shanghai falls on the same day in UTC.
  const weekday = new Date(to).getUTCDay();
  const days = { overdue: -1, today: 0, week: (7 - weekday) % 7 }[span];
  return new Date(to + days * dayMs).toISOString().replace(/\.\d+Z$/, "Z");
}

/** How many of these cases fall into each span. */
export function tally(cases: readonly RegistrationCase[], now: string): Readonly<Record<Span, number>> {
  const within = (span: Span) => {
    const end = Date.parse(endOf(span, now));
    return cases.filter(({ clock }) => Date.parse(clock.due?.until ?? "") <= end).length;
  };
  return { overdue: within("overdue"), today: within("today"), week: within("week") };
}
