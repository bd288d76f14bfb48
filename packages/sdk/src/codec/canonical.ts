import canonicalize from "canonicalize";
import { LedgerError } from "../errors/ledger-error.ts";
import { createHasher, toHex } from "../fingerprint/hasher.ts";

/** What JSON can say, and nothing that it would drop or change silently. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Both digests of one document, 0x and 64 hex digits each. */
export type DocumentDigest = { readonly sha256: string; readonly sm3: string };

/**
 * Canonical JSON of a document (RFC 8785): one text for one meaning, whatever the order of its keys.
 *
 * @throws LedgerError DOCUMENT_NOT_CANONICAL for undefined, functions, bigint, NaN, infinities, whole numbers past
 *   2^53, lone surrogates, circles, and objects that are no plain ones (dates, maps, buffers)
 */
export function canonicalJson(document: JsonValue): string {
  check(document, [], []);
  return canonicalize(document) as string;
}

/**
 * SHA-256 and SM3 over the UTF-8 bytes of the canonical JSON.
 *
 * @throws LedgerError DOCUMENT_NOT_CANONICAL
 * @example
 * const { sha256, sm3 } = await digestOf({ name: "广西工作日", units: "1000" });
 */
export async function digestOf(document: JsonValue): Promise<DocumentDigest> {
  return digestOfBytes(new TextEncoder().encode(canonicalJson(document)));
}

/** SHA-256 and SM3 of bytes as they are. */
export async function digestOfBytes(bytes: Uint8Array): Promise<DocumentDigest> {
  const hashers = await Promise.all([createHasher("sha256"), createHasher("sm3")]);
  const [sha256, sm3] = await Promise.all(hashers.map(async (hasher) => hasher.digest(bytes)));
  return { sha256: toHex(sha256 as Uint8Array), sm3: toHex(sm3 as Uint8Array) };
}

const deepest = 200;

/** JSON.stringify and RFC 8785 libraries drop or bend such values; a digest must not depend on that. */
function check(value: unknown, path: readonly string[], above: readonly unknown[]): void {
  const refuse = (why: string): never => {
    const at = path.length ? path.join(".").slice(0, 200) : "the document";
    throw new LedgerError("DOCUMENT_NOT_CANONICAL", { message: `${at} is ${why}`, details: { at, why } });
  };
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "string") return value.isWellFormed() ? undefined : refuse("a text with half a character");
  if (typeof value === "number") {
    if (!Number.isFinite(value)) refuse("not a finite number");
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) refuse("a number that JSON cannot hold exactly");
    return;
  }
  if (typeof value !== "object") return refuse(`a ${typeof value}`);
  if (above.includes(value)) refuse("part of itself");
  if (above.length >= deepest) refuse("nested too deeply");

  const within = [...above, value];
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) check(value[i], [...path, String(i)], within);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null;
  if (!plain || typeof (value as { toJSON?: unknown }).toJSON === "function") refuse("not a plain object");
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) refuse("an object with half a character in a key");
    check(member, [...path, key], within);
  }
}
