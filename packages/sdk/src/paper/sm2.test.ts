import { expect } from "chai";
import { createHash } from "node:crypto";
import { getBytes, hexlify, toUtf8Bytes } from "ethers";
import { sm2 } from "sm-crypto-v2";
import { digestOfBytes } from "../codec/canonical.ts";
import { signSm2, sm2PublicKey, verifySm2 } from "./sm2.ts";

/** GB/T 32918.5-2017, annex A.2: the recommended curve, the message "message digest", the default identity. */
const standard = {
  privateKey: "0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
  publicKey:
    "0x0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
  hash: "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640",
  r: "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3",
  s: "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
  message: toUtf8Bytes("message digest"),
};

describe("SM2", () => {
  const signature = getBytes(`0x${standard.r}${standard.s}`);

  it("takes the signature that GB/T 32918.5 gives, and its public key and hash", async () => {
    expect(await sm2PublicKey(standard.privateKey)).to.equal(standard.publicKey);
    expect(sm2.getHash(standard.message, standard.publicKey.slice(2))).to.equal(standard.hash);
    expect(await verifySm2(standard.message, signature, standard.publicKey)).to.equal(true);
  });

  it("verifies what it signed, and nothing else", async () => {
    const own = await signSm2(standard.message, standard.privateKey);
    expect(own).to.have.lengthOf(64);
    expect(await verifySm2(standard.message, own, standard.publicKey)).to.equal(true);
    expect(await verifySm2(toUtf8Bytes("message digesT"), own, standard.publicKey)).to.equal(false);
    const other = await sm2PublicKey(`0x${"11".repeat(32)}`);
    expect(await verifySm2(standard.message, own, other)).to.equal(false);
    for (const place of [0, 31, 32, 63]) {
      const forged = own.with(place, own[place]! ^ 1);
      expect(await verifySm2(standard.message, forged, standard.publicKey), `byte ${place}`).to.equal(false);
    }
  });

  it("refuses keys and signatures that are none", async () => {
    for (const bad of [new Uint8Array(64), new Uint8Array(64).fill(255), signature.slice(1), new Uint8Array(0)]) {
      expect(await verifySm2(standard.message, bad, standard.publicKey)).to.equal(false);
    }
    const offCurve = `${standard.publicKey.slice(0, -1)}4`;
    for (const key of [offCurve, standard.publicKey.slice(0, -2), "0x04", `0x04${"00".repeat(64)}`]) {
      expect(await verifySm2(standard.message, signature, key)).to.equal(false);
    }
  });
});

describe("SM3 of papers", () => {
  it("is that of GB/T 32905 annex A, and what Node's own gives", async () => {
    const bytes = toUtf8Bytes("abc");
    const { sm3, sha256 } = await digestOfBytes(bytes);
    expect(sm3).to.equal("0x66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    expect(sm3).to.equal(hexlify(createHash("sm3").update(bytes).digest()));
    expect(sha256).to.equal("0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
