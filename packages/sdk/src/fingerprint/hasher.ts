import { sha256 } from "@noble/hashes/sha2.js";
import { LedgerError } from "../errors/ledger-error.ts";

/** Digest functions of the ledger. SHA-256 is the rule; SM3 (GB/T 32905) is there for those who must use it. */
export type DigestAlgorithm = "sha256" | "sm3";

/** One digest function of 32 bytes. Large inputs may be hashed elsewhere, hence the promise. */
export type Hasher = {
  readonly algorithm: DigestAlgorithm;
  /** Digest of a large piece. The bytes must not change until it is there. */
  digest(data: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Digest of a few bytes, at once. */
  digestSmall(data: Uint8Array): Uint8Array;
};

/** The part of Node's crypto that is used here; there is none in a browser. */
type NodeCrypto = { hash(algorithm: string, data: Uint8Array, encoding: "buffer"): Uint8Array };
type WithBuiltins = { process?: { getBuiltinModule?: (name: string) => unknown } };

/** The part of WebCrypto that is used here; pages that are no secure context have none. */
type WithWebCrypto = { crypto?: { subtle?: { digest(algorithm: string, data: Uint8Array): Promise<ArrayBuffer> } } };

/** Node's crypto without an import, so that bundlers for browsers never see it. */
function nodeCrypto(): NodeCrypto | undefined {
  const found = (globalThis as WithBuiltins).process?.getBuiltinModule?.("node:crypto") as NodeCrypto | undefined;
  return typeof found?.hash === "function" ? found : undefined;
}

/**
 * The fastest hasher there is: Node's own, else that of the browser.
 *
 * @throws LedgerError FINGERPRINT_OPTIONS_INVALID for another algorithm
 */
export async function createHasher(algorithm: DigestAlgorithm = "sha256"): Promise<Hasher> {
  checkAlgorithm(algorithm);
  const crypto = nodeCrypto();
  if (!crypto) return createWebHasher(algorithm);
  const digest = (data: Uint8Array) => crypto.hash(algorithm, data, "buffer");
  return { algorithm, digest, digestSmall: digest };
}

/**
 * The hasher of browsers: WebCrypto for large pieces of SHA-256 (plain JavaScript where the page is no secure context
 * and has none), plain JavaScript for SM3, whose library is loaded only then.
 */
export async function createWebHasher(algorithm: DigestAlgorithm = "sha256"): Promise<Hasher> {
  checkAlgorithm(algorithm);
  if (algorithm === "sm3") {
    const { sm3 } = await import("sm-crypto-v2");
    const digest = (data: Uint8Array) => fromHex(sm3(data));
    return { algorithm, digest, digestSmall: digest };
  }
  const subtle = (globalThis as WithWebCrypto).crypto?.subtle;
  const digest = subtle ? async (data: Uint8Array) => new Uint8Array(await subtle.digest("SHA-256", data)) : sha256;
  return { algorithm, digest, digestSmall: sha256 };
}

function checkAlgorithm(algorithm: unknown): void {
  if (algorithm === "sha256" || algorithm === "sm3") return;
  const message = `Unknown digest algorithm: ${String(algorithm)}`;
  throw new LedgerError("FINGERPRINT_OPTIONS_INVALID", { message, details: { algorithm } });
}

/** Bytes of an even number of hex digits, with or without `0x`. */
export function fromHex(hex: string): Uint8Array {
  const digits = hex.startsWith("0x") ? hex.slice(2) : hex;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

/** `0x` and the hex digits of the bytes. */
export function toHex(bytes: Uint8Array): string {
  let hex = "0x";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
