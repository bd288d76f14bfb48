import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { PartyRegistry__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectRefusal } from "../expectations.ts";
import { partyAddressOf } from "./address.ts";
import { admission, ethers, freshKey, ledgerFixture, roles } from "../fixture.ts";

const proxied = [
  "Ledger",
  "WorkingCalendar",
  "RegistrationProfiles",
  "Certificates",
  "AssetRegistry",
  "PublicRecords",
] as const;
const code = ["PartyRegistryCode", "SeriesDeskCode", "DataVoucherCode"] as const;

/** The initialising calls of the proxies, with other choices than the deployment's. */
async function initialisers() {
  const { deployment, ledger } = await ledgerFixture();
  const at = (name: string) => deployment.contracts[name]!.address;
  const encode = async (contract: string, args: unknown[]) =>
    (await ethers.getContractFactory(contract)).interface.encodeFunctionData("initialize", args);
  const mine = freshKey().address;
  const governance = admission(mine, { roles: roles.governance });
  const authority = admission(freshKey().address, { roles: roles.authority });
  const data = {
    Ledger: await encode("PartyRegistry", [mine, at("PartyTemplate"), governance, authority]),
    WorkingCalendar: await encode("WorkingCalendar", [mine, mine]),
    RegistrationProfiles: await encode("RegistrationProfiles", [mine, mine]),
    Certificates: await encode("Certificates", [mine, mine]),
    AssetRegistry: await encode("AssetRegistry", [mine, mine, mine, mine, mine, mine]),
    PublicRecords: await encode("PublicRecords", [mine, mine, mine, mine, mine]),
  };
  return { at, data, ledger };
}

describe("initialize", () => {
  for (const name of proxied) {
    it(`is refused a second time on the proxy ${name}`, async () => {
      const { at, data, ledger } = await initialisers();
      const attempt = freshKey().sendTransaction({ to: at(name), data: data[name] });
      await expectRefusal(attempt, PartyRegistry__factory.connect(at(name)), "InvalidInitialization");
      expect(await ledger.partyCount()).to.equal(10n);
    });
  }

  for (const name of [...proxied.slice(1).map((proxy) => `${proxy}Code` as const), ...code] as const) {
    it(`is refused on the implementation ${name}`, async () => {
      const { at, data } = await initialisers();
      const key = name.replace("Code", "") as keyof typeof data;
      const attempt = freshKey().sendTransaction({ to: at(name), data: data[key] ?? data.Ledger });
      const target = PartyRegistry__factory.connect(at(name));
      await expectRefusal(attempt, target, "InvalidInitialization");
    });
  }

  /** Deploys a Ledger proxy whose template names `ledgerOf`, with these first parties. */
  async function ledgerWith(over: { template?: string; governance?: number; authority?: number }) {
    const deployer = freshKey();
    const proxyAddress = getCreateAddress({ from: deployer.address, nonce: 1 });
    const { deployment } = await ledgerFixture();
    const Template = (await ethers.getContractFactory("Party")).connect(deployer);
    const template = await Template.deploy(over.template ?? proxyAddress);
    const templateAddress = await template.getAddress();
    const first = admission(freshKey().address, { roles: over.governance ?? roles.governance });
    const second = admission(freshKey().address, { roles: over.authority ?? roles.authority });
    const data = PartyRegistry__factory.createInterface().encodeFunctionData("initialize", [
      freshKey().address,
      templateAddress,
      first,
      second,
    ]);
    const Proxy = (await ethers.getContractFactory("ERC1967Proxy")).connect(deployer);
    return {
      attempt: Proxy.deploy(deployment.contracts["DataVoucherCode"]!.address, data, { gasLimit: 8_000_000 }),
      template: templateAddress,
      proxy: PartyRegistry__factory.connect(proxyAddress, ethers.provider),
      first: partyAddressOf(proxyAddress, templateAddress, first.partyId),
      second: partyAddressOf(proxyAddress, templateAddress, second.partyId),
    };
  }

  it("is refused with a party template of another ledger", async () => {
    const { deployment } = await ledgerFixture();
    const { attempt, template, proxy } = await ledgerWith({ template: deployment.contracts["Ledger"]!.address });
    await expectRefusal(attempt, proxy, "TemplateOfAnotherLedger", [template]);
  });

  it("is refused when the first party does not govern", async () => {
    const { attempt, proxy, first } = await ledgerWith({ governance: roles.authority });
    await expectRefusal(attempt, proxy, "RoleMissing", [first, roles.governance]);
  });

  for (const wrong of [roles.trader, roles.governance, roles.registry]) {
    it(`is refused when the second party is no authority but has the roles ${wrong}`, async () => {
      const { attempt, proxy, second } = await ledgerWith({ authority: wrong });
      await expectRefusal(attempt, proxy, "RoleMissing", [second, roles.authority]);
    });
  }

  it("leaves exactly the two first parties", async () => {
    const { attempt, proxy, first, second } = await ledgerWith({});
    await attempt;
    expect(await proxy.partyCount()).to.equal(2n);
    expect((await proxy.partyOf(first)).roles).to.equal(BigInt(roles.governance));
    expect((await proxy.partyOf(second)).roles).to.equal(BigInt(roles.authority));
    expect(await proxy.pausedScopes()).to.equal(0n);
  });
});

describe("implementation contracts called directly", () => {
  it("know nobody, so every act and every upgrade is refused", async () => {
    const { deployment, ledger, parties } = await ledgerFixture();
    for (const name of code) {
      const { address } = deployment.contracts[name]!;
      const direct = PartyRegistry__factory.connect(address, parties.authority.key);
      const before = await ethers.provider.getCode(address);
      await expectRefusal(direct.admit(admission(freshKey().address)), direct, "AccountUnknown", [
        parties.authority.key.address,
      ]);
      const party = await direct.partyAddress(parties.alpha.partyId);
      await expectRefusal(direct.deployParty(parties.alpha.partyId), direct, "PartyUnknown", [party]);
      expect(await direct.partyCount()).to.equal(0n);
      expect(await ethers.provider.getCode(address)).to.equal(before);
    }
    expect(await ledger.partyCount()).to.equal(10n);
  });

  it("cannot be upgraded, because an upgrade goes through a proxy only", async () => {
    const { deployment, parties } = await ledgerFixture();
    for (const name of ["DataVoucher", "Certificates", "AssetRegistry", "PublicRecords"]) {
      const Code = await ethers.getContractFactory(name);
      const direct = Code.attach(deployment.contracts[`${name}Code`]!.address).connect(parties.governance.key);
      const upgrade = direct.getFunction("upgradeToAndCall")(deployment.contracts["LedgerLens"]!.address, "0x");
      await expectRefusal(upgrade, direct, "UUPSUnauthorizedCallContext");
    }
  });
});
