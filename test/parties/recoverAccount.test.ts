import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, plain } from "../expectations.ts";
import { digest, freshKey, ledgerFixture, powers, roles } from "../fixture.ts";
import { addKey, suspend } from "./acting.behavior.ts";
import { decidesOnOthers } from "./decision.behavior.ts";

const document = digest("recovery");

describe("recoverAccount", () => {
  decidesOnOthers(({ ledger }, key, party, documentDigest) =>
    ledger.connect(key).recoverAccount(party, ZeroAddress, freshKey().address, powers.all, documentDigest),
  );

  it("is refused for a lost key that is unknown, another party's, or revoked", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha, beta } = ledger.parties;
    const recover = (lost: string) =>
      ledger.ledger.connect(authority.key).recoverAccount(alpha.address, lost, freshKey().address, 1, document);
    const stranger = freshKey().address;
    await expectRefusal(recover(stranger), ledger.ledger, "AccountUnknown", [stranger]);
    await expectRefusal(recover(beta.key.address), ledger.ledger, "AccountOfAnotherParty", [
      beta.key.address,
      beta.address,
    ]);
    const revoked = (await addKey(ledger, alpha, powers.view)).address;
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked);
    await expectRefusal(recover(revoked), ledger.ledger, "AccountRevoked", [revoked]);
  });

  it("is refused for a new key that is zero, the lost one, or any party's, and then revokes nothing", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, alpha, beta } = parties;
    const recover = (to: string) =>
      ledger.connect(authority.key).recoverAccount(alpha.address, alpha.key.address, to, powers.all, document);
    await expectRefusal(recover(ZeroAddress), ledger, "AccountUnknown", [ZeroAddress]);
    for (const { address } of [alpha.key, beta.key, authority.key]) {
      await expectRefusal(recover(address), ledger, "AccountExists", [address]);
    }
    expect((await ledger.accountOf(alpha.key.address)).revoked).to.equal(false);
  });

  for (const wrong of [0, 64]) {
    it(`is refused for the powers ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { authority, alpha } = parties;
      const to = freshKey().address;
      const attempt = ledger.connect(authority.key).recoverAccount(alpha.address, ZeroAddress, to, wrong, document);
      await expectRefusal(attempt, ledger, "PowersInvalid", [wrong]);
    });
  }

  it("revokes the lost key, adds the new one, and says who decided on which document", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { authority, alpha } = parties;
    const before = await ledger.partyOf(alpha.address);
    const next = freshKey();
    const sent = await ledger
      .connect(authority.key)
      .recoverAccount(alpha.address, alpha.key.address, next.address, powers.operate, document);
    const by = [authority.address, authority.key.address];
    expect(await eventsOf(sent, ledger, "AccountWasRevoked")).to.deep.equal([
      [alpha.address, alpha.key.address, ...by, document],
    ]);
    expect(await eventsOf(sent, ledger, "AccountAdded")).to.deep.equal([
      plain([alpha.address, next.address, ...by, powers.operate, 0, 0, document]),
    ]);
    expectStruct(await ledger.accountOf(next.address), {
      account: next.address,
      party: alpha.address,
      powers: powers.operate,
      revoked: false,
      validUntil: 0,
      unitLimit: 0,
    });
    expect((await ledger.accountOf(alpha.key.address)).revoked).to.equal(true);
    expect(await ledger.partyOf(alpha.address)).to.deep.equal(before);
  });

  it("adds a key without revoking any when none is named, also for a suspended party", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha } = ledger.parties;
    await suspend(ledger, alpha);
    const next = freshKey();
    const sent = ledger.ledger
      .connect(authority.key)
      .recoverAccount(alpha.address, ZeroAddress, next.address, powers.manage, document);
    expect(await eventsOf(sent, ledger.ledger, "AccountWasRevoked")).to.deep.equal([]);
    expect((await ledger.ledger.accountOf(alpha.key.address)).revoked).to.equal(false);
    expect((await ledger.ledger.accountOf(next.address)).party).to.equal(alpha.address);
    expect(await ledger.ledger.mayAct(next.address, alpha.address, powers.manage)).to.equal(false);
  });

  it("restores an authority by governance only", async () => {
    const { ledger, parties, admit } = await ledgerFixture();
    const { governance, authority } = parties;
    const second = await admit({ roles: roles.authority });
    const next = freshKey();
    const recover = (key: typeof next) =>
      ledger.connect(key).recoverAccount(authority.address, authority.key.address, next.address, powers.all, document);
    await expectRefusal(recover(second.key), ledger, "RoleMissing", [second.address, roles.governance]);
    await expectEvent(recover(governance.key), ledger, "AccountAdded", [
      authority.address,
      next.address,
      governance.address,
      governance.key.address,
      powers.all,
      0,
      0,
      document,
    ]);
  });
});
