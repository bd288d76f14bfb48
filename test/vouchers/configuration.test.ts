import { expect } from "chai";
import { DataVoucher__factory, SeriesDesk__factory } from "../../packages/sdk/src/generated/index.ts";
import { day, ethers, networkHelpers, seriesFixture } from "../fixture.ts";
import { configure, eventsOf, refused, type SeriesLedger, zeroAddress } from "./support.ts";

const other = "0x000000000000000000000000000000000000dEaD";

describe("configuration of vouchers", () => {
  let l: SeriesLedger;
  beforeEach(async () => {
    l = await seriesFixture();
  });
  const desk = () => SeriesDesk__factory.connect(l.deployment.contracts["Ledger"]!.address, ethers.provider);

  const acts = [
    ["setBasisSource", [2, other]],
    ["setLockController", [4, other]],
    ["setRenderer", [other]],
  ] as const;
  for (const [name, args] of acts) {
    it(`${name} is refused to everybody but governance, and to it before its delay`, async () => {
      const { alpha, authority, registry, governance } = l.parties;
      const data = l.ledger.interface.encodeFunctionData(name as never, args as never);
      const to = await l.ledger.getAddress();
      for (const { key } of [alpha, authority, registry]) {
        const act = key.sendTransaction({ to, data });
        await expect(act).to.be.revertedWithCustomError(desk(), "AccessManagedUnauthorized").withArgs(key.address);
      }
      const early = governance.key.sendTransaction({ to, data });
      await expect(early).to.be.revertedWithCustomError(l.manager, "AccessManagerNotScheduled");
      await l.manager.connect(governance.key).schedule(to, data, 0);
      await networkHelpers.time.increase(day - 60);
      const stillEarly = governance.key.sendTransaction({ to, data });
      await expect(stillEarly).to.be.revertedWithCustomError(l.manager, "AccessManagerNotReady");
    });
  }

  it("sets the source of a kind of basis and logs it", async () => {
    const { governance } = l.parties;
    expect(await l.ledger.basisSource(1)).to.equal(await l.assets.getAddress());
    expect(await l.ledger.basisSource(2)).to.equal(await l.records.getAddress());
    expect(await l.ledger.basisSource(0)).to.equal(zeroAddress);
    expect(await eventsOf(l.ledger, configure(l, "setBasisSource", [2, other]))).to.deep.equal([
      ["BasisSourceSet", 2n, other, governance.key.address],
    ]);
    expect(await l.ledger.basisSource(2)).to.equal(other);
  });

  it("sets the controller of a lock class and logs it", async () => {
    const { governance } = l.parties;
    expect(await l.ledger.lockController(11)).to.equal(zeroAddress);
    expect(await eventsOf(l.ledger, configure(l, "setLockController", [11, other]))).to.deep.equal([
      ["LockControllerSet", 11n, other, governance.key.address],
    ]);
    expect(await l.ledger.lockController(11)).to.equal(other);
  });

  it("knows twelve lock classes", async () => {
    await refused(l.ledger, configure(l, "setLockController", [12, other]), "LockClassUnknown", 12);
  });

  it("sets the renderer, logs it, and says that everything looks different", async () => {
    const { governance } = l.parties;
    expect(await eventsOf(l.ledger, configure(l, "setRenderer", [other]))).to.deep.equal([
      ["RendererSet", other, governance.key.address],
      ["BatchMetadataUpdate", 0n, (1n << 256n) - 1n],
      ["ContractURIUpdated"],
    ]);
    expect(await l.ledger.renderer()).to.equal(other);
  });

  it("takes no ether, by no door", async () => {
    const { key } = l.parties.alpha;
    await networkHelpers.setBalance(key.address, 10n);
    const to = await l.ledger.getAddress();
    await refused(l.ledger, key.sendTransaction({ to, value: 1n }), "EtherRefused");
    const data = l.ledger.interface.encodeFunctionData("closeSeries", [1]);
    await expect(key.sendTransaction({ to, value: 1n, data })).to.be.revertedWithoutReason(ethers);
  });

  it("answers no function that it does not have", async () => {
    const act = ethers.provider.call({ to: await l.ledger.getAddress(), data: "0xdeadbeef" });
    await expect(act).to.be.revertedWithoutReason(ethers);
  });

  it("leaves nothing to initialise, in the proxy or in the contracts behind it", async () => {
    const given = [other, l.deployment.contracts["PartyTemplate"]!.address, l.choices.governance, l.choices.authority];
    const { contractInterface } = await (
      await import("../../scripts/deploy/artifacts.ts")
    ).readArtifact("PartyRegistry");
    const data = contractInterface.encodeFunctionData("initialize", given);
    const factory = DataVoucher__factory.connect(other, ethers.provider);
    for (const name of ["Ledger", "DataVoucherCode", "SeriesDeskCode", "PartyRegistryCode"]) {
      const act = ethers.provider.call({ to: l.deployment.contracts[name]!.address, data });
      await expect(act, name).to.be.revertedWithCustomError(factory, "InvalidInitialization");
    }
  });
});
