import { expect } from "chai";
import { expectEvent, expectRefusal, fieldsOf } from "../expectations.ts";
import { digest, ledgerFixture, powers, scopes, type TestLedger, type TestParty, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "./acting.behavior.ts";

const appoint = ({ ledger }: TestLedger, { key }: TestParty) =>
  ledger.connect(key).appointSigner(key.address, digest("appointment"));

describe("commitSafeUse", () => {
  refusesWhoMayNotAct({
    power: powers.sign,
    scope: scopes.parties,
    by: ({ parties }) => parties.alpha,
    given: (l) => appoint(l, l.parties.alpha),
    call: ({ ledger }, key) => ledger.connect(key).commitSafeUse(0, digest("promise")),
  });

  it("is refused without a digest", async () => {
    const l = await ledgerFixture();
    await appoint(l, l.parties.alpha);
    const attempt = l.ledger.connect(l.parties.alpha.key).commitSafeUse(0, zeroDigest);
    await expectRefusal(attempt, l.ledger, "SafeUseCommitmentMissing");
  });

  it("is refused for any edition but the newest", async () => {
    const l = await ledgerFixture();
    const { authority, alpha } = l.parties;
    await appoint(l, alpha);
    const sign = (edition: number) => l.ledger.connect(alpha.key).commitSafeUse(edition, digest("promise"));
    await expectRefusal(sign(1), l.ledger, "CommitmentEditionUnknown", [1, 0]);
    await sign(0);
    for (const edition of [1, 2]) await l.ledger.connect(authority.key).publishCommitment(0, digest(`text ${edition}`));
    for (const edition of [0, 1, 3]) {
      await expectRefusal(sign(edition), l.ledger, "CommitmentEditionUnknown", [edition, 2]);
    }
    await sign(2);
  });

  it("names party, signing person, edition and document, and changes nothing else", async () => {
    const l = await ledgerFixture();
    const { authority, alpha } = l.parties;
    await appoint(l, alpha);
    await l.ledger.connect(authority.key).publishCommitment(0, digest("text"));
    const before = fieldsOf(await l.ledger.partyOf(alpha.address));
    const act = l.ledger.connect(alpha.key).commitSafeUse(1, digest("promise"));
    const told = [alpha.address, alpha.key.address, 1, digest("promise")];
    await expectEvent(act, l.ledger, "SafeUseCommitted", told);
    expect(fieldsOf(await l.ledger.partyOf(alpha.address))).to.deep.equal({ ...before, edition: 1n });
  });
});
