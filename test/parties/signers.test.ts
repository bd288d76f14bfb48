import { expect } from "chai";
import { expectEvent, expectRefusal } from "../expectations.ts";
import { digest, freshKey, ledgerFixture, powers, scopes, type TestLedger, zeroDigest } from "../fixture.ts";
import { addKey, refusesWhoMayNotAct } from "./acting.behavior.ts";

const document = digest("appointment");
const powersOf = async ({ ledger }: TestLedger, account: string) => Number((await ledger.accountOf(account)).powers);

for (const [method, appointed] of [
  ["appointSigner", false],
  ["dismissSigner", true],
] as const) {
  describe(method, () => {
    /** A further key of alpha's that signs already where it is to be dismissed. */
    const signer = async (l: TestLedger) => {
      const key = await addKey(l, l.parties.alpha, powers.view, 0, 5);
      if (appointed) await l.ledger.connect(l.parties.alpha.key).appointSigner(key.address, document);
      return key;
    };
    refusesWhoMayNotAct({
      power: powers.manage,
      scope: scopes.parties,
      by: ({ parties }) => parties.alpha,
      given: signer,
      call: ({ ledger }, key, { address }) => ledger.connect(key)[method](address, document),
    });

    it("is refused for no account, another party's, a revoked one, without a document, and twice", async () => {
      const l = await ledgerFixture();
      const { alpha, beta } = l.parties;
      const key = await signer(l);
      const act = (account: string, digest_ = document) => l.ledger.connect(alpha.key)[method](account, digest_);
      const nobody = freshKey().address;
      await expectRefusal(act(nobody), l.ledger, "AccountUnknown", [nobody]);
      const others = beta.key.address;
      await expectRefusal(act(others), l.ledger, "AccountOfAnotherParty", [others, beta.address]);
      await expectRefusal(act(key.address, zeroDigest), l.ledger, "DocumentMissing");
      await act(key.address);
      await expectRefusal(act(key.address), l.ledger, "SignerUnchanged", [key.address, !appointed]);
      await l.ledger.connect(alpha.key).revokeAccount(key.address);
      await expectRefusal(act(key.address), l.ledger, "AccountRevoked", [key.address]);
    });

    it("changes the one power, and says by whom and on which document", async () => {
      const l = await ledgerFixture();
      const { alpha } = l.parties;
      const key = await signer(l);
      const before = await l.ledger.accountOf(key.address);
      const act = l.ledger.connect(alpha.key)[method](key.address, document);
      const name = appointed ? "SignerDismissed" : "SignerAppointed";
      await expectEvent(act, l.ledger, name, [alpha.address, key.address, alpha.key.address, document]);
      const after = await l.ledger.accountOf(key.address);
      expect(Number(after.powers)).to.equal(appointed ? powers.view : powers.view | powers.sign);
      expect([after.party, after.revoked, after.validUntil, after.unitLimit]).to.deep.equal([
        ...[before.party, before.revoked, before.validUntil, before.unitLimit],
      ]);
    });
  });
}

describe("a signing person", () => {
  it("is not made with other powers: neither when added, changed, restored nor admitted", async () => {
    const l = await ledgerFixture();
    const { authority, alpha } = l.parties;
    const wrong = powers.view | powers.sign;
    const byAlpha = l.ledger.connect(alpha.key);
    const byAuthority = l.ledger.connect(authority.key);
    for (const attempt of [
      () => byAlpha.addAccount(freshKey().address, wrong, 0, 0),
      () => byAlpha.changeAccount(alpha.key.address, wrong, 0, 0),
      () => byAuthority.recoverAccount(alpha.address, alpha.key.address, freshKey().address, wrong, document),
    ]) {
      await expectRefusal(attempt(), l.ledger, "PowersInvalid", [wrong]);
    }
  });

  it("stays one when its other powers change and when its key is replaced, and is none after recovery", async () => {
    const l = await ledgerFixture();
    const { authority, alpha } = l.parties;
    const key = await addKey(l, alpha, powers.view);
    await l.ledger.connect(alpha.key).appointSigner(key.address, document);
    const change = l.ledger.connect(alpha.key).changeAccount(key.address, powers.operate, 0, 7);
    const told = [alpha.address, key.address, alpha.key.address, powers.operate | powers.sign, 0, 7];
    await expectEvent(change, l.ledger, "AccountChanged", told);
    expect(await powersOf(l, key.address)).to.equal(powers.operate | powers.sign);
    const next = freshKey();
    await l.ledger.connect(alpha.key).rotateAccount(key.address, next.address);
    expect(await powersOf(l, next.address)).to.equal(powers.operate | powers.sign);
    const last = freshKey();
    await l.ledger
      .connect(authority.key)
      .recoverAccount(alpha.address, next.address, last.address, powers.all, document);
    expect(await powersOf(l, last.address)).to.equal(powers.all);
  });

  it("is dismissed without effect on what it signed", async () => {
    const l = await ledgerFixture();
    const { authority, alpha } = l.parties;
    await l.ledger.connect(authority.key).publishCommitment(0, digest("text"));
    const byAlpha = l.ledger.connect(alpha.key);
    await byAlpha.appointSigner(alpha.key.address, document);
    await byAlpha.commitSafeUse(1, digest("promise"));
    await byAlpha.dismissSigner(alpha.key.address, document);
    expect((await l.ledger.partyOf(alpha.address)).edition).to.equal(1n);
    const again = byAlpha.commitSafeUse(1, digest("promise"));
    await expectRefusal(again, l.ledger, "AccountLacksPower", [alpha.key.address, powers.sign]);
  });
});
