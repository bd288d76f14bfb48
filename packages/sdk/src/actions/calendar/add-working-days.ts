import { deadlineFrom } from "../../calendar/pending.ts";
import { deadlineText, type DeadlineText } from "../../calendar/show-clock.ts";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { seconds, type Time } from "../../input/time.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** What {@link addWorkingDays} takes. */
export type AddWorkingDaysQuery = {
  /** When the period begins; its day does not count (Civil Code, article 201). */
  readonly from: Time;
  /** Working days, at most 1000; for 0 the answer is `from`. */
  readonly days: Whole;
};

/**
 * Last second of a period of working days, as the ledger counts it; "pending" while a year that it needs is not loaded.
 *
 * @throws LedgerError TIME_MALFORMED, NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * await ledger.calendar.addWorkingDays({ from: "2026-09-28T10:00:00+08:00", days: 5 }); // "2026-10-10T15:59:59Z"
 */
export async function addWorkingDays(
  client: LedgerClient,
  { from, days }: AddWorkingDaysQuery,
  options?: ReadOptions,
): Promise<DeadlineText> {
  const [start, count] = [seconds(from, "from"), whole(days, { max: 1000n, field: "days" })];
  const seen = await read(client, () => client.contracts.calendar.addWorkingDays(start, count, asOf(options)));
  return deadlineText(deadlineFrom(seen));
}
