import { expect } from "chai";
import { expectEvent, expectRefusal, fieldsOf } from "../expectations.ts";
import { digest, ledgerFixture, roles } from "../fixture.ts";
import { decidesOnOthers } from "./decision.behavior.ts";

const document = digest("decision on standing");
const standings = { good: 1, warned: 2, suspended: 3, barred: 4 };

describe("changeStanding", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).changeStanding(party, standings.warned, documentDigest),
  );

  it("is refused to none, and to the standing that the party has", async () => {
    const { ledger, parties } = await ledgerFixture();
    const authority = ledger.connect(parties.authority.key);
    for (const standing of [0, standings.good]) {
      const attempt = authority.changeStanding(parties.alpha.address, standing, document);
      await expectRefusal(attempt, ledger, "StandingInvalid", [parties.alpha.address, standing]);
    }
  });

  for (const [name, standing] of Object.entries(standings).slice(1)) {
    it(`records ${name}, says who decided, and can be taken back`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { authority, alpha } = parties;
      const change = (to: number) => ledger.connect(authority.key).changeStanding(alpha.address, to, document);
      const event = (to: number) => [alpha.address, authority.address, authority.key.address, to, document];
      const before = fieldsOf(await ledger.partyOf(alpha.address));

      await expectEvent(change(standing), ledger, "PartyStandingChanged", event(standing));
      expect(fieldsOf(await ledger.partyOf(alpha.address))).to.deep.equal({ ...before, standing: BigInt(standing) });
      await expectEvent(change(1), ledger, "PartyStandingChanged", event(1));
      expect(fieldsOf(await ledger.partyOf(alpha.address))).to.deep.equal(before);
    });
  }

  it("lets good and warned parties act, suspended and barred ones not", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, alpha } = parties;
    for (const standing of [2, 3, 4, 1]) {
      await ledger.connect(authority.key).changeStanding(alpha.address, standing, document);
      const allowed = standing <= 2;
      expect(await ledger.mayAct(alpha.key.address, alpha.address, 1)).to.equal(allowed);
      const asked = ledger.actor(alpha.key.address, 1, 0);
      if (allowed) expect((await asked).party).to.equal(alpha.address);
      else await expectRefusal(asked, ledger, "PartyNotInStanding", [alpha.address, standing]);
    }
  });

  it("lets governance suspend an authority, whose decisions then stop", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, governance, alpha } = parties;
    await ledger.connect(governance.key).changeStanding(authority.address, 3, document);
    const attempt = ledger.connect(authority.key).changeRoles(alpha.address, roles.trader, document);
    await expectRefusal(attempt, ledger, "PartyNotInStanding", [authority.address, 3]);
  });
});
