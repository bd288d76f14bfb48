import { expect } from "chai";
import { concat, hashMessage, id, Signature, SigningKey, toBeHex, type Wallet } from "ethers";
import { Party__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectEvent, expectRefusal, fieldsOf } from "../expectations.ts";
import { ethers, freshKey, ledgerFixture, networkHelpers, now, powers, scopes, type TestLedger } from "../fixture.ts";
import { addKey, suspend } from "./acting.behavior.ts";

const valid = "0x1626ba7e";
const invalid = "0xffffffff";
const hash = hashMessage("an offer");
const sign = (key: Wallet, over = hash) => new SigningKey(key.privateKey).sign(over).serialized;

describe("deployParty", () => {
  it("is refused for an id that was never admitted", async () => {
    const { ledger } = await ledgerFixture();
    const partyId = id("nobody");
    const party = await ledger.partyAddress(partyId);
    await expectRefusal(ledger.connect(freshKey()).deployParty(partyId), ledger, "PartyUnknown", [party]);
  });

  it("puts the minimal contract at the party's address, by anyone, also while all is paused", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { alpha, governance } = parties;
    await ledger.connect(governance.key).pause(31);
    const anyone = freshKey();
    expect(await ledger.connect(anyone).deployParty.staticCall(alpha.partyId)).to.equal(alpha.address);
    const before = fieldsOf(await ledger.partyOf(alpha.address));
    expect(await ethers.provider.getCode(alpha.address)).to.equal("0x");

    await expectEvent(ledger.connect(anyone).deployParty(alpha.partyId), ledger, "PartyDeployed", [
      alpha.address,
      anyone.address,
    ]);
    expect(fieldsOf(await ledger.partyOf(alpha.address))).to.deep.equal({ ...before, deployed: true });
    const party = Party__factory.connect(alpha.address, ethers.provider);
    expect(await party.ledger()).to.equal(await ledger.getAddress());
  });

  it("changes nothing the second time", async () => {
    const { ledger, parties } = await ledgerFixture();
    await ledger.connect(freshKey()).deployParty(parties.alpha.partyId);
    const again = await ledger.connect(freshKey()).deployParty(parties.alpha.partyId);
    expect((await again.wait())!.logs).to.deep.equal([]);
    expect(await ledger.deployParty.staticCall(parties.alpha.partyId)).to.equal(parties.alpha.address);
  });
});

describe("Party", () => {
  async function deployed(): Promise<TestLedger & { party: ReturnType<typeof Party__factory.connect> }> {
    const ledger = await ledgerFixture();
    await ledger.ledger.connect(freshKey()).deployParty(ledger.parties.alpha.partyId);
    return { ...ledger, party: Party__factory.connect(ledger.parties.alpha.address, ethers.provider) };
  }

  it("answers for a signature of its own key that may operate (ERC-1271)", async () => {
    const { party, parties } = await deployed();
    expect(await party.isValidSignature(hash, sign(parties.alpha.key))).to.equal(valid);
  });

  it("does not answer for keys of other parties, strangers, or another message", async () => {
    const { party, parties } = await deployed();
    expect(await party.isValidSignature(hash, sign(parties.beta.key))).to.equal(invalid);
    expect(await party.isValidSignature(hash, sign(freshKey()))).to.equal(invalid);
    expect(await party.isValidSignature(hash, sign(parties.alpha.key, hashMessage("another")))).to.equal(invalid);
  });

  it("does not answer for malformed signatures, and never reverts on them", async () => {
    const { party, parties } = await deployed();
    const good = sign(parties.alpha.key);
    const { r, s, v } = Signature.from(good);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const high = toBeHex(order - BigInt(s), 32);
    const malleated = concat([r, high, v === 27 ? "0x1c" : "0x1b"]);
    for (const wrong of ["0x", "0x00", `0x${"00".repeat(65)}`, good.slice(0, -2), `${good}00`, malleated]) {
      expect(await party.isValidSignature(hash, wrong), wrong).to.equal(invalid);
    }
  });

  it("does not answer for keys that lack the power, are revoked, rotated away or expired", async () => {
    const ledger = await deployed();
    const { party, parties } = ledger;
    const { alpha } = parties;
    const viewer = await addKey(ledger, alpha, powers.all & ~powers.operate);
    expect(await party.isValidSignature(hash, sign(viewer))).to.equal(invalid);

    const revoked = await addKey(ledger, alpha, powers.operate);
    expect(await party.isValidSignature(hash, sign(revoked))).to.equal(valid);
    await ledger.ledger.connect(alpha.key).revokeAccount(revoked.address);
    expect(await party.isValidSignature(hash, sign(revoked))).to.equal(invalid);

    const rotated = await addKey(ledger, alpha, powers.operate);
    const next = freshKey();
    await ledger.ledger.connect(rotated).rotateAccount(rotated.address, next.address);
    expect(await party.isValidSignature(hash, sign(rotated))).to.equal(invalid);
    expect(await party.isValidSignature(hash, sign(next))).to.equal(valid);

    const brief = await addKey(ledger, alpha, powers.operate, (await now()) + 100);
    expect(await party.isValidSignature(hash, sign(brief))).to.equal(valid);
    await networkHelpers.time.increase(200);
    expect(await party.isValidSignature(hash, sign(brief))).to.equal(invalid);
  });

  it("does not answer while the party is suspended, and answers again afterwards", async () => {
    const ledger = await deployed();
    const { alpha } = ledger.parties;
    await suspend(ledger, alpha);
    expect(await ledger.party.isValidSignature(hash, sign(alpha.key))).to.equal(invalid);
    await suspend(ledger, alpha, 2);
    expect(await ledger.party.isValidSignature(hash, sign(alpha.key))).to.equal(valid);
  });

  it("receives ERC-721 and ERC-3525 tokens of any contract", async () => {
    const { party, parties } = await deployed();
    const anyone = parties.beta.key.address;
    const from = { from: anyone };
    expect(await party.onERC721Received.staticCall(anyone, anyone, 1, "0x1234", from)).to.equal("0x150b7a02");
    expect(await party.onERC3525Received.staticCall(anyone, 1, 2, 3, "0x1234", from)).to.equal("0x009ce20b");
  });

  it("takes no ether and answers nothing else", async () => {
    const { party, parties } = await deployed();
    const [rich] = await ethers.getSigners();
    const { address } = parties.alpha;
    await expect(rich!.sendTransaction({ to: address, value: 1n })).to.be.revert(ethers);
    await expect(rich!.sendTransaction({ to: address, data: "0xdeadbeef" })).to.be.revert(ethers);
    expect(await ethers.provider.getBalance(party)).to.equal(0n);
  });

  it("keeps its answer while a pause stops acts", async () => {
    const { ledger, party, parties } = await deployed();
    await ledger.connect(parties.governance.key).pause(scopes.parties);
    expect(await party.isValidSignature(hash, sign(parties.alpha.key))).to.equal(valid);
  });
});
