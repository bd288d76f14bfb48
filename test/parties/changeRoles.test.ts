import { expect } from "chai";
import { expectEvent, expectRefusal } from "../expectations.ts";
import { digest, ledgerFixture, roles, zeroDigest } from "../fixture.ts";
import { decidesOnOthers } from "./decision.behavior.ts";

const document = digest("decision on roles");

describe("changeRoles", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).changeRoles(party, roles.trader | roles.serviceAgency, documentDigest),
  );

  it("is refused to an authority that would make an authority or governance of a trader", async () => {
    const { ledger, parties } = await ledgerFixture();
    for (const role of [roles.authority, roles.governance]) {
      const attempt = ledger.connect(parties.authority.key).changeRoles(parties.alpha.address, role, document);
      await expectRefusal(attempt, ledger, "RoleMissing", [parties.authority.address, roles.governance]);
    }
  });

  for (const wrong of [0, roles.trader | roles.registry, roles.operator, 1 << 15]) {
    it(`is refused for the role set ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const attempt = ledger.connect(parties.authority.key).changeRoles(parties.alpha.address, wrong, document);
      await expectRefusal(attempt, ledger, "RolesNotCombinable", [wrong]);
    });
  }

  it("makes no trader of a party that never signed the safe-use commitment", async () => {
    const { ledger, parties, admit } = await ledgerFixture();
    const agency = await admit({ roles: roles.serviceAgency, safeUseCommitment: zeroDigest });
    const change = () =>
      ledger.connect(parties.authority.key).changeRoles(agency.address, roles.trader | roles.serviceAgency, document);
    await expectRefusal(change(), ledger, "SafeUseCommitmentMissing");
    await ledger.connect(agency.key).appointSigner(agency.key.address, digest("appointment"));
    await ledger.connect(agency.key).commitSafeUse(0, digest("promise"));
    await change();
    expect((await ledger.partyOf(agency.address)).roles).to.equal(BigInt(roles.trader | roles.serviceAgency));
  });

  it("makes no institution of a natural person, whom the ledger does not name", async () => {
    const { ledger, parties, admit } = await ledgerFixture();
    const person = await admit({ name: "" });
    for (const role of [roles.registry, roles.trader | roles.operator]) {
      const attempt = ledger.connect(parties.authority.key).changeRoles(person.address, role, document);
      await expectRefusal(attempt, ledger, "NameInvalid", [0]);
    }
    await ledger.connect(parties.authority.key).changeIdentity(person.address, "Named Ltd", document, document);
    await ledger.connect(parties.authority.key).changeRoles(person.address, roles.registry, document);
    expect((await ledger.partyOf(person.address)).roles).to.equal(BigInt(roles.registry));
  });

  it("records the roles and says who decided on which document", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, alpha } = parties;
    const wanted = roles.trader | roles.operator | roles.clearingBank;
    const change = ledger.connect(authority.key).changeRoles(alpha.address, wanted, document);
    await expectEvent(change, ledger, "PartyRolesChanged", [
      alpha.address,
      authority.address,
      authority.key.address,
      wanted,
      document,
    ]);
    expect((await ledger.partyOf(alpha.address)).roles).to.equal(BigInt(wanted));
    expect((await ledger.partyOf(alpha.address)).standing).to.equal(1n);
    expect((await ledger.partyOf(alpha.address)).jurisdiction).to.equal(156n);
  });

  it("takes an authority's role by governance, at once", async () => {
    const { ledger, parties, admit } = await ledgerFixture();
    const second = await admit({ roles: roles.authority });
    await ledger.connect(parties.governance.key).changeRoles(second.address, roles.serviceAgency, document);
    const attempt = ledger.connect(second.key).changeStanding(parties.alpha.address, 3, document);
    await expectRefusal(attempt, ledger, "RoleMissing", [second.address, roles.authority]);
  });
});
