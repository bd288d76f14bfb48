import { certificateNumberOf, certificateTokenId, type LedgerError } from "@data-voucher/sdk";
import { fault } from "../../errors.ts";
import { checksum } from "../checksum.ts";

/** Codes of things that are not on the ledger: the contracts' own. */
export type UnknownCode =
  | "PARTY_UNKNOWN"
  | "ASSET_UNKNOWN"
  | "CASE_UNKNOWN"
  | "CERTIFICATE_UNKNOWN"
  | "RECORD_UNKNOWN"
  | "RECORD_REQUEST_UNKNOWN"
  | "PROFILE_UNKNOWN"
  | "AUTHORISATION_UNKNOWN"
  | "SERIES_UNKNOWN"
  | "VOUCHER_UNKNOWN";

/** The error for a thing that is not on the ledger. */
export function unknownThing(code: UnknownCode, value: string): LedgerError {
  const what = code.slice(0, code.lastIndexOf("_")).toLowerCase().replace("_", " ");
  return fault(code, `There is no ${what} ${value}.`, { value });
}

function malformed(what: string, value: string): LedgerError {
  const short = value.length > 80 ? `${value.slice(0, 80)}…` : value;
  const message = `${short} is not ${what}.`;
  return fault("ID_MALFORMED", message, { value: short });
}

/** The checksummed address of a text. @throws LedgerError ID_MALFORMED, also where a checksum is given and wrong */
export function parseAddress(text: string): string {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw malformed("an address (0x and 40 hexadecimal digits)", text);
  const form = checksum(text);
  const mixed = /[a-f]/.test(text.slice(2)) && /[A-F]/.test(text.slice(2));
  if (mixed && form !== text) throw malformed("an address: its checksum is wrong", text);
  return form;
}

/** A 32-byte id in lower case. @throws LedgerError ID_MALFORMED */
export function parseHash(text: string, what = "an asset id (0x and 64 hexadecimal digits)"): string {
  if (!/^0x[0-9a-fA-F]{64}$/.test(text)) throw malformed(what, text);
  return text.toLowerCase();
}

/** A number of at most 64 bits as a decimal string. @throws LedgerError ID_MALFORMED */
export function parseNumber(text: string, what: string): string {
  if (!/^(0|[1-9]\d{0,19})$/.test(text) || BigInt(text) > 0xffff_ffff_ffff_ffffn) throw malformed(what, text);
  return text;
}

/** The number of a series. @throws LedgerError ID_MALFORMED */
export function parseSeriesId(text: string): number {
  if (!/^(0|[1-9]\d{0,9})$/.test(text) || Number(text) > 0xffff_ffff) throw malformed("a series number", text);
  return Number(text);
}

/** The number of a registration profile. @throws LedgerError ID_MALFORMED */
export function parseProfileId(text: string): number {
  if (!/^(0|[1-9]\d{0,9})$/.test(text) || Number(text) > 0xffff_ffff) throw malformed("a profile number", text);
  return Number(text);
}

/** A year of four digits. @throws LedgerError ID_MALFORMED */
export function parseYear(text: string): number {
  if (!/^[1-9]\d{3}$/.test(text)) throw malformed("a year of four digits, such as 2026", text);
  return Number(text);
}

/** A voucher's id from its decimal form or its label, such as 3-17. @throws LedgerError ID_MALFORMED */
export function parseVoucher(text: string): string {
  const [, series, serial] = /^(\d{1,10})-(\d{1,10})$/.exec(text) ?? [];
  if (series === undefined || serial === undefined) return parseNumber(text, "a voucher id or label, such as 3-17");
  if (Number(series) > 0xffff_ffff || Number(serial) > 0xffff_ffff)
    throw malformed("a voucher label, such as 3-17", text);
  return ((BigInt(series) << 32n) | BigInt(serial)).toString();
}

/** The label of a voucher: series and serial. */
export function labelOf(voucherId: string): string {
  const id = BigInt(voucherId);
  return `${id >> 32n}-${id & 0xffff_ffffn}`;
}

/** Token id of a certificate's number. @throws LedgerError CERTIFICATE_NUMBER_MALFORMED */
export function parseCertificate(text: string): string {
  return certificateTokenId(text.toUpperCase()).toString();
}

/** Number of a certificate's token id. */
export function numberOf(certificateId: string): string {
  return certificateNumberOf(BigInt(certificateId));
}
