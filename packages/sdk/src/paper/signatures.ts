import { Signature, recoverAddress, getAddress, hashMessage } from "ethers";
import { didOf, endorsementText } from "./credential.ts";
import { accountOf, verifyEs256k } from "./es256k.ts";
import { fromBase64Url } from "./base64url.ts";
import type { JsonObject } from "./jws.ts";
import type { ReadCredential } from "./read-credential.ts";
import { verifySm2 } from "./sm2.ts";

/** One signature of a paper, checked. */
export type CheckedSignature = {
  /** What it is over: the credential, or the whole PDF. */
  readonly over: "credential" | "pdf";
  readonly algorithm: "ES256K" | "SM2";
  /** Account, or public key of SM2. */
  readonly key: string;
  readonly holds: boolean;
};

/** A credential's signing keys: the account, and an SM2 key if the account endorses it. */
type Keys = Pick<ReadCredential, "account" | "sm2"> & { readonly chainId: string };

/** Checks the signature of a credential by its own header; an algorithm that is not ours does not hold. */
export async function checkCredentialSignature(read: ReadCredential): Promise<CheckedSignature> {
  const { jws, evidence, account, sm2 } = read;
  const { header, signingInput, signature } = jws;
  const { chainId } = evidence;
  const algorithm = header["alg"] === "SM2" ? "SM2" : "ES256K";
  const named = header["kid"] === didOf(chainId, account) && !("crit" in header) && jwkFits(header, account);
  const usual = header["alg"] === algorithm && header["typ"] === "vc+jwt" && named;
  const checked = await checkBytes(algorithm, signingInput, signature, { account, sm2, chainId });
  return { ...checked, over: "credential", holds: usual && checked.holds };
}

/** Checks a signature over bytes with the keys of a credential. */
export async function checkBytes(
  algorithm: "ES256K" | "SM2",
  bytes: Uint8Array,
  signature: Uint8Array,
  { account, sm2, chainId }: Keys,
): Promise<Omit<CheckedSignature, "over">> {
  const known = getAddress(account.toLowerCase());
  if (algorithm === "ES256K") return { algorithm, key: known, holds: verifyEs256k(bytes, signature, known) };
  const key = sm2?.publicKey ?? "";
  const endorsed = sm2 !== undefined && signedText(endorsementText(chainId, known, key), sm2.endorsement) === known;
  return { algorithm, key, holds: endorsed && (await verifySm2(bytes, signature, key)) };
}

/** Who signed a text as wallets do (EIP-191); undefined for what is no signature, or its second form. */
function signedText(text: string, signature: string): string | undefined {
  try {
    const parsed = Signature.from(signature);
    return parsed.serialized === signature ? recoverAddress(hashMessage(text), parsed) : undefined;
  } catch {
    return undefined;
  }
}

/** A key that a header shows must be the account's: other readers believe it. */
function jwkFits(header: JsonObject, account: string): boolean {
  if (!("jwk" in header)) return true;
  const { x, y } = (header["jwk"] ?? {}) as { x?: unknown; y?: unknown };
  const [left, right] = [x, y].map((part) => (typeof part === "string" ? fromBase64Url(part) : undefined));
  if (left?.length !== 32 || right?.length !== 32) return false;
  const hex = [...left, ...right].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  try {
    return accountOf(`0x04${hex}`) === getAddress(account.toLowerCase());
  } catch {
    return false;
  }
}
