import { expect } from "chai";
import { Wallet, ZeroAddress } from "ethers";
import { PartyRegistry__factory } from "../../packages/sdk/src/generated/index.ts";
import { expectRefusal } from "../expectations.ts";
import { freshKey, ledgerFixture, networkHelpers, now, powers, roles, scopes } from "../fixture.ts";
import { addKey, suspend } from "./acting.behavior.ts";
import { partyAddressOf } from "./address.ts";

const everyScope = 31;

describe("pause", () => {
  for (const party of ["authority", "registry", "alpha"] as const) {
    it(`is refused to ${party}: only the AccessManager's pauser may`, async () => {
      const { ledger, parties } = await ledgerFixture();
      const { key } = parties[party];
      const registry = PartyRegistry__factory.connect(await ledger.getAddress());
      await expectRefusal(ledger.connect(key).pause(1), registry, "AccessManagedUnauthorized", [key.address]);
    });
  }

  it("is refused for scopes that are not defined", async () => {
    const { ledger, parties } = await ledgerFixture();
    const governance = ledger.connect(parties.governance.key);
    for (const wrong of [64, 65_535]) {
      await expectRefusal(governance.pause(wrong), ledger, "ScopeInvalid", [wrong]);
    }
  });

  it("sets exactly the scopes given, at once, and 0 lifts all; nothing else of the ledger changes", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { key } = parties.governance;
    const template = await ledger.partyAddress(parties.alpha.partyId);
    for (const wanted of [scopes.parties, scopes.issue | scopes.transfer, everyScope, 0]) {
      await expect(ledger.connect(key).pause(wanted)).to.emit(ledger, "ScopesPaused").withArgs(wanted, key.address);
      expect(await ledger.pausedScopes()).to.equal(BigInt(wanted));
      expect(await ledger.partyCount()).to.equal(10n);
      expect(await ledger.partyAddress(parties.alpha.partyId)).to.equal(template);
    }
  });

  it("stops exactly the acts of each scope", async () => {
    const { ledger, parties } = await ledgerFixture();
    for (const paused of Object.values(scopes)) {
      await ledger.connect(parties.governance.key).pause(paused);
      for (const asked of [...Object.values(scopes), 0]) {
        const answer = ledger.actor(parties.alpha.key.address, powers.operate, asked);
        if (asked === paused) await expectRefusal(answer, ledger, "ScopePaused", [paused]);
        else expect((await answer).party).to.equal(parties.alpha.address);
      }
    }
  });
});

describe("views of parties and keys", () => {
  it("derive a party's address from its random id and nothing else", async () => {
    const { ledger, deployment, parties } = await ledgerFixture();
    const from = deployment.contracts["Ledger"]!.address;
    const template = deployment.contracts["PartyTemplate"]!.address;
    for (const partyId of [parties.alpha.partyId, `0x${"ab".repeat(32)}`]) {
      expect(await ledger.partyAddress(partyId)).to.equal(partyAddressOf(from, template, partyId));
    }
  });

  it("know no party that was not admitted, and no key that was not added", async () => {
    const { ledger, parties } = await ledgerFixture();
    const nobody = Wallet.createRandom().address;
    for (const address of [nobody, ZeroAddress, parties.alpha.key.address]) {
      await expectRefusal(ledger.partyOf(address), ledger, "PartyUnknown", [address]);
    }
    for (const address of [nobody, ZeroAddress, parties.alpha.address]) {
      await expectRefusal(ledger.accountOf(address), ledger, "AccountUnknown", [address]);
      await expectRefusal(ledger.actor(address, 0, 0), ledger, "AccountUnknown", [address]);
    }
  });

  it("count parties by index in the order of admission", async () => {
    const { ledger, parties, admit } = await ledgerFixture();
    const { governance, authority, overseas } = parties;
    expect((await ledger.partyOf(governance.address)).index).to.equal(1n);
    expect((await ledger.partyOf(authority.address)).index).to.equal(2n);
    expect((await ledger.partyOf(overseas.address)).index).to.equal(10n);
    const next = await admit();
    expect((await ledger.partyOf(next.address)).index).to.equal(11n);
    expect(await ledger.partyCount()).to.equal(11n);
  });

  it("name the actor with its roles, when key, power and scope fit", async () => {
    const { ledger, parties } = await ledgerFixture();
    const { operator } = parties;
    const seen = await ledger.actor(operator.key.address, powers.all, everyScope);
    expect([seen.party, seen.roles]).to.deep.equal([operator.address, BigInt(roles.trader | roles.operator)]);
  });

  it("let a key act in the last second of its validity and no longer", async () => {
    const ledger = await ledgerFixture();
    const { alpha } = ledger.parties;
    const validUntil = (await now()) + 100;
    const { address } = await addKey(ledger, alpha, powers.operate, validUntil);
    await networkHelpers.time.increaseTo(validUntil);
    expect((await ledger.ledger.actor(address, powers.operate, 0)).party).to.equal(alpha.address);
    expect(await ledger.ledger.mayAct(address, alpha.address, powers.operate)).to.equal(true);
    await networkHelpers.time.increaseTo(validUntil + 1);
    const late = ledger.ledger.actor(address, powers.operate, 0);
    await expectRefusal(late, ledger.ledger, "AccountExpired", [address, validUntil]);
    expect(await ledger.ledger.mayAct(address, alpha.address, powers.operate)).to.equal(false);
  });
});

describe("mayAct", () => {
  it("answers no, and never reverts, where the key may not act", async () => {
    const ledger = await ledgerFixture();
    const { alpha, beta } = ledger.parties;
    const may = (key: string, party: string, power: number) => ledger.ledger.mayAct(key, party, power);
    expect(await may(alpha.key.address, alpha.address, powers.all)).to.equal(true);
    expect(await may(alpha.key.address, beta.address, powers.operate)).to.equal(false);
    expect(await may(freshKey().address, alpha.address, 0)).to.equal(false);
    expect(await may(ZeroAddress, ZeroAddress, 0)).to.equal(false);
    expect(await may(freshKey().address, ZeroAddress, 0)).to.equal(false);
    const viewer = await addKey(ledger, alpha, powers.view);
    expect(await may(viewer.address, alpha.address, powers.view)).to.equal(true);
    expect(await may(viewer.address, alpha.address, powers.view | powers.operate)).to.equal(false);
    await ledger.ledger.connect(alpha.key).revokeAccount(viewer.address);
    expect(await may(viewer.address, alpha.address, powers.view)).to.equal(false);
    await suspend(ledger, alpha);
    expect(await may(alpha.key.address, alpha.address, powers.operate)).to.equal(false);
  });

  it("does not depend on a pause, which stops acts and not identity", async () => {
    const { ledger, parties } = await ledgerFixture();
    await ledger.connect(parties.governance.key).pause(everyScope);
    expect(await ledger.mayAct(parties.alpha.key.address, parties.alpha.address, powers.operate)).to.equal(true);
  });
});
