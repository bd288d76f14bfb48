import { expect } from "chai";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { expectEvent, expectRefusal } from "../expectations.ts";
import { freshKey, ledgerFixture, powers, roles, scopes } from "../fixture.ts";

describe("setRegistryCode (annex 6)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.authority,
    call: ({ assets, parties }, key) => assets.connect(key).setRegistryCode(parties.registry.address, 45, 2),
  });

  for (const party of ["governance", "registry", "alpha"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const { assets, ledger, parties } = await ledgerFixture();
      const attempt = assets.connect(parties[party].key).setRegistryCode(parties.registry.address, 45, 2);
      await expectRefusal(attempt, ledger, "RoleMissing", [parties[party].address, roles.authority]);
    });
  }

  it("is refused for an address that was never admitted, and for a party that is no registry", async () => {
    const { assets, ledger, parties } = await ledgerFixture();
    const set = (registry: string) => assets.connect(parties.authority.key).setRegistryCode(registry, 45, 2);
    const nobody = freshKey().address;
    await expectRefusal(set(nobody), ledger, "PartyUnknown", [nobody]);
    await expectRefusal(set(parties.alpha.address), assets, "NotRegistry", [parties.alpha.address]);
  });

  for (const [region, digit] of [
    [10, 0],
    [100, 0],
    [0, 0],
    [255, 255],
    [45, 10],
  ] as const) {
    it(`is refused for region ${region} with digit ${digit}`, async () => {
      const { assets, parties, admit } = await ledgerFixture();
      const second = await admit({ roles: roles.registry });
      const attempt = assets.connect(parties.authority.key).setRegistryCode(second.address, region, digit);
      await expectRefusal(attempt, assets, "RegistryCodeInvalid", [region, digit]);
    });
  }

  it("is refused for a pair that is given, and for a registry that has one", async () => {
    const { assets, parties, admit } = await ledgerFixture();
    const second = await admit({ roles: roles.registry });
    const authority = assets.connect(parties.authority.key);
    await expectRefusal(authority.setRegistryCode(second.address, 45, 1), assets, "RegistryCodeInvalid", [45, 1]);
    const again = authority.setRegistryCode(parties.registry.address, 45, 2);
    await expectRefusal(again, assets, "RegistryCodeInvalid", [45, 2]);
  });

  for (const [region, digit] of [
    [11, 0],
    [99, 9],
    [45, 0],
  ] as const) {
    it(`records region ${region} and digit ${digit}, and says who gave them`, async () => {
      const { assets, parties, admit } = await ledgerFixture();
      const { authority } = parties;
      const second = await admit({ roles: roles.registry });
      expect(Array.from(await assets.registryCode(second.address))).to.deep.equal([0n, 0n, false]);
      await expectEvent(
        assets.connect(authority.key).setRegistryCode(second.address, region, digit),
        assets,
        "RegistryCodeSet",
        [second.address, authority.address, authority.key.address, region, digit],
      );
      const code = Array.from(await assets.registryCode(second.address));
      expect(code).to.deep.equal([BigInt(region), BigInt(digit), true]);
      const first = Array.from(await assets.registryCode(parties.registry.address));
      expect(first).to.deep.equal([45n, 1n, true]);
    });
  }
});
