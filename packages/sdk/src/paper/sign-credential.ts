import { getBytes, hashMessage, toUtf8Bytes } from "ethers";
import { toBase64Url } from "./base64url.ts";
import { didOf, endorsementText, type Sm2Endorsement } from "./credential.ts";
import { accountOf, jwkOf, signEs256k, type SignDigest } from "./es256k.ts";
import { compactJws, signingInputOf, type JsonObject } from "./jws.ts";

/** A key of a registry that signs papers: a ledger account's, and beside it one of SM2 that the account endorses. */
export type PaperSigner = {
  /** Public key of the account, 0x hex. */
  readonly publicKey: string;
  readonly signDigest: SignDigest;
  readonly sm2?: { readonly publicKey: string; sign(bytes: Uint8Array): Promise<Uint8Array> } | undefined;
};

/** A credential signed by each of the signer's keys, as compact JWS of the same claims. */
export type SignedCredential = { readonly es256k: string; readonly sm2: string | undefined };

/** The account's word for its SM2 key; undefined where the signer has none. */
export function endorse(signer: PaperSigner, chainId: string): Sm2Endorsement | undefined {
  if (!signer.sm2) return undefined;
  const { publicKey } = signer.sm2;
  const text = endorsementText(chainId, accountOf(signer.publicKey), publicKey);
  return { publicKey, endorsement: signer.signDigest(hashMessage(text)).serialized };
}

/**
 * Signs a credential (W3C, securing verifiable credentials with JOSE): `ES256K` by the ledger account and, where the
 * signer has such a key, `SM2` (SM3; no registered name of JOSE, so only readers of this ledger know it).
 */
export async function signCredential(
  credential: JsonObject,
  signer: PaperSigner,
  { chainId, type = "vc+jwt" }: { readonly chainId: string; readonly type?: string },
): Promise<SignedCredential> {
  const { x, y, ...kind } = jwkOf(signer.publicKey);
  const kid = didOf(chainId, accountOf(signer.publicKey));
  const jwk = { ...kind, x: toBase64Url(x), y: toBase64Url(y) };
  const input = signingInputOf({ alg: "ES256K", typ: type, cty: "vc", kid, jwk }, credential);
  const es256k = compactJws(input, signEs256k(toUtf8Bytes(input), signer.signDigest));
  if (!signer.sm2) return { es256k, sm2: undefined };
  const sm2Input = signingInputOf({ alg: "SM2", typ: type, cty: "vc", kid }, credential);
  return { es256k, sm2: compactJws(sm2Input, await signer.sm2.sign(getBytes(toUtf8Bytes(sm2Input)))) };
}
