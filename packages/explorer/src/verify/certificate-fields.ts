import type { CertificateCheck, Difference } from "../api/shapes.ts";
import { isAddress } from "../format/hex.ts";
import { readCertificateNumber } from "../format/ids.ts";
import { boundsOfDay, dayOf } from "../format/time.ts";
import type { Word } from "../i18n/words.ts";

/** A field of the form: its name on the wire, its word, and what kind of text it takes. */
type CertificateField = { readonly name: string; readonly word: Word; readonly kind: "address" | "text" | "day" };

/** Fields that may be compared, beside the number. */
export const certificateFields: readonly CertificateField[] = [
  { name: "assetName", word: "verify.assetName", kind: "text" },
  { name: "holderName", word: "verify.holderName", kind: "text" },
  { name: "holder", word: "verify.holder", kind: "address" },
  { name: "registry", word: "verify.registry", kind: "address" },
  { name: "evidenceDigest", word: "verify.evidence", kind: "text" },
  { name: "issuedAt", word: "verify.issuedOn", kind: "day" },
  { name: "until", word: "verify.until", kind: "day" },
];

/** What is wrong with a form: the field and the sentence that says so. */
export type FieldFault = { readonly name: string; readonly word: Word };

/** A form that may be compared: what the gateway compares, and days, which are compared here. */
export type CertificateForm = {
  readonly body: Readonly<Record<string, string>>;
  readonly days: Readonly<Record<string, string>>;
};

/** What was typed, in order, or the first fault. Empty fields are left out. */
export function readCertificateForm(
  typed: Readonly<Record<string, string>>,
): CertificateForm | { readonly fault: FieldFault } {
  const number = readCertificateNumber(typed["number"] ?? "");
  if (number === undefined) return { fault: { name: "number", word: "verify.numberBad" } };
  const body: Record<string, string> = { number };
  const days: Record<string, string> = {};
  for (const { name, kind } of certificateFields) {
    const value = (typed[name] ?? "").trim();
    if (value === "") continue;
    if (kind === "address" && !isAddress(value)) return { fault: { name, word: "verify.addressBad" } };
    if (kind !== "day") body[name] = value;
    else if (boundsOfDay(value)) days[name] = value;
  }
  return { body, days };
}

/** Adds the days to a comparison: paper bears days of Asia/Shanghai, the ledger keeps seconds. */
export function withDays(check: CertificateCheck, days: CertificateForm["days"]): CertificateCheck {
  const recordedAt: Readonly<Record<string, string>> = {
    issuedAt: dayOf(check.certificate.issuedAt),
    until: dayOf(check.certificate.until),
  };
  const others = Object.entries(days).flatMap(([field, given]): Difference[] => {
    const recorded = recordedAt[field] ?? "";
    return recorded === given ? [] : [{ field, given, recorded }];
  });
  const differences = [...check.differences, ...others];
  return { ...check, matches: differences.length === 0, differences };
}
