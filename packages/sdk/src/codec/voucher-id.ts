import { LedgerError } from "../errors/ledger-error.ts";
import { parseDecimal, uint32Max, uint64Max } from "./decimal.ts";

/** Series and serial of a voucher; its id is `seriesId << 32 | serial`, a decimal string on the wire. */
export type VoucherIdParts = { readonly seriesId: number; readonly serial: number };

/**
 * Id of a voucher.
 *
 * @throws LedgerError VOUCHER_ID_MALFORMED when a part is no unsigned 32-bit number
 */
export function voucherIdOf({ seriesId, serial }: VoucherIdParts): bigint {
  for (const part of [seriesId, serial]) {
    if (!Number.isInteger(part) || part < 0 || part > Number(uint32Max)) malformed(`${seriesId}, ${serial}`);
  }
  return (BigInt(seriesId) << 32n) | BigInt(serial);
}

/**
 * Series and serial of a voucher id.
 *
 * @throws LedgerError VOUCHER_ID_MALFORMED when it is no unsigned 64-bit number
 */
export function splitVoucherId(voucherId: bigint): VoucherIdParts {
  if (typeof voucherId !== "bigint" || voucherId < 0n || voucherId > uint64Max) malformed(String(voucherId));
  return { seriesId: Number(voucherId >> 32n), serial: Number(voucherId & uint32Max) };
}

/**
 * Voucher id from the wire.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 */
export function parseVoucherId(text: string): bigint {
  return parseDecimal(text, { max: uint64Max, field: "voucherId" });
}

function malformed(value: string): never {
  const message = `${value.slice(0, 80)} is no voucher id`;
  throw new LedgerError("VOUCHER_ID_MALFORMED", { message, details: { value: value.slice(0, 80) } });
}
