import Type, { type Static } from "typebox";
import { Address, Deadline, Hash, MaybeInteger, Time } from "./common.ts";

const day = { pattern: "^\\d{4}-\\d{2}-\\d{2}$", examples: ["2026-10-01"] };

/** Weekdays on which nobody works, and weekend days on which people work instead (调休). */
export const yearDays = {
  holidays: Type.Array(Type.String(day), { description: "Weekdays on which nobody works" }),
  makeUpDays: Type.Array(Type.String(day), {
    description: "Saturdays and Sundays on which people work instead (调休)",
  }),
};

/** A version of a year. */
export const yearVersion = {
  version: Type.Integer({ description: "1 when first loaded, one more with every amendment" }),
  loadedAt: Time,
  byParty: Address,
  documentDigest: Hash,
  transaction: Hash,
  workingDays: Type.Integer({ description: "How many the year has" }),
  ...yearDays,
};
/** A version of a year. */
export const YearVersion = Type.Object(yearVersion);
/** {@link YearVersion} as JSON. */
export type YearVersionJson = Static<typeof YearVersion>;

/** A year as it stands. */
export const calendarYear = { year: Type.Integer(), ...yearVersion };
/** A year as it stands. */
export const CalendarYear = Type.Object(calendarYear);
/** {@link CalendarYear} as JSON. */
export type CalendarYearJson = Static<typeof CalendarYear>;

/** The end of a period of working days. */
export const PeriodEnd = Type.Object({
  from: Time,
  days: Type.Integer(),
  deadline: Deadline,
  missingYear: MaybeInteger("The year that must be loaded before it can be told; null when it is told"),
});
