import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { expectRefusal } from "../expectations.ts";
import { admission, digest, freshKey, ledgerFixture, powers, roles, seriesFixture, zeroDigest } from "../fixture.ts";
import { addKey, suspend } from "./acting.behavior.ts";

const document = digest("document");

describe("attempts to act beyond one's place", () => {
  it("a key serves one party for ever: nobody takes another's key, live or dead, by any path", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta, authority } = ledger.parties;
    const dead = await addKey(ledger, beta, powers.view);
    await ledger.ledger.connect(beta.key).revokeAccount(dead.address);
    for (const { address } of [beta.key, dead]) {
      const byAlpha = ledger.ledger.connect(alpha.key);
      const paths = [
        () => byAlpha.addAccount(address, powers.all, 0, 0),
        () => byAlpha.rotateAccount(alpha.key.address, address),
        () => ledger.ledger.connect(authority.key).admit(admission(address)),
        () =>
          ledger.ledger
            .connect(authority.key)
            .recoverAccount(alpha.address, ZeroAddress, address, powers.all, document),
      ];
      for (const path of paths) await expectRefusal(path(), ledger.ledger, "AccountExists", [address]);
    }
  });

  it("a leaked key that rotates itself gains no power, and the manager still takes its successor out", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const leaked = await addKey(ledger, alpha, powers.operate, 0, 5);
    const thief = freshKey();
    await ledger.ledger.connect(leaked).rotateAccount(leaked.address, thief.address);
    const seen = await ledger.ledger.accountOf(thief.address);
    expect([seen.powers, seen.unitLimit]).to.deep.equal([BigInt(powers.operate), 5n]);
    const grab = ledger.ledger.connect(thief).changeAccount(thief.address, powers.all, 0, 0);
    await expectRefusal(grab, ledger.ledger, "AccountLacksPower", [thief.address, powers.manage]);
    await ledger.ledger.connect(alpha.key).revokeAccount(thief.address);
    expect(await ledger.ledger.mayAct(thief.address, alpha.address, powers.operate)).to.equal(false);
  });

  it("a suspended party adds no key, changes none, and does not lift its own suspension", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    await suspend(ledger, alpha);
    const byAlpha = ledger.ledger.connect(alpha.key);
    const refused = [alpha.address, 3];
    const attempts = [
      () => byAlpha.addAccount(freshKey().address, powers.all, 0, 0),
      () => byAlpha.changeAccount(alpha.key.address, powers.view, 0, 0),
      () => byAlpha.appointSigner(alpha.key.address, document),
      () => byAlpha.changeStanding(alpha.address, 1, document),
      () => byAlpha.changeRoles(alpha.address, roles.authority, document),
    ];
    for (const attempt of attempts) await expectRefusal(attempt(), ledger.ledger, "PartyNotInStanding", refused);
  });

  it("a suspended authority's decisions stop, while what it decided stays", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha } = ledger.parties;
    await suspend(ledger, alpha);
    await suspend(ledger, authority);
    const lift = ledger.ledger.connect(authority.key).changeStanding(alpha.address, 1, document);
    await expectRefusal(lift, ledger.ledger, "PartyNotInStanding", [authority.address, 3]);
    expect((await ledger.ledger.partyOf(alpha.address)).standing).to.equal(3n);
  });

  it("an authority gives itself nothing: no role, standing, place, name or key of its own party", async () => {
    const ledger = await ledgerFixture();
    const { authority, governance } = ledger.parties;
    const own = authority.address;
    const signer = ledger.ledger.connect(authority.key);
    const attempts = [
      () => signer.changeRoles(own, roles.authority | roles.serviceAgency, document),
      () => signer.changeStanding(own, 2, document),
      () => signer.changeJurisdiction(own, 702, document),
      () => signer.changeIdentity(own, "Other", document, document),
      () => signer.recoverAccount(own, ZeroAddress, freshKey().address, powers.all, document),
    ];
    for (const attempt of attempts) {
      await expectRefusal(attempt(), ledger.ledger, "RoleMissing", [own, roles.governance]);
    }
    const crown = ledger.ledger
      .connect(governance.key)
      .changeRoles(governance.address, roles.governance | roles.serviceAgency, document);
    await expectRefusal(crown, ledger.ledger, "OwnCase", [governance.address]);
  });

  it("another's admission cannot be taken over: its party answers to the keys it was admitted with", async () => {
    const ledger = await ledgerFixture();
    const { authority, alpha } = ledger.parties;
    const asked = admission(freshKey().address);
    // Whoever sees the admission coming can neither admit under its id nor deploy before it.
    await expectRefusal(ledger.ledger.connect(alpha.key).admit(asked), ledger.ledger, "RoleMissing", [
      alpha.address,
      roles.authority,
    ]);
    const party = await ledger.ledger.partyAddress(asked.partyId);
    const early = ledger.ledger.connect(alpha.key).deployParty(asked.partyId);
    await expectRefusal(early, ledger.ledger, "PartyUnknown", [party]);
    await ledger.ledger.connect(authority.key).admit(asked);
    expect(await ledger.ledger.mayAct(asked.account, party, powers.all)).to.equal(true);
    expect(await ledger.ledger.mayAct(alpha.key.address, party, 0)).to.equal(false);
  });
});

describe("keys, standing and pauses (invariant 8)", () => {
  it("change nobody's holdings: vouchers, rights and certificates stay where they are", async () => {
    const ledger = await seriesFixture();
    const { authority, governance, alpha, beta } = ledger.parties;
    const voucherId = await ledger.issue(beta, 40n);
    const holdings = async () => [
      await ledger.ledger.ownerOf(voucherId),
      await ledger.ledger["balanceOf(address)"](beta.address),
      await ledger.ledger["balanceOf(uint256)"](voucherId),
      await ledger.certificates.ownerOf(ledger.certificateId),
      (await ledger.assets.rightOf(ledger.assetId, 3, alpha.address)).certificateId,
    ];
    const before = await holdings();
    const next = freshKey();
    const lost = freshKey();
    const steps = [
      () => ledger.ledger.connect(beta.key).rotateAccount(beta.key.address, next.address),
      () => ledger.ledger.connect(authority.key).recoverAccount(beta.address, next.address, lost.address, 15, document),
      () => ledger.ledger.connect(lost).revokeAccount(lost.address),
      () => suspend(ledger, beta, 4),
      () => suspend(ledger, alpha, 3),
      () => ledger.ledger.connect(authority.key).changeJurisdiction(beta.address, 702, document),
      () => ledger.ledger.connect(authority.key).changeRoles(alpha.address, roles.serviceAgency, document),
      () => ledger.ledger.connect(governance.key).pause(31),
    ];
    for (const step of steps) {
      await step();
      expect(await holdings()).to.deep.equal(before);
    }
  });

  it("leave no way to act with a key that was rotated away, on any part of the ledger", async () => {
    const ledger = await seriesFixture();
    const { alpha, beta } = ledger.parties;
    const voucherId = await ledger.issue(beta, 40n);
    const next = freshKey();
    await ledger.ledger.connect(beta.key).rotateAccount(beta.key.address, next.address);
    const transfer = ledger.ledger.connect(beta.key)["transferFrom(address,address,uint256)"];
    const refused = [beta.key.address];
    await expectRefusal(transfer(beta.address, alpha.address, voucherId), ledger.ledger, "AccountRevoked", refused);
    const declare = ledger.assets.connect(beta.key).withdrawRegistration(1);
    await expectRefusal(declare, ledger.ledger, "AccountRevoked", refused);
    const submit = ledger.records.connect(beta.key).submitRecord(ledger.assetId, 1, zeroDigest);
    await expectRefusal(submit, ledger.ledger, "AccountRevoked", refused);
    expect(await ledger.ledger.isApprovedForAll(beta.address, beta.key.address)).to.equal(false);
    expect(await ledger.ledger.isApprovedForAll(beta.address, next.address)).to.equal(true);
  });
});
