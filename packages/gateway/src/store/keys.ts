/**
 * Keys of the store. A key is a tuple of parts joined by NUL, so that byte order is tuple order;
 * numbers are fixed-width hexadecimal, so that byte order is number order.
 */

/** Joins the parts of a key; sorts before every character a part may hold. */
export const SEPARATOR = "\u0000";
/** Sorts after the separator and before every other character: the end of all keys under a prefix. */
const AFTER_SEPARATOR = "\u0001";

const suspicious = /[\u0000\u0001\ud800-\udfff]/;

/** Fixed-width hexadecimal of an unsigned 32-bit integer. */
export function u32(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw new RangeError(`not a u32: ${value}`);
  return value.toString(16).padStart(8, "0");
}

/** Fixed-width hexadecimal of an unsigned 64-bit integer, given as bigint, safe integer or decimal string. */
export function u64(value: bigint | number | string): string {
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${value}`);
  if (typeof value === "string" && !/^\d+$/.test(value)) throw new RangeError(`not a decimal number: ${value}`);
  // Up to 15 digits are exact as a number, which is much faster.
  const small = typeof value === "string" && value.length <= 15 ? Number(value) : value;
  if (typeof small === "number" && small >= 0) return small.toString(16).padStart(16, "0");
  const wide = BigInt(value);
  if (wide < 0n || wide > 0xffff_ffff_ffff_ffffn) throw new RangeError(`not a u64: ${value}`);
  return wide.toString(16).padStart(16, "0");
}

/** The number a fixed-width part stands for. */
export function fromHex(part: string): bigint {
  return BigInt(`0x${part}`);
}

/** Joins parts to one key. Refuses parts that would break the order: with control characters of the separator or lone surrogates. */
export function key(...parts: string[]): string {
  for (const part of parts) {
    // One look at the text for what may be wrong with it; a pair of surrogates is not.
    if (suspicious.test(part) && (part.includes(SEPARATOR) || part.includes(AFTER_SEPARATOR) || !part.isWellFormed())) {
      throw new RangeError("a key part holds a character that keys cannot hold");
    }
  }
  return parts.join(SEPARATOR);
}

/** The parts of a key made by {@link key}. */
export function partsOf(joined: string): string[] {
  return joined.split(SEPARATOR);
}

/** The half-open range of all keys whose first parts are these (the key of exactly these parts not included). */
export function under(...parts: string[]): { gte: string; lt: string } {
  const prefix = key(...parts);
  return { gte: prefix + SEPARATOR, lt: prefix + AFTER_SEPARATOR };
}

/** Order of keys as the store sorts them: by UTF-8 bytes, which is by code points (JavaScript compares UTF-16 units). */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const xHigh = x >= 0xd800 && x < 0xe000;
      const yHigh = y >= 0xd800 && y < 0xe000;
      return xHigh === yHigh ? x - y : xHigh ? 1 : -1;
    }
  }
  return a.length - b.length;
}
