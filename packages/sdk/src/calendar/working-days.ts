import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { dateText, dayFrom, dayOf, daysOfYear, endOfDay, yearOfDay } from "./civil-time.ts";

/** The working days of a year as the ledger keeps them: bit n of the pair (256 to a word) is day n + 1 of the year. */
export type YearBits = readonly [bigint, bigint];

/** An official year: what differs from the ordinary week. */
export type CalendarYearInput = {
  readonly year: number;
  /** Weekdays on which nobody works, as 2026-10-01. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays on which people work instead (调休上班日). */
  readonly makeUpDays: readonly string[];
};

/** A deadline in seconds since 1970, or "pending" while a year that it needs is not loaded. */
export type Deadline = number | "pending";

/** A calendar of loaded years; it answers as the ledger's contract does. */
export interface WorkingCalendar {
  /** Last second of the n-th working day after the day of `from`; `from` itself for 0. */
  addWorkingDays(from: number, count: number): Deadline;
  /** Working days after the day of `from`, up to and with that of `to`. */
  workingDaysBetween(from: number, to: number): number | "pending";
  /** Whether the day of a moment is a working day; undefined when its year is not loaded. */
  isWorkingDay(moment: number): boolean | undefined;
}

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: number) => (day + 3) % 7 >= 5;

/**
 * Packs a year for the ledger: the ordinary week, less the holidays, with the make-up days.
 *
 * @throws LedgerError CALENDAR_DAY_INVALID for a date that is not of the year, a holiday that is a weekend day, or a
 * make-up day that is none
 * @example
 * packYear({ year: 2026, holidays: ["2026-01-01"], makeUpDays: ["2026-01-04"] });
 */
export function packYear({ year, holidays, makeUpDays }: CalendarYearInput): YearBits {
  const first = dayFrom(year, 1, 1);
  const length = daysOfYear(year);
  const dayIn = (date: string, weekend: boolean, field: string) => {
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    const fits = Number.isInteger(day) && dateText(day) === date && day >= first && day < first + length;
    if (!fits || isWeekend(day) !== weekend) {
      throw clientError("CALENDAR_DAY_INVALID", { field, value: shown(date) });
    }
    return day - first;
  };
  const working = Array.from({ length }, (_, at) => !isWeekend(first + at));
  for (const date of holidays) working[dayIn(date, false, "holidays")] = false;
  for (const date of makeUpDays) working[dayIn(date, true, "makeUpDays")] = true;
  const words: [bigint, bigint] = [0n, 0n];
  working.forEach((works, at) => {
    if (works) words[at >> 8]! |= 1n << BigInt(at & 255);
  });
  return words;
}

/** The dates of a packed year that differ from the ordinary week. */
export function unpackYear(year: number, bits: YearBits): Omit<CalendarYearInput, "year"> {
  const first = dayFrom(year, 1, 1);
  const holidays: string[] = [];
  const makeUpDays: string[] = [];
  for (let at = 0; at < daysOfYear(year); at += 1) {
    const works = isSet(bits, at);
    if (works === isWeekend(first + at)) (works ? makeUpDays : holidays).push(dateText(first + at));
  }
  return { holidays, makeUpDays };
}

/** A calendar over packed years, by year; a year is asked for when a count comes to it. */
export function createCalendar(years: Pick<ReadonlyMap<number, YearBits>, "get">): WorkingCalendar {
  const isWorking = (day: number): boolean | undefined => {
    const year = yearOfDay(day);
    const bits = years.get(year);
    return bits && isSet(bits, day - dayFrom(year, 1, 1));
  };
  return {
    addWorkingDays(from, count) {
      if (count === 0) return from;
      let left = count;
      for (let day = dayOf(from) + 1; ; day += 1) {
        const works = isWorking(day);
        if (works === undefined) return "pending";
        if (works && --left === 0) return endOfDay(day);
      }
    },
    workingDaysBetween(from, to) {
      let count = 0;
      for (let day = dayOf(from) + 1; day <= dayOf(to); day += 1) {
        const works = isWorking(day);
        if (works === undefined) return "pending";
        if (works) count += 1;
      }
      return count;
    },
    isWorkingDay: (moment) => isWorking(dayOf(moment)),
  };
}

const isSet = (bits: YearBits, at: number) => ((bits[at >> 8]! >> BigInt(at & 255)) & 1n) === 1n;
