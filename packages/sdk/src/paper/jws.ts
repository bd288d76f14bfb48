import type { JsonValue } from "../codec/canonical.ts";
import { LedgerError } from "../errors/ledger-error.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";

/** A JSON object. */
export type JsonObject = { readonly [name: string]: JsonValue };

/** A compact JWS (RFC 7515), taken apart; nothing of it is checked yet. */
export type Jws = {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** What the signature is over. */
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
};

const encoder = new TextEncoder();

/** The bytes that a signature of header and payload is over, as text. */
export function signingInputOf(header: JsonObject, payload: JsonObject): string {
  return [header, payload].map((part) => toBase64Url(encoder.encode(JSON.stringify(part)))).join(".");
}

/** A compact JWS of its signing input and signature. */
export function compactJws(signingInput: string, signature: Uint8Array): string {
  return `${signingInput}.${toBase64Url(signature)}`;
}

/**
 * Takes a compact JWS apart.
 *
 * @throws LedgerError PAPER_UNREADABLE for anything else, also for a second spelling of the same bytes
 */
export function readJws(text: string): Jws {
  const parts = text.trim().split(".");
  const [header, payload, signature] = parts.map(fromBase64Url);
  if (parts.length !== 3 || !header || !payload || !signature) throw unreadable("three parts in base64url");
  const signingInput = encoder.encode(parts.slice(0, 2).join("."));
  return { header: objectOf(header), payload: objectOf(payload), signingInput, signature };
}

/** Deepest nesting of a credential's JSON; what is nested deeper was made to break its reader. */
const deepest = 32;

function objectOf(bytes: Uint8Array): JsonObject {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (depthOf(text) > deepest) throw new RangeError("nested too deeply");
    const value = JSON.parse(text) as JsonValue;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Said below.
  }
  throw unreadable("JSON objects as header and payload");
}

/** Nesting of a JSON text, in one pass: the text may be made to slow down its reader. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let i = 0; i < text.length; i += 1) {
    const mark = text[i];
    if (mark === '"') quoted = !quoted;
    else if (quoted) i += mark === "\\" ? 1 : 0;
    else if (mark === "[" || mark === "{") most = Math.max(most, (depth += 1));
    else if (mark === "]" || mark === "}") depth -= 1;
  }
  return most;
}

function unreadable(what: string): LedgerError {
  return new LedgerError("PAPER_UNREADABLE", { message: `Not a signed credential: it must have ${what}` });
}
