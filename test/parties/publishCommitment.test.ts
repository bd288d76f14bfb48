import { expect } from "chai";
import { expectEvent, expectRefusal } from "../expectations.ts";
import { day, digest, ledgerFixture, networkHelpers, now, powers, roles, scopes, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "./acting.behavior.ts";

const text = digest("text");

describe("publishCommitment", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.parties,
    by: ({ parties }) => parties.authority,
    call: ({ ledger }, key) => ledger.connect(key).publishCommitment(0, text),
  });

  for (const party of ["registry", "exchange", "body", "alpha", "governance"] as const) {
    it(`is refused to a party that is no authority: ${party}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { key, address } = parties[party];
      const attempt = ledger.connect(key).publishCommitment(0, text);
      await expectRefusal(attempt, ledger, "RoleMissing", [address, roles.authority]);
    });
  }

  it("is refused without a text, and for a moment that has passed", async () => {
    const { ledger, parties } = await ledgerFixture();
    const authority = ledger.connect(parties.authority.key);
    await expectRefusal(authority.publishCommitment(0, zeroDigest), ledger, "DocumentMissing");
    const past = await now();
    await expectRefusal(authority.publishCommitment(past, text), ledger, "CommitmentRequiredFromPast", [past]);
    expect([...(await ledger.commitmentRule())]).to.deep.equal([0n, 0n, 0n]);
  });

  it("numbers editions from 1, keeps each text, and says which counts until when", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority } = parties;
    const publish = (requiredFrom: number, of: string) =>
      ledger.connect(authority.key).publishCommitment(requiredFrom, digest(of));
    const told = (edition: number, requiredFrom: number, of: string) => [
      ...[edition, authority.address, authority.key.address, requiredFrom, digest(of)],
    ];
    await networkHelpers.time.setNextBlockTimestamp((await now()) + 10);
    const first = (await now()) + 10;
    await expectEvent(publish(0, "one"), ledger, "CommitmentPublished", told(1, first, "one"));
    expect([...(await ledger.commitmentRule())]).to.deep.equal([1n, 0n, BigInt(first)]);

    const second = (await now()) + 10 * day;
    await expectEvent(publish(second, "two"), ledger, "CommitmentPublished", told(2, second, "two"));
    expect([...(await ledger.commitmentRule())]).to.deep.equal([2n, 1n, BigInt(second)]);

    // What was to come is overtaken: until then the first still counts.
    const third = (await now()) + 20 * day;
    await publish(third, "three");
    expect([...(await ledger.commitmentRule())]).to.deep.equal([3n, 1n, BigInt(third)]);
    await networkHelpers.time.increaseTo(third);
    await publish(third + day, "four");
    expect([...(await ledger.commitmentRule())]).to.deep.equal([4n, 3n, BigInt(third + day)]);

    const texts = await Promise.all([0, 1, 2, 3, 4, 5].map((edition) => ledger.commitmentText(edition)));
    expect(texts).to.deep.equal([zeroDigest, ...["one", "two", "three", "four"].map(digest), zeroDigest]);
  });
});
