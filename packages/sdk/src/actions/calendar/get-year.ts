import { unpackYear } from "../../calendar/working-days.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { timeText } from "../../input/time.ts";
import type { Whole } from "../../input/whole.ts";
import { yearOf } from "./year.ts";

/** A loaded year of the working-day calendar: what differs from the ordinary week. */
export type CalendarYear = {
  readonly year: number;
  /** 1 when first loaded, one more with every amendment. */
  readonly version: number;
  readonly loadedAt: string;
  /** Weekdays on which nobody works, as 2026-10-01. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays on which people work instead (调休上班日). */
  readonly makeUpDays: readonly string[];
};

/**
 * A year of the calendar, or null while it is not loaded.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE (2000 to 2999)
 * @example
 * const { holidays, version } = (await ledger.calendar.getYear(2026)) ?? {};
 */
export async function getYear(client: LedgerClient, year: Whole, options?: ReadOptions): Promise<CalendarYear | null> {
  const asked = yearOf(year);
  const seen = await read(client, () => client.contracts.calendar.calendarYear(asked, asOf(options)));
  if (seen.version === 0n) return null;
  const [low, high] = seen.workingDays;
  return {
    year: asked,
    version: Number(seen.version),
    loadedAt: timeText(seen.loadedAt),
    ...unpackYear(asked, [low, high]),
  };
}
