import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { seconds, type Time } from "../../input/time.ts";

/**
 * Whether the day of a moment, in Asia/Shanghai, is a working day.
 *
 * @throws LedgerError TIME_MALFORMED, CALENDAR_YEAR_MISSING
 * @example
 * await ledger.calendar.isWorkingDay("2026-10-10T09:00:00+08:00"); // true: a Saturday that is worked
 */
export async function isWorkingDay(client: LedgerClient, moment: Time, options?: ReadOptions): Promise<boolean> {
  const asked = seconds(moment, "moment");
  return read(client, () => client.contracts.calendar.isWorkingDay(asked, asOf(options)));
}
