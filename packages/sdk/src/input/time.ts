import { clientError } from "../client/client-errors.ts";
import { shown, uint40Max } from "../codec/decimal.ts";
import { whole } from "./whole.ts";

/** A moment as it may be given: a `Date`, RFC 3339 text with its zone, or whole seconds since 1970. */
export type Time = Date | string | number;

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Seconds since 1970; parts of a second are dropped.
 *
 * @throws LedgerError TIME_MALFORMED, NUMBER_OUT_OF_RANGE (milliseconds given as seconds are)
 * @example
 * seconds("2026-11-23T08:00:00+08:00", "start"); // 1795392000
 */
export function seconds(time: Time, field: string): number {
  if (typeof time === "number") return Number(whole(time, { max: uint40Max, field }));
  const isText = typeof time === "string" && rfc3339.test(time);
  const ms = isText ? Date.parse(time) : time instanceof Date ? time.getTime() : Number.NaN;
  if (Number.isNaN(ms)) throw clientError("TIME_MALFORMED", { field, value: shown(time) });
  return Number(whole(Math.floor(ms / 1000), { max: uint40Max, field }));
}

/** A moment that may be left out: 0. */
export function optionalSeconds(time: Time | null | undefined, field: string): number {
  return time === undefined || time === null ? 0 : seconds(time, field);
}

/** RFC 3339 text of seconds since 1970. */
export function timeText(value: bigint | number): string {
  return new Date(Number(value) * 1000).toISOString().replace(".000Z", "Z");
}

/** RFC 3339 text, or null for 0, which stands for none. */
export function timeOrNull(value: bigint | number): string | null {
  return BigInt(value) === 0n ? null : timeText(value);
}
