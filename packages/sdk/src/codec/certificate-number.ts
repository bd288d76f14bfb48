import { LedgerError } from "../errors/ledger-error.ts";
import { shown } from "./decimal.ts";

/**
 * A certificate number by annex 6 of the registration guideline (国数综政策〔2026〕35号): 15 characters, `SJ`, region,
 * registry, year and month of coding, serial of the month.
 */
export type CertificateNumber = {
  /** First two digits of the administrative division (GB/T 2260); Guangxi is 45. */
  readonly region: number;
  /** Registry within the region, 0 to 9. */
  readonly registry: number;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 9999, anew each month. */
  readonly serial: number;
};

/** Most certificates of one registry in one month. */
export const lastCertificateSerial = 9999;

const pattern = /^SJ([1-9]\d)(\d)([1-9]\d{3})(0[1-9]|1[0-2])(?!0000)(\d{4})$/;

/**
 * The parts of a certificate number.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED
 */
export function parseCertificateNumber(text: string): CertificateNumber {
  const match = typeof text === "string" ? pattern.exec(text) : null;
  if (!match) return malformed(shown(text));
  const [region, registry, year, month, serial] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { region, registry, year, month, serial };
}

/**
 * The 15 characters of a certificate number.
 *
 * @throws LedgerError CERTIFICATE_NUMBERS_EXHAUSTED past serial 9999, CERTIFICATE_NUMBER_MALFORMED
 */
export function formatCertificateNumber({ region, registry, year, month, serial }: CertificateNumber): string {
  if (Number.isInteger(serial) && serial > lastCertificateSerial) {
    throw new LedgerError("CERTIFICATE_NUMBERS_EXHAUSTED", { details: { region, registry, year, month, serial } });
  }
  const two = (value: number) => String(value).padStart(2, "0");
  const text = `SJ${region}${registry}${year}${two(month)}${String(serial).padStart(4, "0")}`;
  const parsed = pattern.test(text) ? parseCertificateNumber(text) : undefined;
  const same = parsed?.region === region && parsed.registry === registry && parsed.year === year;
  return same && parsed.month === month && parsed.serial === serial ? text : malformed(text);
}

/**
 * Token id of a certificate: the 13 digits of its number as an integer.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED
 */
export function certificateTokenId(number: string): bigint {
  parseCertificateNumber(number);
  return BigInt(number.slice(2));
}

/**
 * Number of the certificate with this token id.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED
 */
export function certificateNumberOf(tokenId: bigint): string {
  const text = `SJ${tokenId}`;
  return typeof tokenId === "bigint" && pattern.test(text) ? text : malformed(shown(String(tokenId)));
}

function malformed(value: string): never {
  const message = `${value} is no certificate number`;
  throw new LedgerError("CERTIFICATE_NUMBER_MALFORMED", { message, details: { value } });
}
