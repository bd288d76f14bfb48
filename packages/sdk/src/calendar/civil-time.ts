/** Shanghai is eight hours ahead of UTC, without summer time since 1992. */
const OFFSET = 8 * 3_600;
const DAY = 86_400;

/** Civil days since 1970-01-01 in Asia/Shanghai, at a moment in seconds since 1970. */
export function dayOf(seconds: number): number {
  return Math.floor((seconds + OFFSET) / DAY);
}

/** First second of a civil day. */
export function startOfDay(day: number): number {
  return day * DAY - OFFSET;
}

/** Last second of a civil day: a period counted in days ends with it (Civil Code, article 203). */
export function endOfDay(day: number): number {
  return startOfDay(day + 1) - 1;
}

/** The year of a civil day. */
export function yearOfDay(day: number): number {
  return new Date(day * DAY * 1000).getUTCFullYear();
}

/** The civil day of a date; `month` from 1. */
export function dayFrom(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / 1000 / DAY;
}

/** The date of a civil day, as 2026-11-25. */
export function dateText(day: number): string {
  return new Date(day * DAY * 1000).toISOString().slice(0, 10);
}

/** Days of a year: 365 or 366. */
export function daysOfYear(year: number): number {
  return dayFrom(year + 1, 1, 1) - dayFrom(year, 1, 1);
}

/** The same clock time on the same day of a later month, or on that month's last day where it is shorter. */
export function addMonths(seconds: number, months: number): number {
  const day = dayOf(seconds);
  const date = new Date(day * DAY * 1000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + months];
  const first = dayFrom(year, month, 1);
  const length = dayFrom(year, month + 1, 1) - first;
  return seconds + (first + Math.min(date.getUTCDate(), length) - 1 - day) * DAY;
}
