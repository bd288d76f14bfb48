import { expect } from "chai";
import { expectEvent, expectRefusal, fieldsOf } from "../expectations.ts";
import { digest, ledgerFixture } from "../fixture.ts";
import { decidesOnOthers } from "./decision.behavior.ts";

const document = digest("decision on qualifications");

describe("qualifyParty", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).qualifyParty(party, 5, 0b11, documentDigest),
  );

  for (const [kind, qualifications] of [
    [0, 0],
    [9, 0],
    [255, 0],
    // What was signed is not for an authority to say.
    [1, 0x400],
    [1, 0x800],
    [8, 0xffff],
  ] as const) {
    it(`is refused for kind ${kind} with the qualifications ${qualifications}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const authority = ledger.connect(parties.authority.key);
      const attempt = authority.qualifyParty(parties.alpha.address, kind, qualifications, document);
      await expectRefusal(attempt, ledger, "QualificationsUnknown", [kind, qualifications]);
    });
  }

  it("records kind and qualifications, says who decided, and leaves everything else", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, alpha } = parties;
    const before = fieldsOf(await ledger.partyOf(alpha.address));
    expect([before["kind"], before["qualifications"]]).to.deep.equal([0n, 0n]);
    for (const [kind, qualifications] of [
      [8, 0x3ff],
      [1, 0],
    ] as const) {
      const act = ledger.connect(authority.key).qualifyParty(alpha.address, kind, qualifications, document);
      const by = [authority.address, authority.key.address];
      await expectEvent(act, ledger, "PartyQualified", [alpha.address, ...by, kind, qualifications, document]);
      const after = fieldsOf(await ledger.partyOf(alpha.address));
      const changed = { kind: BigInt(kind), qualifications: BigInt(qualifications) };
      expect(after).to.deep.equal({ ...before, ...changed });
    }
  });
});
