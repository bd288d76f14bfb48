import { LedgerError } from "../errors/ledger-error.ts";
import { parseCertificateNumber } from "../codec/certificate-number.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { readJws, type JsonObject } from "./jws.ts";
import { verifyEs256k } from "./es256k.ts";
import { didOf } from "./credential.ts";

/** Bits of a list: the least that the standard allows, for the holders' privacy, and enough for a registry's year. */
const bits = 131_072;

/**
 * The place of a certificate in the status lists: one list for each registry and year, named by region, registry and
 * year; every month has 10 000 places in it, so that the place follows from the number (annex 6) alone.
 *
 * @throws LedgerError CERTIFICATE_NUMBER_MALFORMED
 * @example
 * statusPlaceOf("SJ4512026110001"); // { name: "4512026", index: 100001 }
 */
export function statusPlaceOf(number: string): { readonly name: string; readonly index: number } {
  const { region, registry, year, month, serial } = parseCertificateNumber(number);
  return { name: `${region}${registry}${year}`, index: (month - 1) * 10_000 + serial };
}

/** The bits of a list with these set, as Bitstring Status List v1.0 writes them: GZIP, base64url, multibase. */
export async function encodeStatusList(set: Iterable<number>): Promise<string> {
  const bytes = new Uint8Array(bits / 8);
  for (const index of set) bytes[index >> 3] = (bytes[index >> 3] as number) | (0x80 >> (index & 7));
  return `u${toBase64Url(await passedThrough(bytes, new CompressionStream("gzip"), bytes.length))}`;
}

/** The claims of a status list as a verifiable credential, not signed yet. */
export async function statusListOf(parts: {
  readonly url: string;
  readonly chainId: string;
  readonly registry: string;
  readonly account: string;
  /** RFC 3339 time of the ledger's block as of which it speaks. */
  readonly asOf: string;
  /** Places of certificates that are not valid any more. */
  readonly ended: Iterable<number>;
}): Promise<JsonObject> {
  const { url, chainId, registry, account, asOf, ended } = parts;
  return {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: didOf(chainId, registry),
    validFrom: asOf,
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: "revocation",
      encodedList: await encodeStatusList(ended),
    },
    proofAccount: account,
  };
}

/** What a status list says of a certificate. */
export type ListedStatus = { readonly ended: boolean; readonly asOf: string };

/**
 * Reads a certificate's bit from a signed status list.
 *
 * @param accounts who may have signed it: accounts of the registry
 * @throws LedgerError STATUS_LIST_INVALID for a list of another registry or year, or signed by nobody of these
 */
export async function readStatus(
  list: string,
  expected: { readonly url: string; readonly index: number; readonly accounts: readonly string[] },
): Promise<ListedStatus> {
  const { header, payload, signingInput, signature } = readJws(list);
  const subject = (payload["credentialSubject"] ?? {}) as { encodedList?: unknown; statusPurpose?: unknown };
  const signed =
    header["alg"] === "ES256K" && expected.accounts.some((account) => verifyEs256k(signingInput, signature, account));
  if (payload["id"] !== expected.url) throw invalid(`it is ${String(payload["id"])}, not ${expected.url}`);
  if (!signed) throw invalid("no account of the registry signed it");
  if (subject.statusPurpose !== "revocation" || typeof subject.encodedList !== "string")
    throw invalid("it has no list");
  const packed = subject.encodedList.startsWith("u") ? fromBase64Url(subject.encodedList.slice(1)) : undefined;
  const bytes = packed && (await passedThrough(packed, new DecompressionStream("gzip"), bits).catch(() => undefined));
  const byte = bytes?.[expected.index >> 3];
  if (byte === undefined) throw invalid("its bits cannot be read");
  return { ended: (byte & (0x80 >> (expected.index & 7))) !== 0, asOf: String(payload["validFrom"]) };
}

/** Bytes passed through a packer or unpacker; no more than so many of them. */
async function passedThrough(
  bytes: Uint8Array,
  through: { readonly readable: ReadableStream; readonly writable: WritableStream },
  most: number,
): Promise<Uint8Array> {
  const answer = new Response(new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(through as never));
  const whole = new Uint8Array(await answer.arrayBuffer());
  if (whole.length > most) throw new RangeError("more bytes than a list has");
  return whole;
}

function invalid(what: string): LedgerError {
  return new LedgerError("STATUS_LIST_INVALID", { message: `The status list cannot be used: ${what}` });
}
