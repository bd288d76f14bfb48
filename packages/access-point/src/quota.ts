import type { UsePeriod } from "@data-voucher/sdk";

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

/** What is kept of a quota: units used since its period began, in milliseconds. */
export interface QuotaRow {
  readonly group: string;
  begun: number;
  units: number;
}

/**
 * How often one holder may use what it holds of one series (频次), whichever of its vouchers it comes with. Uses under a
 * sub-licence count towards the quota of who licensed it as well.
 */
export interface Quota {
  readonly row: QuotaRow;
  readonly frequency: Frequency;
  /** Units of requests that are not answered yet. */
  reserved: number;
}

/** Whether so many units more keep within a quota. */
export function isWithin({ row, frequency, reserved }: Quota, units: number, at: number): boolean {
  const used = row.begun === periodStart(frequency.period, at) ? row.units : 0;
  return used + reserved + units <= frequency.units;
}

/** Counts a use that was served towards a quota. */
export function countTowards({ row, frequency }: Quota, units: number, at: number): void {
  const begun = periodStart(frequency.period, at);
  if (row.begun !== begun) Object.assign(row, { begun, units: 0 });
  row.units += units;
}
