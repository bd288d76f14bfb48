import { dateText, dayFrom } from "../calendar/civil-time.ts";

/** Digits that a spreadsheet keeps of a number. */
const digitsKept = 15;

/**
 * The exact decimal text of a number as a workbook writes it: `1.2E7` is 12000000. Undefined when it has more digits than
 * a spreadsheet keeps, so that what stands in the cell is not what was typed.
 */
export function numberText(written: string): string | undefined {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(written) ?? [];
  if (whole === "") return undefined;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  if (digits.replace(/0+$/, "").length > digitsKept) return undefined;
  const point = digits.length - fraction.length + Number(exponent);
  const padded =
    point > digits.length ? digits.padEnd(point, "0") : digits.padStart(digits.length - Math.min(point, 0), "0");
  const at = Math.max(point, 0);
  const rest = padded.slice(at).replace(/0+$/, "");
  return `${sign}${padded.slice(0, at) || "0"}${rest && `.${rest}`}`;
}

/** Days before 1970 at which the two date systems of workbooks begin. */
const epochs = { 1900: dayFrom(1899, 12, 30), 1904: dayFrom(1904, 1, 1) } as const;
/** First serial of 1900 that counts right: before it the system has a 29 February 1900 that never was. */
const firstSerial = 61;

/** The date of a serial number of days; the number itself when it has a time of day, or is no date. */
export function serialDate(serial: string, system: 1900 | 1904): string {
  if (!/^\d{1,7}$/.test(serial) || (system === 1900 && Number(serial) < firstSerial)) return serial;
  const day = epochs[system] + Number(serial);
  return day <= dayFrom(9999, 12, 31) ? dateText(day) : serial;
}

/** Whether a number format shows dates (ECMA-376, part 1, 18.8.30): by its number, or by letters outside quotes. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined)
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*./gi, ""));
}

/** Column of a reference such as `AB12`, from 0. */
export function columnIndex(reference: string): number {
  let index = 0;
  for (const letter of reference.replace(/\d+$/, "")) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
