import { hkdfSync } from "node:crypto";
import { getBytes, toBeHex } from "ethers";
import { signSm2, sm2PublicKey, type PaperSigner } from "@data-voucher/sdk";

/** Order of the curve of SM2 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

/**
 * The SM2 key beside an account's key, derived from it (HKDF, RFC 5869): it needs no place of its own, is rotated with
 * the account, and tells nothing of the account's key. The account endorses it in every paper.
 */
export async function sm2KeyOf(privateKey: string): Promise<NonNullable<PaperSigner["sm2"]>> {
  // 16 bytes more than the order has: no value is likelier than another by more than 2^-128.
  const bytes = new Uint8Array(hkdfSync("sha256", getBytes(privateKey), "", "data-voucher papers SM2 1", 48));
  const secret = toBeHex((BigInt(`0x${Buffer.from(bytes).toString("hex")}`) % (order - 1n)) + 1n, 32);
  return { publicKey: await sm2PublicKey(secret), sign: (message) => signSm2(message, secret) };
}
