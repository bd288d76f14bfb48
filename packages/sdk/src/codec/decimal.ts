import { LedgerError } from "../errors/ledger-error.ts";

/** Largest values of the ledger's number types: series ids, times, units, ids and money. */
export const uint32Max = 2n ** 32n - 1n;
export const uint40Max = 2n ** 40n - 1n;
export const uint48Max = 2n ** 48n - 1n;
export const uint64Max = 2n ** 64n - 1n;
export const uint256Max = 2n ** 256n - 1n;

/** Bounds of a number and the name under which errors speak of it. */
export type DecimalBounds = {
  readonly min?: bigint | undefined;
  readonly max?: bigint | undefined;
  readonly field?: string | undefined;
};

/**
 * A whole number from its decimal text, as amounts and ids stand on the wire: no sign, no leading zero, no space, no
 * exponent. Bounds are those of an unsigned 64-bit number unless others are given.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE; the message holds the value
 */
export function parseDecimal(
  text: string,
  { min = 0n, max = uint64Max, field = "number" }: DecimalBounds = {},
): bigint {
  if (typeof text !== "string" || !/^(?:0|[1-9]\d*)$/.test(text)) {
    const message = `${field} must be a decimal whole number, not ${shown(text)}`;
    throw new LedgerError("NUMBER_MALFORMED", { message, details: { field, value: shown(text) } });
  }
  // The length is looked at first: a megabyte of digits is not worth turning into a number.
  const value = text.length > 78 ? undefined : BigInt(text);
  if (value !== undefined && value >= min && value <= max) return value;
  const message = `${field} must be from ${min} to ${max}, not ${shown(text)}`;
  throw new LedgerError("NUMBER_OUT_OF_RANGE", { message, details: { field, value: shown(text), min, max } });
}

/** The value as an error may repeat it: short, on one line, its kind named where it is no text. */
export function shown(value: unknown): string {
  if (typeof value !== "string") return value === null ? "null" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
  const clean = value
    .slice(0, 41)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, "\uFFFD");
  return JSON.stringify(clean.length > 40 ? `${clean.slice(0, 40).toWellFormed()}…` : clean);
}
