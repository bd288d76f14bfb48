import type { CalendarYearInput } from "../calendar/working-days.ts";

const script = new URL("../../../../scripts/calendar/official-year.ts", import.meta.url);

/** The official working days of a year, as the scripts tell them. */
export async function officialYear(year: number): Promise<CalendarYearInput> {
  const scripts = (await import(script.href)) as { officialYear(year: number): CalendarYearInput };
  return scripts.officialYear(year);
}
