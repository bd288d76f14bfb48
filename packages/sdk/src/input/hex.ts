import { getAddress, ZeroHash } from "ethers";
import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";

/**
 * An address with its checksum.
 *
 * @throws LedgerError ADDRESS_MALFORMED, also for mixed case whose checksum is wrong
 */
export function address(value: string, field: string): string {
  if (typeof value === "string" && /^0x[\da-f]{40}$/i.test(value)) {
    try {
      return getAddress(value);
    } catch {
      // Said below: the checksum is wrong, so a character was mistyped.
    }
  }
  throw clientError("ADDRESS_MALFORMED", { field, value: shown(value) });
}

/**
 * 32 bytes, lower case.
 *
 * @throws LedgerError DIGEST_MALFORMED
 */
export function digest(value: string, field: string): string {
  if (typeof value === "string" && /^0x[\da-f]{64}$/i.test(value)) return value.toLowerCase();
  throw clientError("DIGEST_MALFORMED", { field, value: shown(value) });
}

/** 32 bytes that may be left out. */
export function optionalDigest(value: string | null | undefined, field: string): string {
  return value === undefined || value === null ? ZeroHash : digest(value, field);
}

/**
 * Any whole bytes, lower case.
 *
 * @throws LedgerError DIGEST_MALFORMED
 */
export function bytes(value: string, field: string): string {
  if (typeof value === "string" && /^0x(?:[\da-f]{2})*$/i.test(value)) return value.toLowerCase();
  throw clientError("DIGEST_MALFORMED", { field, value: shown(value) });
}
