import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { bitNumbers } from "./bits.ts";
import { purposes, type Purpose } from "./purpose-list.ts";

/** Code of a listed purpose. */
export type PurposeCode = (typeof purposes)[number]["code"];

/** A purpose as an input may name it: by code, or by bit for one that this release does not list. */
export type PurposeInput = PurposeCode | number;

/**
 * The purposes of a mask, least bit first; a bit that this release does not list has the code `purpose<bit>`.
 *
 * @example
 * purposesOf(0b10n); // [{ bit: 1, code: "logistics", en: "logistics dispatch", zh: "物流调度" }]
 */
export function purposesOf(mask: bigint | number): (Purpose & { readonly bit: number })[] {
  return bitNumbers(mask).map((bit) => {
    const code = `purpose${bit}`;
    return { bit, ...((purposes as readonly Purpose[])[bit] ?? { code, en: `purpose ${bit}`, zh: `用途 ${bit}` }) };
  });
}

/**
 * The mask of purposes, each named once by code or bit.
 *
 * @throws LedgerError VALUE_UNKNOWN
 * @example
 * purposeMask(["logistics", "publicService"]); // 18n
 */
export function purposeMask(given: readonly PurposeInput[]): bigint {
  return given.reduce<bigint>((mask, purpose) => mask | (1n << BigInt(purposeBit(purpose))), 0n);
}

/**
 * The bit of one purpose.
 *
 * @throws LedgerError VALUE_UNKNOWN
 * @example
 * purposeBit("logistics"); // 1
 */
export function purposeBit(purpose: PurposeInput): number {
  const bit = typeof purpose === "number" ? purpose : purposes.findIndex(({ code }) => code === purpose);
  if (Number.isInteger(bit) && bit >= 0 && bit < 64) return bit;
  const value = typeof purpose === "number" ? String(purpose) : shown(purpose);
  throw clientError("VALUE_UNKNOWN", { field: "purposes", value });
}
