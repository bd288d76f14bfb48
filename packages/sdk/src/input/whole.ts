import { parseDecimal, shown, uint64Max, type DecimalBounds } from "../codec/decimal.ts";
import { LedgerError } from "../errors/ledger-error.ts";

/** An amount or id as it may be given: bigint, or decimal text as it stands on the wire. */
export type Amount = bigint | string;

/** A small id or count as it may be given. */
export type Whole = Amount | number;

/**
 * A whole number within bounds, unsigned 64 bit unless others are given. Numbers must be safe integers.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 */
export function whole(value: Whole, { min = 0n, max = uint64Max, field = "number" }: DecimalBounds = {}): bigint {
  if (typeof value === "string") return parseDecimal(value, { min, max, field });
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!isWhole) {
    const text = typeof value === "number" ? String(value) : shown(value);
    const message = `${field} must be a whole number, not ${text}`;
    throw new LedgerError("NUMBER_MALFORMED", { message, details: { field, value: text } });
  }
  const number = BigInt(value);
  if (number >= min && number <= max) return number;
  const message = `${field} must be from ${min} to ${max}, not ${number}`;
  throw new LedgerError("NUMBER_OUT_OF_RANGE", { message, details: { field, value: String(number), min, max } });
}
