import {
  isLedgerError,
  packYear,
  parseDecimal,
  uint48Max,
  uint64Max,
  uint256Max,
  wellFormedText,
  type CalendarYearInput,
  type YearBits,
} from "@data-voucher/sdk";
import { getAddress } from "ethers";
import Type from "typebox";
import { fault } from "../errors.ts";

/** 32 bytes in a request: 0x and 64 lower-case hexadecimal digits. */
export const DigestIn = Type.String({
  pattern: "^0x[0-9a-f]{64}$",
  description: "SHA-256: 0x and 64 lower-case hexadecimal digits",
});
/** An address in a request; with mixed case its checksum (ERC-55) must be right. */
export const AddressIn = Type.String({
  pattern: "^0x[0-9a-fA-F]{40}$",
  description: "0x and 40 hexadecimal digits; with mixed case the checksum must be right",
});
/** A whole number in a request. */
export const DecimalIn = Type.String({
  pattern: "^[0-9]{1,78}$",
  description: "Whole number as a decimal string, without leading zeros",
});
/** A moment in a request. */
export const TimeIn = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$",
  description: "RFC 3339 time, UTC, whole seconds",
  examples: ["2026-11-23T08:00:00Z"],
});
/** ISO 3166-1 numeric code. */
export const CountryIn = Type.Integer({ minimum: 0, maximum: 999, description: "ISO 3166-1 numeric code" });
/** Purposes by their numbers. */
export const PurposesIn = Type.Array(Type.Integer({ minimum: 0, maximum: 63 }), {
  maxItems: 64,
  uniqueItems: true,
  description: "Numbers in the purpose list",
});
/** A signature over EIP-712 data: r, s and v. */
export const SignatureIn = Type.String({
  pattern: "^0x[0-9a-fA-F]{130}$",
  description: "EIP-712 signature of the grantor's account, 65 bytes",
});

/** An error about one value of the body. */
export function invalid(pointer: string, detail: string, value?: string) {
  const shown = value === undefined ? {} : { value };
  return fault("REQUEST_INVALID", undefined, { errors: [{ pointer, detail, ...shown }] });
}

/** The address, checksummed. @throws LedgerError REQUEST_INVALID when a mixed-case one has a wrong checksum */
export function addressOf(text: string, pointer: string): string {
  const digits = text.slice(2);
  const mixed = digits !== digits.toLowerCase() && digits !== digits.toUpperCase();
  try {
    return getAddress(mixed ? text : text.toLowerCase());
  } catch {
    throw invalid(pointer, "its checksum is wrong", text);
  }
}

/** Seconds since 1970. @throws LedgerError REQUEST_INVALID when there is no such moment */
export function secondsOf(text: string, pointer: string): number {
  const milliseconds = Date.parse(text);
  const again = Number.isNaN(milliseconds) ? "" : new Date(milliseconds).toISOString().replace(".000Z", "Z");
  if (again !== text || milliseconds < 0) throw invalid(pointer, "is no moment of the calendar after 1970", text);
  return milliseconds / 1000;
}

/** Units. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export const unitsOf = (text: string, pointer: string): bigint => decimalOf(text, pointer, uint48Max);
/** An id, or money in fen. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export const wordOf = (text: string, pointer: string): bigint => decimalOf(text, pointer, uint64Max);
/** The number of a signed request. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export const nonceOf = (text: string, pointer: string): bigint => decimalOf(text, pointer, uint256Max);

function decimalOf(text: string, pointer: string, max: bigint): bigint {
  return pointed(pointer, () => parseDecimal(text, { max, field: pointer.slice(1) }));
}

/** A name: one line. @throws LedgerError TEXT_CONTROL_CHARACTER and its like */
export function nameOf(text: string, pointer: string): string {
  return pointed(pointer, () => wellFormedText(text, { maxChars: 256, field: pointer.slice(1) }));
}

/**
 * The working days of a year as the ledger keeps them.
 * @throws LedgerError CALENDAR_DAY_INVALID for a date that is not of the year, a holiday that is a weekend day, or a
 * make-up day that is none
 */
export function yearBitsOf(days: CalendarYearInput): YearBits {
  try {
    return packYear(days);
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    const { field } = error.details as { field: string };
    throw fault(error.code, undefined, { errors: [{ pointer: `/${field}`, detail: error.message }] });
  }
}

/** The bits of a set, by their numbers. */
export function maskOf(bits: readonly number[]): bigint {
  return bits.reduce((mask, bit) => mask | (1n << BigInt(bit)), 0n);
}

/** The bits of a set of names. */
export function bitsOfNames<T extends string>(all: readonly T[], names: readonly T[]): bigint {
  return maskOf(names.map((name) => all.indexOf(name)));
}

/** The number of an enumeration's name. */
export function numberOf<T extends string>(names: readonly T[], name: T): number {
  return names.indexOf(name);
}

/** Says where in the body the value stands that is wrong. */
function pointed<T>(pointer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    throw fault(error.code, undefined, { errors: [{ pointer, detail: error.message }] });
  }
}
