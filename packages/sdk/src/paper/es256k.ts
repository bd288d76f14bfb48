import {
  computeAddress,
  concat,
  getAddress,
  getBytes,
  recoverAddress,
  sha256,
  Signature,
  SigningKey,
  toBeHex,
} from "ethers";

/** Order of the curve secp256k1, halved: a signature has two forms, and only the one below this is taken. */
const half = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** Signs a digest of 32 bytes for an account. */
export type SignDigest = (digest: string) => Signature;

/** ES256K (RFC 8812) over bytes: 64 bytes, r and s. */
export function signEs256k(bytes: Uint8Array, sign: SignDigest): Uint8Array {
  const { r, s } = sign(sha256(bytes));
  return getBytes(concat([r, s]));
}

/**
 * Whether an account signed these bytes. Ledger accounts are addresses, so the key is recovered and compared. The
 * second form of a signature, which anybody can make from the first, is refused.
 */
export function verifyEs256k(bytes: Uint8Array, signature: Uint8Array, account: string): boolean {
  if (signature.length !== 64) return false;
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)].map((part) => BigInt(hexOf(part)));
  if (!r || !s || s > half) return false;
  const digest = sha256(bytes);
  return ([0, 1] as const).some((yParity) => {
    try {
      const parts = { r: toBeHex(r, 32), s: toBeHex(s, 32), yParity };
      return recoverAddress(digest, Signature.from(parts)) === account;
    } catch {
      return false; // No point has this r.
    }
  });
}

/** A public key as a JSON Web Key, for readers that know nothing of addresses. */
export function jwkOf(publicKey: string) {
  const point = getBytes(SigningKey.computePublicKey(publicKey, false));
  return { kty: "EC", crv: "secp256k1", x: point.slice(1, 33), y: point.slice(33) };
}

/** Address of a public key. */
export function accountOf(publicKey: string): string {
  return getAddress(computeAddress(publicKey));
}

function hexOf(bytes: Uint8Array): string {
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
