import { whole, type Whole } from "../../input/whole.ts";

/** A year as the calendar takes it. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export function yearOf(year: Whole): number {
  return Number(whole(year, { min: 2000n, max: 2999n, field: "year" }));
}
