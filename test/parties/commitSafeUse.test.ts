import { expect } from "chai";
import { expectEvent, expectRefusal } from "../expectations.ts";
import { digest, ledgerFixture, powers, scopes, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "./acting.behavior.ts";

describe("commitSafeUse", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.parties,
    by: ({ parties }) => parties.alpha,
    call: ({ ledger }, key) => ledger.connect(key).commitSafeUse(digest("promise")),
  });

  it("is refused without a digest", async () => {
    const { ledger, parties } = await ledgerFixture();
    const attempt = ledger.connect(parties.alpha.key).commitSafeUse(zeroDigest);
    await expectRefusal(attempt, ledger, "SafeUseCommitmentMissing");
  });

  it("names party, key and commitment", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { alpha } = parties;
    const before = await ledger.partyOf(alpha.address);
    await expectEvent(ledger.connect(alpha.key).commitSafeUse(digest("promise")), ledger, "SafeUseCommitted", [
      alpha.address,
      alpha.key.address,
      digest("promise"),
    ]);
    expect(await ledger.partyOf(alpha.address)).to.deep.equal(before);
  });
});
