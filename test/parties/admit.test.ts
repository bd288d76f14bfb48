import { expect } from "chai";
import { hexlify, randomBytes } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  admission,
  digest,
  freshKey,
  ledgerFixture,
  mainland,
  now,
  powers,
  roles,
  scopes,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "./acting.behavior.ts";

describe("admit", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.parties,
    by: ({ parties }) => parties.authority,
    call: ({ ledger }, key) => ledger.connect(key).admit(admission(freshKey().address)),
  });

  for (const party of ["registry", "exchange", "body", "operator", "alpha"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      await expectRefusal(
        ledger.connect(parties[party].key).admit(admission(freshKey().address)),
        ledger,
        "RoleMissing",
        [parties[party].address, roles.authority],
      );
    });
  }

  it("leaves authorities and governance to governance, and everybody else to authorities", async () => {
    const { ledger, parties } = await ledgerFixture();
    for (const role of [roles.authority, roles.governance]) {
      const asked = admission(freshKey().address, { roles: role });
      await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "RoleMissing", [
        parties.authority.address,
        roles.governance,
      ]);
    }
    const trader = admission(freshKey().address);
    await expectRefusal(ledger.connect(parties.governance.key).admit(trader), ledger, "RoleMissing", [
      parties.governance.address,
      roles.authority,
    ]);
  });

  it("is refused without a party id", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, { partyId: zeroDigest });
    await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "PartyIdMissing");
  });

  it("is refused for a party id that was admitted", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, { partyId: parties.alpha.partyId });
    await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "PartyExists", [
      parties.alpha.address,
    ]);
  });

  for (const wrong of [0, roles.registry | roles.exchange, roles.operator, 1 << 9]) {
    it(`is refused for the role set ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const asked = admission(freshKey().address, { roles: wrong });
      await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "RolesNotCombinable", [wrong]);
    });
  }

  for (const jurisdiction of [0, 1_000, 65_535]) {
    it(`is refused for the jurisdiction ${jurisdiction}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const asked = admission(freshKey().address, { jurisdiction });
      await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "JurisdictionInvalid", [
        jurisdiction,
      ]);
    });
  }

  it("is refused to a trader without the safe-use commitment, and only to traders", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, { safeUseCommitment: zeroDigest });
    await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "SafeUseCommitmentMissing");
    await ledger.connect(parties.authority.key).admit({ ...asked, roles: roles.serviceAgency });
    expect(await ledger.partyCount()).to.equal(11n);
  });

  it("is refused for a name of more than 256 bytes, counted in UTF-8", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, { name: "数".repeat(86) });
    await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "NameInvalid", [258]);
    await ledger.connect(parties.authority.key).admit({ ...asked, name: "数".repeat(85) + "x" });
    expect((await ledger.accountOf(asked.account)).party).to.equal(await ledger.partyAddress(asked.partyId));
  });

  it("is refused to an institution without a name, while a natural person has none", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, { name: "" });
    for (const role of [roles.registry, roles.serviceAgency, roles.trader | roles.operator]) {
      const institution = { ...asked, roles: role };
      await expectRefusal(ledger.connect(parties.authority.key).admit(institution), ledger, "NameInvalid", [0]);
    }
    await ledger.connect(parties.authority.key).admit(asked);
    expect((await ledger.accountOf(asked.account)).party).to.equal(await ledger.partyAddress(asked.partyId));
  });

  it("is refused for the zero key", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(`0x${"00".repeat(20)}`);
    await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "AccountUnknown", [asked.account]);
  });

  it("is refused for a key that serves, or once served, another party", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(parties.alpha.key.address);
    const admit = () => ledger.connect(parties.authority.key).admit(asked);
    await expectRefusal(admit(), ledger, "AccountExists", [asked.account]);
    await ledger.connect(parties.alpha.key).revokeAccount(asked.account);
    await expectRefusal(admit(), ledger, "AccountExists", [asked.account]);
  });

  for (const wrong of [0, 64, 255]) {
    it(`is refused for the powers ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const asked = admission(freshKey().address, { powers: wrong });
      await expectRefusal(ledger.connect(parties.authority.key).admit(asked), ledger, "PowersInvalid", [wrong]);
    });
  }

  it("returns the address, records party and key, and says everything in its event", async () => {
    const { ledger, parties } = await ledgerFixture();
    const asked = admission(freshKey().address, {
      partyId: hexlify(randomBytes(32)),
      roles: roles.trader | roles.operator | roles.serviceAgency,
      jurisdiction: 344,
      identityDigest: digest("someone"),
      safeUseCommitment: digest("promise"),
      powers: powers.operate | powers.view,
      name: "广西东盟数据有限公司 🌏",
    });
    const party = await ledger.partyAddress(asked.partyId);
    const authority = ledger.connect(parties.authority.key);
    expect(await authority.admit.staticCall(asked)).to.equal(party);

    await expectEvent(authority.admit(asked), ledger, "PartyAdmitted", [
      party,
      parties.authority.address,
      parties.authority.key.address,
      11,
      asked,
    ]);
    expect(await ledger.partyCount()).to.equal(11n);
    expectStruct(await ledger.partyOf(party), {
      party,
      index: 11,
      roles: asked.roles,
      standing: 1,
      jurisdiction: 344,
      vouchers: 0,
      admittedAt: await now(),
      deployed: false,
      kind: 0,
      qualifications: 0,
      edition: 0,
    });
    expectStruct(await ledger.accountOf(asked.account), {
      account: asked.account,
      party,
      powers: asked.powers,
      revoked: false,
      validUntil: 0,
      unitLimit: 0,
    });
  });

  it("lets governance admit a further authority, which then admits by itself", async () => {
    const { ledger, admit, parties } = await ledgerFixture();
    const second = await admit({ roles: roles.authority, name: "City Authority" });
    const asked = admission(freshKey().address);
    await ledger.connect(second.key).admit(asked);
    const seen = await ledger.partyOf(await ledger.partyAddress(asked.partyId));
    expect(seen.roles).to.equal(BigInt(roles.trader));
    expect(seen.jurisdiction).to.equal(BigInt(mainland));
    expect((await ledger.partyOf(parties.authority.address)).roles).to.equal(BigInt(roles.authority));
  });
});
