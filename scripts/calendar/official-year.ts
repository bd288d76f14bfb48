import chineseDays from "chinese-days";

const { getDayDetail, isWorkday } = chineseDays;
const DAY = 86_400_000;

/** A year as the General Office of the State Council arranges it; every date as 2026-10-01. */
export type OfficialYear = {
  readonly year: number;
  /** Weekdays on which nobody works. */
  readonly holidays: string[];
  /** Saturdays and Sundays on which people work instead (调休上班日). */
  readonly makeUpDays: string[];
};

/** Why a year has no official working days; the message is a sentence. */
export class OfficialYearError extends Error {
  override readonly name = "OfficialYearError";
  readonly code = "OFFICIAL_YEAR_UNKNOWN";
}

/** Whether `chinese-days` holds the arrangement of a year; every arrangement has its National Day. */
export function isOfficialYearKnown(year: number): boolean {
  return getDayDetail(`${year}-10-01`).name.includes("国庆");
}

/**
 * The official working days of a year (国务院办公厅节假日安排), told as what differs from the ordinary week.
 *
 * @throws OfficialYearError for a year that was not announced yet, or not to this version of `chinese-days`
 * @example
 * officialYear(2026).makeUpDays; // ["2026-01-04", "2026-02-14", …]
 */
export function officialYear(year: number): OfficialYear {
  if (!isOfficialYearKnown(year)) {
    throw new OfficialYearError(
      `The official holidays of ${year} are not in the installed chinese-days package. They are announced late in ` +
        `the year before; update the package, or load the year from the notice itself.`,
    );
  }
  const official: OfficialYear = { year, holidays: [], makeUpDays: [] };
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) {
    const date = new Date(at).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(at).getUTCDay());
    if (isWorkday(date) === isWeekend) official[isWeekend ? "makeUpDays" : "holidays"].push(date);
  }
  return official;
}
