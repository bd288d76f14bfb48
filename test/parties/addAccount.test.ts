import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import { freshKey, ledgerFixture, now, powers, scopes, zeroDigest } from "../fixture.ts";
import { addKey, refusesWhoMayNotAct } from "./acting.behavior.ts";

const longest = 2 ** 40 - 1;

describe("addAccount", () => {
  refusesWhoMayNotAct({
    power: powers.manage,
    scope: scopes.parties,
    by: ({ parties }) => parties.alpha,
    call: ({ ledger }, key) => ledger.connect(key).addAccount(freshKey().address, powers.operate, 0, 0),
  });

  it("is refused for the zero key", async () => {
    const { ledger, parties } = await ledgerFixture();
    const attempt = ledger.connect(parties.alpha.key).addAccount(ZeroAddress, powers.operate, 0, 0);
    await expectRefusal(attempt, ledger, "AccountUnknown", [ZeroAddress]);
  });

  it("is refused for a key of any party, its own and revoked ones included", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const revoked = await addKey(ledger, alpha, powers.operate);
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked.address);
    for (const key of [alpha.key, beta.key, revoked]) {
      const attempt = ledger.ledger.connect(alpha.key).addAccount(key.address, powers.operate, 0, 0);
      await expectRefusal(attempt, ledger.ledger, "AccountExists", [key.address]);
    }
  });

  it("is refused for a contract and for a party, as is a rotation to one", async () => {
    const { ledger, lens, parties } = await ledgerFixture();
    const alpha = ledger.connect(parties.alpha.key);
    for (const address of [await lens.getAddress(), parties.beta.address, parties.alpha.address]) {
      await expectRefusal(alpha.addAccount(address, powers.operate, 0, 0), ledger, "AccountNotAKey", [address]);
      const rotation = alpha.rotateAccount(parties.alpha.key.address, address);
      await expectRefusal(rotation, ledger, "AccountNotAKey", [address]);
    }
  });

  for (const wrong of [0, 64, 127]) {
    it(`is refused for the powers ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const attempt = ledger.connect(parties.alpha.key).addAccount(freshKey().address, wrong, 0, 0);
      await expectRefusal(attempt, ledger, "PowersInvalid", [wrong]);
    });
  }

  it("records powers, end and limit to their last bit, and says who added the key", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { alpha } = parties;
    const key = freshKey();
    const added = ledger.connect(alpha.key).addAccount(key.address, powers.all, longest, longest - 1);
    await expectEvent(added, ledger, "AccountAdded", [
      alpha.address,
      key.address,
      alpha.address,
      alpha.key.address,
      powers.all,
      longest,
      longest - 1,
      zeroDigest,
    ]);
    expectStruct(await ledger.accountOf(key.address), {
      account: key.address,
      party: alpha.address,
      powers: powers.all,
      revoked: false,
      validUntil: longest,
      unitLimit: longest - 1,
    });
  });

  it("gives every subset of powers, and none beside it", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const validUntil = (await now()) + 1_000;
    for (let given = 1; given <= powers.all; given++) {
      const key = await addKey(ledger, alpha, given, validUntil);
      for (let needed = 1; needed <= powers.all; needed++) {
        const may = await ledger.ledger.mayAct(key.address, alpha.address, needed);
        expect(may, `${given} for ${needed}`).to.equal((needed & given) === needed);
      }
    }
  });
});

describe("changeAccount", () => {
  refusesWhoMayNotAct({
    power: powers.manage,
    scope: scopes.parties,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => addKey(ledger, ledger.parties.alpha, powers.view),
    call: ({ ledger }, key, other) => ledger.connect(key).changeAccount(other.address, powers.operate, 0, 0),
  });

  it("is refused for a key that is unknown, another party's, or revoked", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const change = (account: string) => ledger.ledger.connect(alpha.key).changeAccount(account, powers.view, 0, 0);
    const stranger = freshKey();
    await expectRefusal(change(stranger.address), ledger.ledger, "AccountUnknown", [stranger.address]);
    await expectRefusal(change(beta.key.address), ledger.ledger, "AccountOfAnotherParty", [
      beta.key.address,
      beta.address,
    ]);
    const revoked = await addKey(ledger, alpha, powers.view);
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked.address);
    await expectRefusal(change(revoked.address), ledger.ledger, "AccountRevoked", [revoked.address]);
  });

  for (const wrong of [0, 64]) {
    it(`is refused for the powers ${wrong}`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { alpha } = parties;
      const attempt = ledger.connect(alpha.key).changeAccount(alpha.key.address, wrong, 0, 0);
      await expectRefusal(attempt, ledger, "PowersInvalid", [wrong]);
    });
  }

  it("replaces powers, end and limit, and says who changed them", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const key = await addKey(ledger, alpha, powers.all, 0, 5);
    const validUntil = (await now()) + 100;
    const changed = ledger.ledger.connect(alpha.key).changeAccount(key.address, powers.view, validUntil, 0);
    await expectEvent(changed, ledger.ledger, "AccountChanged", [
      alpha.address,
      key.address,
      alpha.key.address,
      powers.view,
      validUntil,
      0,
    ]);
    expectStruct(await ledger.ledger.accountOf(key.address), {
      account: key.address,
      party: alpha.address,
      powers: powers.view,
      revoked: false,
      validUntil,
      unitLimit: 0,
    });
  });
});
