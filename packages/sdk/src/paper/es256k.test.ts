import { expect } from "chai";
import { createPublicKey, verify } from "node:crypto";
import { getBytes, toBeHex, toUtf8Bytes, Wallet } from "ethers";
import { toBase64Url } from "./base64url.ts";
import { accountOf, jwkOf, signEs256k, verifyEs256k } from "./es256k.ts";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("ES256K", () => {
  const wallet = new Wallet(`0x${"46".repeat(32)}`);
  const message = toUtf8Bytes("登记凭证");
  const signature = signEs256k(message, (digest) => wallet.signingKey.sign(digest));

  it("is taken by OpenSSL with the JSON Web Key of the account", () => {
    const { kty, crv, x, y } = jwkOf(wallet.signingKey.publicKey);
    const key = createPublicKey({ key: { kty, crv, x: toBase64Url(x), y: toBase64Url(y) }, format: "jwk" });
    expect(verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, signature)).to.equal(true);
    expect(accountOf(wallet.signingKey.publicKey)).to.equal(wallet.address);
  });

  it("holds for its account and message only", () => {
    expect(verifyEs256k(message, signature, wallet.address)).to.equal(true);
    expect(verifyEs256k(toUtf8Bytes("登记凭证。"), signature, wallet.address)).to.equal(false);
    expect(verifyEs256k(message, signature, Wallet.createRandom().address)).to.equal(false);
    expect(verifyEs256k(message, signature.with(5, signature[5]! ^ 1), wallet.address)).to.equal(false);
  });

  it("refuses the second form of a signature, and what is none", () => {
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
    const twin = Uint8Array.from([...signature.subarray(0, 32), ...getBytes(toBeHex(order - s, 32))]);
    expect(verifyEs256k(message, twin, wallet.address)).to.equal(false);
    for (const bad of [new Uint8Array(64), new Uint8Array(64).fill(255), signature.slice(1), new Uint8Array(65)]) {
      expect(verifyEs256k(message, bad, wallet.address)).to.equal(false);
    }
  });
});
