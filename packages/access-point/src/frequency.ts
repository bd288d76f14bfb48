import type { UsePeriod } from "@data-voucher/sdk";
import type { Line } from "./line.ts";

/** Most units within one period, as the terms of a series say it. */
export interface Frequency {
  readonly units: number;
  readonly period: UsePeriod;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Shanghai is eight hours ahead of UTC all year. */
const shanghai = 8 * hour;

/**
 * When the period of a moment began, by the clock of Asia/Shanghai, in milliseconds; a week begins on Monday.
 *
 * @example
 * periodStart("day", Date.parse("2026-03-01T00:30:00+08:00")); // that midnight
 */
export function periodStart(period: UsePeriod, at: number): number {
  const local = at + shanghai;
  if (period === "hour") return at - (local % hour);
  const today = local - (local % day);
  if (period === "day") return today - shanghai;
  // 1970-01-01 was a Thursday.
  if (period === "week") return today - ((Math.floor(today / day) + 3) % 7) * day - shanghai;
  const date = new Date(local);
  return Date.UTC(date.getUTCFullYear(), period === "month" ? date.getUTCMonth() : 0) - shanghai;
}

/** Units that the lines of one group served and keep in the period that began then. */
export function unitsSince(lines: Iterable<Line>, group: string, begun: number): number {
  let units = 0;
  for (const { row, reserved } of lines) {
    if (row.group !== group) continue;
    units += reserved + (row.inPeriod.begun === begun ? row.inPeriod.units : 0);
  }
  return units;
}
