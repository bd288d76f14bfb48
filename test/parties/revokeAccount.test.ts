import { expect } from "chai";
import { type ContractTransactionResponse, type Wallet, ZeroAddress } from "ethers";
import { expectEvent, expectRefusal, expectStruct } from "../expectations.ts";
import {
  freshKey,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { addKey, suspend } from "./acting.behavior.ts";

type TakeAway = (ledger: TestLedger, key: Wallet, account: string) => Promise<ContractTransactionResponse>;

/** What revocation and rotation share: a manager of the party, or the key itself, whatever the party's standing. */
function takesKeysAway(takeAway: TakeAway) {
  it("is refused while parties are paused", async () => {
    const ledger = await ledgerFixture();
    const { alpha, governance } = ledger.parties;
    await ledger.ledger.connect(governance.key).pause(scopes.parties);
    const attempt = takeAway(ledger, alpha.key, alpha.key.address);
    await expectRefusal(attempt, ledger.ledger, "ScopePaused", [scopes.parties]);
  });

  it("is refused to a key of no party", async () => {
    const ledger = await ledgerFixture();
    const stranger = freshKey();
    for (const account of [stranger.address, ledger.parties.alpha.key.address]) {
      const attempt = takeAway(ledger, stranger, account);
      await expectRefusal(attempt, ledger.ledger, "AccountUnknown", [stranger.address]);
    }
  });

  it("is refused to a revoked key, on itself too", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const key = await addKey(ledger, alpha, powers.all);
    await ledger.ledger.connect(alpha.key).revokeAccount(key.address);
    for (const account of [key.address, alpha.key.address]) {
      await expectRefusal(takeAway(ledger, key, account), ledger.ledger, "AccountRevoked", [key.address]);
    }
  });

  it("is refused to an expired key, on itself too", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const validUntil = (await now()) + 60;
    const key = await addKey(ledger, alpha, powers.all, validUntil);
    await networkHelpers.time.increase(120);
    for (const account of [key.address, alpha.key.address]) {
      const attempt = takeAway(ledger, key, account);
      await expectRefusal(attempt, ledger.ledger, "AccountExpired", [key.address, validUntil]);
    }
  });

  it("is refused to a key without the power to manage, on another key", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const key = await addKey(ledger, alpha, powers.all & ~powers.manage);
    const attempt = takeAway(ledger, key, alpha.key.address);
    await expectRefusal(attempt, ledger.ledger, "AccountLacksPower", [key.address, powers.manage]);
  });

  it("is refused for a key that is unknown, another party's, or revoked", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const stranger = freshKey().address;
    await expectRefusal(takeAway(ledger, alpha.key, stranger), ledger.ledger, "AccountUnknown", [stranger]);
    const others = beta.key.address;
    await expectRefusal(takeAway(ledger, alpha.key, others), ledger.ledger, "AccountOfAnotherParty", [
      others,
      beta.address,
    ]);
    const revoked = (await addKey(ledger, alpha, powers.view)).address;
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked);
    await expectRefusal(takeAway(ledger, alpha.key, revoked), ledger.ledger, "AccountRevoked", [revoked]);
  });

  it("takes a leaked key out of use even for a suspended or barred party", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    for (const standing of [3, 4]) {
      const key = await addKey(ledger, alpha, powers.operate);
      await suspend(ledger, alpha, standing);
      await takeAway(ledger, alpha.key, key.address);
      expect((await ledger.ledger.accountOf(key.address)).revoked).to.equal(true);
      await suspend(ledger, alpha, 1);
    }
  });

  it("lets a key with any one power take itself away", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    for (const power of [1, 2, 4, 8]) {
      const key = await addKey(ledger, alpha, power);
      await takeAway(ledger, key, key.address);
      expect((await ledger.ledger.accountOf(key.address)).revoked).to.equal(true);
    }
  });
}

describe("revokeAccount", () => {
  takesKeysAway(({ ledger }, key, account) => ledger.connect(key).revokeAccount(account));

  it("keeps the key known and says who revoked it", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const key = await addKey(ledger, alpha, powers.operate, 0, 7);
    const revoked = ledger.ledger.connect(alpha.key).revokeAccount(key.address);
    await expectEvent(revoked, ledger.ledger, "AccountWasRevoked", [
      alpha.address,
      key.address,
      alpha.address,
      alpha.key.address,
      zeroDigest,
    ]);
    expectStruct(await ledger.ledger.accountOf(key.address), {
      account: key.address,
      party: alpha.address,
      powers: powers.operate,
      revoked: true,
      validUntil: 0,
      unitLimit: 7,
    });
  });
});

describe("rotateAccount", () => {
  takesKeysAway(({ ledger }, key, account) => ledger.connect(key).rotateAccount(account, freshKey().address));

  it("is refused for a new key that is zero or serves, or served, any party", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const rotate = (to: string) => ledger.ledger.connect(alpha.key).rotateAccount(alpha.key.address, to);
    await expectRefusal(rotate(ZeroAddress), ledger.ledger, "AccountUnknown", [ZeroAddress]);
    const revoked = await addKey(ledger, alpha, powers.view);
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked.address);
    for (const { address } of [alpha.key, beta.key, revoked]) {
      await expectRefusal(rotate(address), ledger.ledger, "AccountExists", [address]);
    }
  });

  it("hands powers, end and limit over, and says who rotated", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const validUntil = (await now()) + 1_000;
    const old = await addKey(ledger, alpha, powers.operate | powers.view, validUntil, 9);
    const next = freshKey();
    const rotated = ledger.ledger.connect(alpha.key).rotateAccount(old.address, next.address);
    await expectEvent(rotated, ledger.ledger, "AccountRotated", [
      alpha.address,
      old.address,
      next.address,
      alpha.key.address,
    ]);
    for (const key of [old, next]) {
      expectStruct(await ledger.ledger.accountOf(key.address), {
        account: key.address,
        party: alpha.address,
        powers: powers.operate | powers.view,
        revoked: key === old,
        validUntil,
        unitLimit: 9,
      });
    }
  });

  it("moves nothing that the party holds, and the old key can do nothing more", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { alpha } = parties;
    const before = await ledger.partyOf(alpha.address);
    const next = freshKey();
    await ledger.connect(alpha.key).rotateAccount(alpha.key.address, next.address);
    expect(await ledger.partyOf(alpha.address)).to.deep.equal(before);
    expect(await ledger.mayAct(alpha.key.address, alpha.address, powers.view)).to.equal(false);
    expect(await ledger.mayAct(next.address, alpha.address, powers.all)).to.equal(true);
    const attempt = ledger.connect(alpha.key).addAccount(freshKey().address, powers.operate, 0, 0);
    await expectRefusal(attempt, ledger, "AccountRevoked", [alpha.key.address]);
    await ledger.connect(next).addAccount(freshKey().address, powers.operate, 0, 0);
  });
});
