import { SEPARATOR, compareKeys, under } from "./keys.ts";
import type { Range, Table } from "./table.ts";

/** A range of whole keys as Level takes it. */
export interface Bounds {
  readonly gte: string;
  readonly gt?: string;
  readonly lt: string;
  readonly limit: number;
  readonly reverse: boolean;
}

/** Turns a range within a table into bounds over whole keys. */
export function boundsOf<Row>(table: Table<Row>, range: Range = {}): Bounds {
  const reverse = range.reverse ?? false;
  const whole = under(table.name);
  let { gte, lt } = whole;
  if (range.under !== undefined) {
    const part = under(table.name, ...range.under);
    gte = part.gte;
    lt = part.lt;
  }
  const later = (key: string) => (compareKeys(key, gte) > 0 ? key : gte);
  const earlier = (key: string) => (compareKeys(key, lt) < 0 ? key : lt);
  if (range.from !== undefined) gte = later(table.prefix + range.from);
  if (range.before !== undefined) lt = earlier(table.prefix + range.before);
  if (range.after !== undefined) {
    // The least key greater than k is k with a NUL after it.
    if (reverse) lt = earlier(table.prefix + range.after);
    else gte = later(table.prefix + range.after + SEPARATOR);
  }
  return { gte, lt, limit: range.limit ?? -1, reverse };
}

/** Whether a whole key lies within bounds. */
export function within(key: string, bounds: Bounds): boolean {
  return compareKeys(key, bounds.gte) >= 0 && compareKeys(key, bounds.lt) < 0;
}
