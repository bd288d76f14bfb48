import { packYear, type CalendarYearInput } from "../../calendar/working-days.ts";
import { argOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import { yearOf } from "./year.ts";

/** What {@link loadYear} takes. */
export type LoadYearParams = CalendarYearInput & {
  /** Digest of the State Council's notice of the year's holidays. */
  readonly documentDigest: string;
};

/**
 * Loads the working days of a year, or amends them (工作日历): clocks that still run follow. By an authority (approve).
 *
 * @throws LedgerError CALENDAR_DAY_INVALID for a date that is not of the year, a holiday that is a weekend day, or a
 *   make-up day that is none; NUMBER_OUT_OF_RANGE, CALENDAR_YEAR_IMPLAUSIBLE, ROLE_MISSING
 * @example
 * await ledger.calendar.loadYear({ year: 2026, holidays: ["2026-01-01"], makeUpDays: ["2026-01-04"], documentDigest });
 */
export const loadYear = /* @__PURE__ */ defineWrite<LoadYearParams, { readonly version: number }>({
  contract: "WorkingCalendar",
  data: ({ documentDigest, ...input }, { contracts: { calendar } }) => {
    const year = yearOf(input.year);
    return calendar.interface.encodeFunctionData("loadYear", [
      year,
      [...packYear({ ...input, year })],
      digest(documentDigest, "documentDigest"),
    ]);
  },
  result: (events) => ({ version: Number(argOf(events, "CalendarYearLoaded", "version")) }),
});
