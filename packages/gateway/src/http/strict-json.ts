import { isLedgerError, wellFormedText } from "@data-voucher/sdk";
import { fault } from "../errors.ts";

const deepest = 32;
const forbiddenNames = new Set(["__proto__", "constructor", "prototype"]);
const plainAscii = /^[\x20-\x7e\n\t]*$/;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads a JSON body and refuses what programs read differently: wrong UTF-8, numbers that lose digits, names that
 * touch prototypes, and texts that hide or reorder what people see.
 * @throws LedgerError BODY_EMPTY, JSON_MALFORMED, NUMBER_UNSAFE, PROPERTY_NAME_REFUSED, TEXT_…
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw fault("BODY_EMPTY");
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw fault("JSON_MALFORMED", "The body is not UTF-8.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    throw fault(
      "JSON_MALFORMED",
      position === undefined ? undefined : `The body is not JSON from character ${position} on.`,
    );
  }
  checkValue(value, "", 0);
  return value;
}

/** Checks a text from anywhere in a request. @throws LedgerError TEXT_…, naming the place */
export function checkText(text: string, place: Place): void {
  if (plainAscii.test(text)) return;
  try {
    wellFormedText(text, { maxChars: Number.MAX_SAFE_INTEGER, lines: true, field: "The text" });
  } catch (error) {
    if (!isLedgerError(error)) throw error;
    throw fault(error.code, undefined, { errors: [{ ...place, detail: error.message }] });
  }
}

/** Where a text stands. */
export type Place = { readonly pointer: string } | { readonly parameter: string };

function checkValue(value: unknown, pointer: string, depth: number): void {
  if (typeof value === "string") return checkText(value, { pointer });
  if (typeof value === "number") return checkNumber(value, pointer);
  if (typeof value !== "object" || value === null) return;
  if (depth === deepest) {
    throw fault("REQUEST_INVALID", `The body is nested deeper than ${deepest}.`);
  }
  if (Array.isArray(value)) {
    value.forEach((item, i) => checkValue(item, `${pointer}/${i}`, depth + 1));
    return;
  }
  for (const [name, item] of Object.entries(value)) {
    if (forbiddenNames.has(name)) {
      const errors = [{ pointer: `${pointer}/${name}`, detail: `the name ${name} is not allowed` }];
      throw fault("PROPERTY_NAME_REFUSED", undefined, { errors });
    }
    checkText(name, { pointer });
    checkValue(item, `${pointer}/${name}`, depth + 1);
  }
}

function checkNumber(value: number, pointer: string): void {
  if (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))) return;
  const detail = "is beyond what JSON numbers hold exactly: write it as a decimal string";
  throw fault("NUMBER_UNSAFE", undefined, { errors: [{ pointer, detail }] });
}
