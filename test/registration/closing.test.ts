import { expect } from "chai";
import type { Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import { ledgerFixture, now, powers, roles, scopes, zeroDigest } from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { apply, caseIn, document, grounds } from "./cases.ts";

describe("refuseRegistration (articles 18, 22)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => caseIn(ledger, "accepted"),
    call: ({ assets }, key, { caseId }) => assets.connect(key).refuseRegistration(caseId, grounds.harm, document),
  });

  it("is refused to other parties, other registries, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "accepted");
    const second = await ledger.admit({ roles: roles.registry });
    const refuse = (key: Wallet, id = caseId) => assets.connect(key).refuseRegistration(id, grounds.harm, document);
    for (const { key, address } of [parties.alpha, parties.authority]) {
      await expectRefusal(refuse(key), ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    await expectRefusal(refuse(parties.registry.key, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(refuse(second.key), assets, "CaseOfAnotherRegistry", [caseId, parties.registry.address]);
  });

  it("needs a ground, and an upheld objection is decided, not claimed", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "accepted");
    const registry = ledger.assets.connect(ledger.parties.registry.key);
    for (const ground of [0, grounds.objection]) {
      await expectRefusal(registry.refuseRegistration(caseId, ground, document), ledger.assets, "GroundMissing");
    }
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "accepted");
    const registry = ledger.assets.connect(ledger.parties.registry.key);
    const sent = registry.refuseRegistration(caseId, grounds.harm, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  for (const [name, ground] of Object.entries(grounds).slice(0, 5)) {
    it(`closes the case on the ground ${name}, and the declarant may apply anew`, async () => {
      const ledger = await ledgerFixture();
      const { assets, parties } = ledger;
      const { caseId, assetId } = await caseIn(ledger, "examined");
      const before = fieldsOf(await assets.caseOf(caseId));
      const { key, address } = parties.registry;
      const sent = assets.connect(key).refuseRegistration(caseId, ground, document);
      await expectEvent(sent, assets, "RegistrationRefused", [caseId, address, key.address, ground, document]);
      expectStruct(await assets.caseOf(caseId), { ...before, state: 7, closedAt: await now() });
      expect(await apply(ledger, parties.alpha, assetId)).to.equal(caseId + 1n);
    });
  }
});

describe("withdrawRegistration", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => caseIn(ledger, "accepted"),
    call: ({ assets }, key, { caseId }) => assets.connect(key).withdrawRegistration(caseId),
  });

  it("is refused to others, and for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "accepted");
    const withdraw = (key: Wallet, id = caseId) => assets.connect(key).withdrawRegistration(id);
    const { alpha, beta, registry } = parties;
    await expectRefusal(withdraw(registry.key), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(withdraw(alpha.key, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(withdraw(beta.key), assets, "CaseOfAnotherApplicant", [caseId, alpha.address]);
  });

  it("closes the case and says who withdrew", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const before = fieldsOf(await assets.caseOf(caseId));
    const { key, address } = parties.alpha;
    const sent = assets.connect(key).withdrawRegistration(caseId);
    await expectEvent(sent, assets, "RegistrationWithdrawn", [caseId, address, key.address]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: 8, closedAt: await now() });
  });
});
