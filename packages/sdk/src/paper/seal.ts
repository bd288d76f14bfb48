import { toUtf8Bytes } from "ethers";
import { digestOfBytes, type DocumentDigest } from "../codec/canonical.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { signEs256k } from "./es256k.ts";
import type { PaperSigner } from "./sign-credential.ts";

/** The seal of a PDF: signatures over all bytes before it. */
export type PdfSeal = {
  readonly es256k: Uint8Array;
  readonly sm2: Uint8Array | undefined;
  /** Digests of the sealed bytes. */
  readonly digests: DocumentDigest;
  /** What the signatures are over. */
  readonly text: Uint8Array;
};

/** A comment after the end of the file: readers of PDF pass over it, and it must be the very last line. */
const pattern = /%data-voucher-seal-1 ([\w-]{86}) ([\w-]{86}|-)\n$/;
const longest = 256;

/** What a seal signs: certificate, length, and both digests of the bytes. */
async function sealText(number: string, body: Uint8Array): Promise<{ digests: DocumentDigest; text: Uint8Array }> {
  const digests = await digestOfBytes(body);
  const lines = ["data-voucher-seal-1", number, String(body.length), digests.sha256, digests.sm3];
  return { digests, text: toUtf8Bytes(lines.join("\n")) };
}

/**
 * Seals a PDF: its bytes with a last line that holds the signatures of SHA-256 and SM3 digests of all bytes before it.
 */
export async function sealPdf(body: Uint8Array, number: string, signer: PaperSigner): Promise<Uint8Array> {
  const { text } = await sealText(number, body);
  const sm2 = signer.sm2 ? toBase64Url(await signer.sm2.sign(text)) : "-";
  const line = `%data-voucher-seal-1 ${toBase64Url(signEs256k(text, signer.signDigest))} ${sm2}\n`;
  const sealed = new Uint8Array(body.length + line.length);
  sealed.set(body);
  sealed.set(toUtf8Bytes(line), body.length);
  return sealed;
}

/** The seal at the end of a PDF, unchecked; undefined when there is none. */
export async function readSeal(pdf: Uint8Array, number: string): Promise<PdfSeal | undefined> {
  const end = new TextDecoder("latin1").decode(pdf.subarray(Math.max(0, pdf.length - longest)));
  const match = pattern.exec(end);
  const es256k = fromBase64Url(match?.[1] ?? "");
  if (!match || !es256k) return undefined;
  const body = pdf.subarray(0, pdf.length - match[0].length);
  const sm2 = match[2] === "-" ? undefined : fromBase64Url(match[2] ?? "");
  return { es256k, sm2, ...(await sealText(number, body)) };
}
