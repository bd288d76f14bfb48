/** Whether people work on a day: the ordinary week, less the holidays, with the make-up days (调休上班日). */
export type DayKind = "working" | "weekend" | "holiday" | "makeUp";

/** A day of a month. */
export type MonthDay = { readonly date: string; readonly day: number; readonly kind: DayKind };

/** A month by its weeks, Monday first; days of other months are empty. */
export type Month = { readonly month: number; readonly weeks: readonly (readonly (MonthDay | null)[])[] };

/** What differs from the ordinary week in a year, as dates `2026-10-01`. */
export type YearDays = {
  readonly year: number;
  readonly holidays: readonly string[];
  readonly makeUpDays: readonly string[];
};

/** The twelve months of a year with the kind of each day. */
export function monthsOf({ year, holidays, makeUpDays }: YearDays): readonly Month[] {
  const [off, on] = [new Set(holidays), new Set(makeUpDays)];
  return Array.from({ length: 12 }, (_, at) => {
    const month = at + 1;
    const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const blanks = weekdayOf(year, month, 1) - 1;
    const cells: (MonthDay | null)[] = Array.from({ length: blanks }, () => null);
    for (let day = 1; day <= length; day += 1) {
      const date = `${year}-${two(month)}-${two(day)}`;
      const isWeekend = weekdayOf(year, month, day) > 5;
      const kind = on.has(date) ? "makeUp" : off.has(date) ? "holiday" : isWeekend ? "weekend" : "working";
      cells.push({ date, day, kind });
    }
    while (cells.length % 7 !== 0) cells.push(null);
    return { month, weeks: Array.from({ length: cells.length / 7 }, (_week, i) => cells.slice(i * 7, i * 7 + 7)) };
  });
}

/** Day of the week from 1 for Monday to 7 for Sunday. */
function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

const two = (value: number) => String(value).padStart(2, "0");
