import { label, rawWord } from "../i18n/words.ts";

/**
 * The word for a field of a certificate: `rights.hold.until` is the right and its member; of other fields with parts
 * the first says enough. A field without a word shows its own name.
 */
export function fieldWord(field: string): string {
  const [first = "", second, third] = field.split(".");
  if (first !== "rights" || second === undefined) return rawWord(`paperField.${first}`) ?? field;
  const right = label("right", second);
  return third === undefined ? right : `${right} · ${label("right", third === "limitsDigest" ? "limits" : third)}`;
}
