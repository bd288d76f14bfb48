import { expect } from "chai";
import type { TransactionRequest } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, plain } from "../expectations.ts";
import { certify, declareAsset, digest, ethers, ledgerFixture, now, passNotice, type TestLedger } from "../fixture.ts";
import { acts, caseIn } from "./cases.ts";
import { applyForCancellation, bits, complete, filedTransfer, toEnd } from "./later.ts";
import { confirmEvidence } from "./national.ts";

/** A ledger with one certificate of alpha. */
async function issued(): Promise<TestLedger & { certificateId: bigint; assetId: string }> {
  const ledger = await ledgerFixture();
  const assetId = await declareAsset(ledger, ledger.parties.alpha);
  return { ...ledger, assetId, certificateId: await certify(ledger, ledger.parties.alpha, assetId) };
}

interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly { trait_type: string; value: unknown; display_type?: string }[];
}

/** The JSON inside a data URI, parsed strictly. */
function metadataOf(uri: string): Metadata {
  const prefix = "data:application/json;base64,";
  expect(uri.startsWith(prefix)).to.equal(true);
  const bytes = Buffer.from(uri.slice(prefix.length), "base64");
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Metadata;
}

describe("issueCertificate", () => {
  it("is refused to everybody but the asset registry", async () => {
    const { certificates, parties, certificateId, assetId } = await issued();
    const view = {
      certificateId: certificateId + 1n,
      number: "",
      holder: parties.alpha.address,
      assetId,
      caseId: 1,
      issuedAt: 0,
      until: 2 ** 40 - 1,
      evidenceDigest: digest("forged"),
      sample: false,
      state: 1,
      adjustedAt: 0,
      endedAt: 0,
    };
    for (const { key } of [parties.governance, parties.authority, parties.registry, parties.alpha]) {
      const attempt = certificates.connect(key).issueCertificate(view);
      await expectRefusal(attempt, certificates, "NotAssetRegistry", [key.address]);
    }
  });

  it("emits Transfer (ERC-721), Locked (ERC-5192) and our own event, and records every field", async () => {
    const ledger = await ledgerFixture();
    const { assets, certificates, parties } = ledger;
    const { caseId, assetId } = await caseIn(ledger, "certified");
    const { certificateId } = await assets.caseOf(caseId);
    const sent = await ethers.provider.getBlock("latest", true);
    const transaction = await ethers.provider.getTransaction(sent!.transactions[0]!);
    const { alpha } = parties;
    const { until, evidenceDigest } = await certificates.certificateOf(certificateId);

    const zero = `0x${"00".repeat(20)}`;
    await expectEvent(transaction!, certificates, "Transfer", [zero, alpha.address, certificateId]);
    await expectEvent(transaction!, certificates, "Locked", [certificateId]);
    expect(await eventsOf(transaction!, certificates, "CertificateIssued")).to.deep.equal([
      plain([certificateId, alpha.address, assetId, caseId, until, evidenceDigest, true]),
    ]);
    expectStruct(await certificates.certificateOf(certificateId), {
      certificateId,
      number: `SJ${certificateId}`,
      holder: alpha.address,
      assetId,
      caseId,
      issuedAt: await now(),
      until: (await assets.rightOf(assetId, 3, alpha.address)).claim.until,
      evidenceDigest,
      sample: true,
      state: 1,
      adjustedAt: 0,
      endedAt: 0,
    });
  });
});

describe("adjustCertificate and endCertificate", () => {
  it("are refused to everybody but the asset registry", async () => {
    const { certificates, parties, certificateId } = await issued();
    const before = plain(await certificates.certificateOf(certificateId));
    for (const { key } of [parties.governance, parties.authority, parties.registry, parties.alpha]) {
      const paper = digest("forged");
      const adjusted = certificates.connect(key).adjustCertificate(certificateId, 1, 2 ** 40 - 1, paper, false);
      await expectRefusal(adjusted, certificates, "NotAssetRegistry", [key.address]);
      const ended = certificates.connect(key).endCertificate(certificateId, 1, 3, paper);
      await expectRefusal(ended, certificates, "NotAssetRegistry", [key.address]);
    }
    expect(plain(await certificates.certificateOf(certificateId))).to.deep.equal(before);
  });

  it("are refused, also to the asset registry, for a certificate that was never issued", async () => {
    const { assets, certificates, certificateId } = await issued();
    const address = await assets.getAddress();
    await ethers.provider.send("hardhat_impersonateAccount", [address]);
    const registry = certificates.connect(await ethers.getSigner(address));
    const unknown = certificateId + 1n;
    const adjusted = registry.adjustCertificate(unknown, 1, 2 ** 40 - 1, digest("paper"), false);
    await expectRefusal(adjusted, certificates, "ERC721NonexistentToken", [unknown]);
    const ended = registry.endCertificate(unknown, 1, 3, digest("paper"));
    await expectRefusal(ended, certificates, "ERC721NonexistentToken", [unknown]);
  });

  it("emit MetadataUpdate (ERC-4906) and move nothing (ERC-721)", async () => {
    const ledger = await issued();
    const { certificates, certificateId, parties } = ledger;
    for (const given of [bits.hold, bits.use | bits.operate]) {
      const sent = await complete(ledger, await applyForCancellation(ledger, certificateId, { rights: given }));
      await expectEvent(sent, certificates, "MetadataUpdate", [certificateId]);
      for (const name of ["Transfer", "Locked", "CertificateIssued"]) {
        expect(await eventsOf(sent, certificates, name), name).to.deep.equal([]);
      }
    }
    expect(await certificates.ownerOf(certificateId)).to.equal(parties.alpha.address);
    expect(await certificates.balanceOf(parties.alpha.address)).to.equal(1n);
  });

  it("leave a certificate locked, and not to be moved even when it ended (ERC-5192)", async () => {
    const ledger = await issued();
    const { certificates, certificateId, parties } = ledger;
    await complete(ledger, await applyForCancellation(ledger, certificateId));
    expect(await certificates.locked(certificateId)).to.equal(true);
    const { alpha, beta } = parties;
    const move = certificates.connect(alpha.key).transferFrom(alpha.address, beta.address, certificateId);
    await expectRefusal(move, certificates, "CertificateIsLocked", [certificateId]);
  });

  it("record the mark of the registration that adjusted, 演示 or not", async () => {
    const ledger = await issued();
    const { assets, certificates, certificateId, parties } = ledger;
    const caseId = await applyForCancellation(ledger, certificateId, { rights: bits.hold });
    await toEnd(ledger, caseId);
    const evidence = digest("confirmed");
    await confirmEvidence(ledger, caseId, evidence);
    await assets.connect(parties.registry.key).certifyRegistration(caseId, evidence, false);
    const seen = await certificates.certificateOf(certificateId);
    expect([seen.sample, seen.evidenceDigest, seen.caseId]).to.deep.equal([false, evidence, caseId]);
  });
});

describe("Certificates as ERC-721", () => {
  it("speak ERC-165, ERC-721, its metadata, ERC-4906 and ERC-5192, and nothing they do not do", async () => {
    const { certificates } = await issued();
    for (const known of ["0x01ffc9a7", "0x80ac58cd", "0x5b5e139f", "0x49064906", "0xb45a3c0e"]) {
      expect(await certificates.supportsInterface(known), known).to.equal(true);
    }
    for (const unknown of ["0xffffffff", "0x780e9d63", "0xd5358140", "0x00000000"]) {
      expect(await certificates.supportsInterface(unknown), unknown).to.equal(false);
    }
  });

  it("have name and symbol, owner and balance by party", async () => {
    const { certificates, parties, certificateId } = await issued();
    expect(await certificates.name()).to.equal("Registration Certificate 数据产权登记凭证");
    expect(await certificates.symbol()).to.equal("SJ");
    expect(await certificates.ownerOf(certificateId)).to.equal(parties.alpha.address);
    expect(await certificates.balanceOf(parties.alpha.address)).to.equal(1n);
    expect(await certificates.balanceOf(parties.alpha.key.address)).to.equal(0n);
    expect(await certificates.balanceOf(parties.beta.address)).to.equal(0n);
  });

  it("know no certificate that was not issued", async () => {
    const { certificates, certificateId } = await issued();
    for (const unknown of [0n, certificateId + 1n]) {
      await expectRefusal(certificates.certificateOf(unknown), certificates, "CertificateUnknown", [unknown]);
      await expectRefusal(certificates.locked(unknown), certificates, "CertificateUnknown", [unknown]);
      await expectRefusal(certificates.tokenURI(unknown), certificates, "CertificateUnknown", [unknown]);
      await expectRefusal(certificates.ownerOf(unknown), certificates, "ERC721NonexistentToken", [unknown]);
    }
    // The same low bits in a wider number are no certificate.
    const wide = certificateId + (1n << 64n);
    await expectRefusal(certificates.locked(wide), certificates, "CertificateUnknown", [wide]);
    await expectRefusal(certificates.tokenURI(wide), certificates, "CertificateUnknown", [wide]);
  });

  it("are locked for ever (ERC-5192)", async () => {
    const { certificates, certificateId } = await issued();
    expect(await certificates.locked(certificateId)).to.equal(true);
  });

  for (const signature of [
    "transferFrom(address,address,uint256)",
    "safeTransferFrom(address,address,uint256)",
    "safeTransferFrom(address,address,uint256,bytes)",
  ] as const) {
    it(`do not move by ${signature}, by whomever`, async () => {
      const { certificates, parties, certificateId } = await issued();
      const { alpha, beta, registry, authority, governance } = parties;
      const to = await certificates.getAddress();
      for (const { key } of [alpha, beta, registry, authority, governance]) {
        const args = [alpha.address, beta.address, certificateId, ...(signature.includes("bytes") ? ["0x"] : [])];
        const data = certificates.interface.encodeFunctionData(signature as never, args as never);
        const attempt = key.sendTransaction({ to, data } satisfies TransactionRequest);
        await expectRefusal(attempt, certificates, "CertificateIsLocked", [certificateId]);
      }
      expect(await certificates.ownerOf(certificateId)).to.equal(alpha.address);
    });
  }

  it("do not move even by the party's own address", async () => {
    const { ledger, certificates, parties, certificateId } = await issued();
    const { alpha, beta } = parties;
    await ledger.connect(beta.key).deployParty(alpha.partyId);
    await ethers.provider.send("hardhat_impersonateAccount", [alpha.address]);
    const party = await ethers.getSigner(alpha.address);
    const attempt = certificates.connect(party).transferFrom(alpha.address, beta.address, certificateId);
    await expectRefusal(attempt, certificates, "CertificateIsLocked", [certificateId]);
  });

  it("take no approval, for one or for all", async () => {
    const { certificates, parties, certificateId } = await issued();
    const { alpha, beta } = parties;
    const signer = certificates.connect(alpha.key);
    await expectRefusal(signer.approve(beta.address, certificateId), certificates, "CertificateIsLocked", [
      certificateId,
    ]);
    for (const approved of [true, false]) {
      const attempt = signer.setApprovalForAll(beta.address, approved);
      await expectRefusal(attempt, certificates, "CertificateIsLocked", [0]);
    }
    expect(await certificates.getApproved(certificateId)).to.equal(`0x${"00".repeat(20)}`);
    expect(await certificates.isApprovedForAll(alpha.address, beta.address)).to.equal(false);
  });
});

describe("tokenURI of a certificate", () => {
  for (const sample of [true, false]) {
    it(`is JSON with every fact, ${sample ? "marked 演示" : "without the mark of a sample"}`, async () => {
      const ledger = await ledgerFixture();
      const { assets, certificates, parties } = ledger;
      const { caseId, assetId } = await caseIn(ledger, "published");
      await passNotice(ledger, caseId);
      if (!sample) await confirmEvidence(ledger, caseId, digest("stored"));
      await assets.connect(parties.registry.key).certifyRegistration(caseId, digest("stored"), sample);
      const { certificateId } = await assets.caseOf(caseId);
      const { number, issuedAt, until } = await certificates.certificateOf(certificateId);

      const metadata = metadataOf(await certificates.tokenURI(certificateId));
      expect(metadata.name).to.equal(sample ? `${number}（演示 sample）` : number);
      expect(metadata.description).to.equal("数据产权登记凭证 Registration certificate");
      expect(metadata.attributes).to.deep.equal([
        { trait_type: "数据资产 Asset", value: assetId },
        { trait_type: "权利人 Holder", value: parties.alpha.address.toLowerCase() },
        { trait_type: "登记案件 Case", value: caseId.toString() },
        { trait_type: "发证时间 Issued", display_type: "date", value: Number(issuedAt) },
        { trait_type: "有效期至 Valid until", display_type: "date", value: Number(until) },
      ]);
    });
  }
});

describe("tokenURI of a certificate that a later registration changed", () => {
  const nameOf = async ({ certificates }: TestLedger, certificateId: bigint) =>
    metadataOf(await certificates.tokenURI(certificateId)).name;

  it("names no state while rights are left, and the case and end that hold now", async () => {
    const ledger = await issued();
    const { certificateId, certificates } = ledger;
    const caseId = await applyForCancellation(ledger, certificateId, { rights: bits.hold });
    await complete(ledger, caseId);
    const { number, until } = await certificates.certificateOf(certificateId);
    expect(await nameOf(ledger, certificateId)).to.equal(`${number}（演示 sample）`);
    const { attributes } = metadataOf(await certificates.tokenURI(certificateId));
    expect(attributes[2]!.value).to.equal(caseId.toString());
    expect(attributes[4]!.value).to.equal(Number(until));
  });

  it("says that it was transferred, and the transferee's says nothing of the kind (article 34)", async () => {
    const ledger = await issued();
    const { certificateId, assets } = ledger;
    const caseId = await filedTransfer(ledger, certificateId);
    await complete(ledger, caseId);
    expect(await nameOf(ledger, certificateId)).to.equal(`SJ${certificateId}（演示 sample）（已转让 transferred）`);
    const next = (await assets.caseOf(caseId)).certificateId;
    expect(await nameOf(ledger, next)).to.equal(`SJ${next}（演示 sample）`);
  });

  it("says that it was cancelled (article 37)", async () => {
    const ledger = await issued();
    await complete(ledger, await applyForCancellation(ledger, ledger.certificateId));
    const said = `SJ${ledger.certificateId}（演示 sample）（已注销 cancelled）`;
    expect(await nameOf(ledger, ledger.certificateId)).to.equal(said);
  });
});

describe("acts on a certified case", () => {
  it("leave its certificate as it is", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "certified");
    const { certificateId } = await ledger.assets.caseOf(caseId);
    const before = plain(await ledger.certificates.certificateOf(certificateId));
    await expectRefusal(acts.withdrawRegistration(ledger, caseId), ledger.assets, "CaseNotInState", [caseId, 6]);
    expect(plain(await ledger.certificates.certificateOf(certificateId))).to.deep.equal(before);
  });
});
