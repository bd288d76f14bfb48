import { expect } from "chai";
import { id } from "ethers";
import { IAssetRegistry__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectRefusal, plain } from "../expectations.ts";
import { declareAsset, digest, ethers, ledgerFixture, type TestLedger } from "../fixture.ts";
import { application, caseIn } from "./cases.ts";
import { certified } from "./later.ts";

const codeOf = ({ deployment }: TestLedger, name: string) => deployment.contracts[name]!.address;

describe("the asset registry and its chain of extensions", () => {
  it("answer at one address, over one storage", async () => {
    const ledger = await ledgerFixture();
    const { caseId, assetId } = await caseIn(ledger, "certified");
    const { assets, parties } = ledger;
    expect((await assets.caseOf(caseId)).assetId).to.equal(assetId);
    expect((await assets.assetOf(assetId)).declarant).to.equal(parties.alpha.address);
    expect((await assets.rightOf(assetId, 3, parties.alpha.address)).caseId).to.equal(caseId);
  });

  it("refuse ether, with and without a call, and calls that nobody answers", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { key } = parties.alpha;
    const to = await assets.getAddress();
    await ethers.provider.send("hardhat_setBalance", [key.address, "0xde0b6b3a7640000"]);
    await expectRefusal(key.sendTransaction({ to, value: 1n }), assets, "EtherRefused");
    const settle = assets.interface.encodeFunctionData("settleClock", [1n]);
    for (const request of [{ value: 1n, data: settle }, { value: 1n, data: "0x12345678" }, { data: "0x12345678" }]) {
      await expect(key.sendTransaction({ to, ...request })).to.be.revert(ethers);
    }
    expect(await ethers.provider.getBalance(to)).to.equal(0n);
  });

  it("know nothing by themselves: none of the extensions, nor the code behind the proxy", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.alpha;
    const assetId = await declareAsset(ledger, ledger.parties.alpha);
    const asked = await application(ledger, assetId);
    const code = (name: string) => IAssetRegistry__factory.connect(codeOf(ledger, name), key);
    const chain = [
      "AssetRegistryCode",
      "RegistrationCasesCode",
      "RegistrationApplicationsCode",
      "CertificationCode",
      "CertificateRemarksCode",
      "RegistryMembersCode",
    ];
    for (const [index, name] of chain.entries()) {
      const reached = code(name);
      // Each reaches what stands behind it in the chain, over its own empty storage.
      if (index < 2) expect(await reached.caseCount(), name).to.equal(0n);
      if (index < 2) await expectRefusal(reached.clockOf(1), reached, "CaseUnknown", [1]);
      if (index < 3) await expectRefusal(reached.changeOf(1), reached, "CaseUnknown", [1]);
      const { address } = ledger.parties.registry;
      expect(plain(await reached.registryCode(address)), name).to.deep.equal([0n, 0n, false]);
      expect(await reached.keeperOf(address), name).to.equal(address);
      await expect(reached.setRegistryCode(address, 45, 9), name).to.be.revert(ethers);
      await expect(reached.disclose(1, digest("fees")), name).to.be.revert(ethers);
      await expect(reached.applyForRegistration(asked), name).to.be.revert(ethers);
      await expect(reached.certifyRegistration(1, digest("stored"), true), name).to.be.revert(ethers);
    }
    const first = code("AssetRegistryCode");
    await expectRefusal(first.assetOf(id("asset")), first, "AssetUnknown", [id("asset")]);
    await expect(first.gradeAsset(assetId, 1, digest("a"), digest("b"))).to.be.revert(ethers);
  });

  it("answer for every kind at the proxy, whichever contract holds the code", async () => {
    const ledger = await ledgerFixture();
    const { caseId, certificateId, assetId } = await certified(ledger);
    const { assets } = ledger;
    expect((await assets.caseOf(caseId)).certificateId).to.equal(certificateId);
    expect((await assets.changeOf(caseId)).certificateId).to.equal(0n);
    expect(await assets.certificatesOf(assetId)).to.deep.equal([certificateId]);
    expect(await assets.isRestrained(certificateId)).to.equal(false);
    const { address } = ledger.parties.registry;
    expect(await assets.keeperOf(address)).to.equal(address);
    expect((await assets.registryOf(address)).registry).to.equal(address);
  });

  it("refuse ether at every link", async () => {
    const ledger = await ledgerFixture();
    const { key } = ledger.parties.alpha;
    await ethers.provider.send("hardhat_setBalance", [key.address, "0xde0b6b3a7640000"]);
    const links = "RegistrationCasesCode RegistrationApplicationsCode CertificationCode CertificateRemarksCode";
    for (const name of links.split(" ")) {
      const to = codeOf(ledger, name);
      await expectRefusal(key.sendTransaction({ to, value: 1n }), ledger.assets, "EtherRefused");
    }
    const last = codeOf(ledger, "RegistryMembersCode");
    await expect(key.sendTransaction({ to: last, value: 1n })).to.be.revert(ethers);
  });
});
