import { expect } from "chai";
import { getAddress, Interface } from "ethers";
import { AssetRegistry__factory, DataVoucher__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectEvent, expectRefusal, plain } from "../expectations.ts";
import { day, ethers, networkHelpers, seriesFixture, type TestLedger } from "../fixture.ts";
import { waitsForItsDelay } from "./managed.behavior.ts";
import { makeInTime, type ManagedCall } from "./managed.ts";

const proxies = {
  Ledger: "DataVoucherV2",
  WorkingCalendar: "WorkingCalendarV2",
  RegistrationProfiles: "RegistrationProfilesV2",
  Certificates: "CertificatesV2",
  AssetRegistry: "AssetRegistryV2",
  PublicRecords: "PublicRecordsV2",
} as const;
/** What the code of a proxy reaches by its fallback. */
const extensions = {
  Ledger: ["SeriesDeskCode", "UsageDeskCode"],
  AssetRegistry: ["RegistrationCasesCode"],
  PublicRecords: ["RecordRequestsCode"],
} as const;
const delay = 2 * day;
const at = ({ deployment }: TestLedger, name: string) => deployment.contracts[name]!.address;

/** The upgrade of a proxy to its next release. */
async function upgradeOf(ledger: TestLedger, proxy: keyof typeof proxies, to?: string): Promise<ManagedCall> {
  const names = proxy in extensions ? extensions[proxy as keyof typeof extensions] : [];
  const extension = names.map((name) => at(ledger, name));
  const code = to ?? (await (await ethers.deployContract(proxies[proxy], extension)).getAddress());
  const data = DataVoucher__factory.createInterface().encodeFunctionData("upgradeToAndCall", [code, "0x"]);
  return { target: at(ledger, proxy), data };
}

const release = new Interface(["function release() view returns (uint256)"]);

for (const proxy of Object.keys(proxies) as (keyof typeof proxies)[]) {
  describe(`upgrade of ${proxy}`, () => {
    waitsForItsDelay(delay, (ledger) => upgradeOf(ledger, proxy));

    it("answers with the new code afterwards, over the storage that it had", async () => {
      const ledger = await seriesFixture();
      const voucherId = await ledger.issue(ledger.parties.beta, 70n);
      const call = await upgradeOf(ledger, proxy);
      const ask = async () => ethers.provider.call({ to: call.target, data: release.encodeFunctionData("release") });
      const remembered = async () => {
        const { assets, calendar, profiles, certificates, records, assetId, certificateId, seriesId } = ledger;
        return plain([
          await ledger.ledger.partyOf(ledger.parties.beta.address),
          await ledger.ledger.accountOf(ledger.parties.beta.key.address),
          await ledger.ledger.voucherOf(voucherId),
          await ledger.ledger.seriesOf(seriesId),
          await ledger.ledger.tokenURI(voucherId),
          await ledger.ledger.partyCount(),
          await assets.assetOf(assetId),
          await assets.caseOf(1),
          await assets.rightOf(assetId, 3, ledger.parties.alpha.address),
          await assets.clockOf(1),
          await assets.registryOf(ledger.parties.registry.address),
          await calendar.calendarYear(2026),
          await profiles.profileTerms(1),
          await profiles.profileOf(ledger.parties.registry.address),
          await certificates.certificateOf(certificateId),
          await certificates.name(),
          await records.recordCount(),
        ]);
      };
      const before = await remembered();
      await expect(ask()).to.be.revert(ethers);
      const sent = await makeInTime(ledger, call, delay);
      const code = getAddress(`0x${call.data.slice(34, 74)}`);
      await expectEvent(sent, DataVoucher__factory.connect(call.target), "Upgraded", [code]);
      expect(BigInt(await ask())).to.equal(2n);
      expect(await remembered()).to.deep.equal(before);

      // And it goes on working: the next voucher moves, the next asset is declared.
      const next = await ledger.issue(ledger.parties.gamma, 5n);
      expect(next).to.equal(voucherId + 1n);
    });

    it("is refused to code that is no implementation, also after the delay", async () => {
      const ledger = await seriesFixture();
      const lens = at(ledger, "LedgerLens");
      const call = await upgradeOf(ledger, proxy, lens);
      const target = DataVoucher__factory.connect(call.target);
      await expectRefusal(makeInTime(ledger, call, delay), target, "ERC1967InvalidImplementation", [lens]);
    });
  });
}

describe("the AccessManager itself", () => {
  it("lets governance change roles only after the upgrade delay, so no delay can be dodged", async () => {
    const ledger = await seriesFixture();
    const { manager, parties } = ledger;
    const { key } = parties.governance;
    const data = manager.interface.encodeFunctionData("grantRole", [3n, key.address, 0]);
    const target = await manager.getAddress();
    const operation = await manager.hashOperation(key.address, target, data);
    await expectRefusal(key.sendTransaction({ to: target, data }), manager, "AccessManagerNotScheduled", [operation]);
    await manager.connect(key).schedule(target, data, 0);
    await networkHelpers.time.increase(day);
    await expectRefusal(key.sendTransaction({ to: target, data }), manager, "AccessManagerNotReady", [operation]);
  });

  it("cannot be replaced by anybody but itself", async () => {
    const ledger = await seriesFixture();
    const { governance, alpha } = ledger.parties;
    for (const name of Object.keys(proxies)) {
      const managed = AssetRegistry__factory.connect(at(ledger, name));
      expect(await managed.connect(ethers.provider).authority()).to.equal(await ledger.manager.getAddress());
      for (const { key } of [governance, alpha]) {
        const attempt = managed.connect(key).setAuthority(key.address);
        await expectRefusal(attempt, managed, "AccessManagedUnauthorized", [key.address]);
      }
    }
  });
});
