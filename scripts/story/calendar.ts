import chineseDays from "chinese-days";

const { findWorkday } = chineseDays;

const zone = "+08:00";
const shanghai = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });

/** The civil day in Shanghai at a moment, as 2026-11-23. */
export function dayAt(seconds: number): string {
  return shanghai.format(new Date(seconds * 1000));
}

/** The years from one moment to another in Shanghai, both included. */
export function yearsBetween(from: number, to: number): number[] {
  const yearOf = (seconds: number) => Number(dayAt(seconds).slice(0, 4));
  return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, index) => yearOf(from) + index);
}

/** Seconds since 1970 of a clock time in Shanghai. */
export function momentOf(day: string, clock: string): number {
  return Date.parse(`${day}T${clock}:00${zone}`) / 1000;
}

/** The working day that lies `days` official working days before a moment (holidays and make-up days counted). */
export function workingDayBefore(seconds: number, days: number): string {
  return findWorkday(-days, dayAt(seconds));
}

/**
 * Clock of the story: the n-th working day after the day the ledger began.
 * @example
 * at(5, "09:30") // 09:30 in Shanghai, five working days after the first
 */
export type StoryClock = (workingDays: number, clock: string) => number;

/** A story clock that starts on the day of genesis. */
export function createStoryClock(genesisTime: number): StoryClock {
  const first = dayAt(genesisTime);
  return (workingDays, clock) => momentOf(findWorkday(workingDays, first), clock);
}
