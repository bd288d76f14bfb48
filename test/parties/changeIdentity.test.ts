import { expect } from "chai";
import { expectEvent, expectRefusal, fieldsOf } from "../expectations.ts";
import { digest, ledgerFixture, roles } from "../fixture.ts";
import { decidesOnOthers } from "./decision.behavior.ts";

const document = digest("decision on identity");

describe("changeJurisdiction", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).changeJurisdiction(party, 702, documentDigest),
  );

  for (const wrong of [0, 1_000]) {
    it(`is refused for the code ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const attempt = ledger.connect(parties.authority.key).changeJurisdiction(parties.alpha.address, wrong, document);
      await expectRefusal(attempt, ledger, "JurisdictionInvalid", [wrong]);
    });
  }

  for (const jurisdiction of [1, 999]) {
    it(`records the code ${jurisdiction} and says who decided`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { authority, alpha } = parties;
      const before = fieldsOf(await ledger.partyOf(alpha.address));
      const change = ledger.connect(authority.key).changeJurisdiction(alpha.address, jurisdiction, document);
      await expectEvent(change, ledger, "PartyJurisdictionChanged", [
        alpha.address,
        authority.address,
        authority.key.address,
        jurisdiction,
        document,
      ]);
      const after = fieldsOf(await ledger.partyOf(alpha.address));
      expect(after).to.deep.equal({ ...before, jurisdiction: BigInt(jurisdiction) });
    });
  }
});

describe("changeIdentity", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).changeIdentity(party, "New Name Co", digest("identity"), documentDigest),
  );

  it("is refused for a name of more than 256 bytes", async () => {
    const { ledger, parties } = await ledgerFixture();
    const authority = ledger.connect(parties.authority.key);
    const change = (name: string) => authority.changeIdentity(parties.alpha.address, name, digest("new"), document);
    await expectRefusal(change("x".repeat(257)), ledger, "NameInvalid", [257]);
    await expectEvent(change("x".repeat(256)), ledger, "PartyIdentityChanged", [
      parties.alpha.address,
      parties.authority.address,
      parties.authority.key.address,
      "x".repeat(256),
      digest("new"),
      document,
    ]);
  });

  it("takes no institution's name away, while a trader may be a natural person", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, registry, operator, alpha } = parties;
    const change = (party: string) => ledger.connect(authority.key).changeIdentity(party, "", digest("new"), document);
    for (const party of [registry, operator]) {
      await expectRefusal(change(party.address), ledger, "NameInvalid", [0]);
    }
    await change(alpha.address);
    const attempt = ledger.connect(authority.key).changeRoles(alpha.address, roles.exchange, document);
    await expectRefusal(attempt, ledger, "NameInvalid", [0]);
  });

  it("leaves the recorded state as it was", async () => {
    const { ledger, parties } = await ledgerFixture();
    const before = await ledger.partyOf(parties.alpha.address);
    await ledger
      .connect(parties.authority.key)
      .changeIdentity(parties.alpha.address, "阿尔法", digest("new"), document);
    expect(await ledger.partyOf(parties.alpha.address)).to.deep.equal(before);
  });
});
