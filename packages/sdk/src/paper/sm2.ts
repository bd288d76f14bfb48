import { getBytes, hexlify } from "ethers";

/**
 * Identity that SM2 signatures are made under when parties agreed on none (GB/T 35276): both sides must use the same.
 */
const userId = "1234567812345678";

/** SM2 with SM3 (GB/T 32918.2) over bytes: 64 bytes, r and s. The library is loaded only when it is needed. */
export async function signSm2(bytes: Uint8Array, privateKey: string): Promise<Uint8Array> {
  const { sm2 } = await import("sm-crypto-v2");
  return getBytes(`0x${sm2.doSignature(bytes, privateKey.slice(2), { hash: true, userId })}`);
}

/** Whether the signature is of this key over these bytes. */
export async function verifySm2(bytes: Uint8Array, signature: Uint8Array, publicKey: string): Promise<boolean> {
  if (signature.length !== 64 || !isSm2Key(publicKey)) return false;
  const { sm2 } = await import("sm-crypto-v2");
  try {
    return sm2.doVerifySignature(bytes, hexlify(signature).slice(2), publicKey.slice(2), { hash: true, userId });
  } catch {
    return false; // The point is not on the curve.
  }
}

/** Public key of a private one: 0x04 and the point's 64 bytes. */
export async function sm2PublicKey(privateKey: string): Promise<string> {
  const { sm2 } = await import("sm-crypto-v2");
  return `0x${sm2.getPublicKeyFromPrivateKey(privateKey.slice(2))}`;
}

/** Whether a text has the form of an uncompressed public key. */
export function isSm2Key(text: unknown): text is string {
  return typeof text === "string" && /^0x04[\da-f]{128}$/.test(text);
}
