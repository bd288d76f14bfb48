import { expect } from "chai";
import type { ContractTransactionResponse, Wallet } from "ethers";
import { expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import {
  day,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  type TestLedger,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { caseIn, document, type StateName } from "./cases.ts";

type RegistryAct = (
  ledger: TestLedger,
  key: Wallet,
  caseId: bigint,
  documentDigest: string,
) => Promise<ContractTransactionResponse>;

/** What every act of a registry on a case shares, in the order of the checks. */
function actsAtTheRegistry(state: StateName, act: RegistryAct) {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => caseIn(ledger, state),
    call: (ledger, key, { caseId }) => act(ledger, key, caseId, document),
  });

  for (const party of ["authority", "exchange", "alpha"] as const) {
    it(`is refused to a party that is no registry: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { caseId } = await caseIn(ledger, state);
      const { key, address } = ledger.parties[party];
      const sent = act(ledger, key, caseId, document);
      await expectRefusal(sent, ledger.ledger, "RoleMissing", [address, roles.registry]);
    });
  }

  it("is refused for a case that does not exist", async () => {
    const ledger = await ledgerFixture();
    const sent = act(ledger, ledger.parties.registry.key, 9n, document);
    await expectRefusal(sent, ledger.assets, "CaseUnknown", [9]);
  });

  it("is refused to another registry", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, state);
    const second = await ledger.admit({ roles: roles.registry });
    const sent = act(ledger, second.key, caseId, document);
    await expectRefusal(sent, ledger.assets, "CaseOfAnotherRegistry", [caseId, ledger.parties.registry.address]);
  });

  it("is refused without a document", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, state);
    const sent = act(ledger, ledger.parties.registry.key, caseId, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });
}

describe("askSupplement (article 17)", () => {
  actsAtTheRegistry("applied", async ({ assets }, key, caseId, documentDigest) =>
    assets.connect(key).askSupplement(caseId, (await now()) + day, documentDigest),
  );

  it("is refused a second time: everything to add is listed once", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "supplementAsked");
    await assets.connect(parties.alpha.key).giveSupplement(caseId, document);
    const again = assets.connect(parties.registry.key).askSupplement(caseId, (await now()) + day, document);
    await expectRefusal(again, assets, "SupplementAskedBefore", [caseId]);
  });

  it("is refused for a deadline that is not ahead", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "applied");
    const deadline = await now();
    const sent = ledger.assets.connect(ledger.parties.registry.key).askSupplement(caseId, deadline, document);
    await expectRefusal(sent, ledger.assets, "DeadlineInvalid", [deadline]);
  });

  it("records the state and says until when", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const before = fieldsOf(await assets.caseOf(caseId));
    const deadline = (await now()) + day;
    const { key, address } = parties.registry;
    await expectEvent(assets.connect(key).askSupplement(caseId, deadline, document), assets, "SupplementAsked", [
      caseId,
      address,
      key.address,
      deadline,
      false,
      document,
    ]);
    expectStruct(await assets.caseOf(caseId), {
      ...before,
      state: 2,
      supplementAskedAt: await now(),
      supplementUntil: deadline,
    });
  });
});

describe("giveSupplement (article 17)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.alpha,
    given: async (ledger) => caseIn(ledger, "supplementAsked"),
    call: ({ assets }, key, { caseId }) => assets.connect(key).giveSupplement(caseId, document),
  });

  it("is refused to a party that does not trade, or did not apply, or for no case", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "supplementAsked");
    const give = (key: Wallet, id = caseId) => assets.connect(key).giveSupplement(id, document);
    const { alpha, beta, registry } = parties;
    await expectRefusal(give(registry.key), ledger.ledger, "RoleMissing", [registry.address, roles.trader]);
    await expectRefusal(give(alpha.key, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(give(beta.key), assets, "CaseOfAnotherApplicant", [caseId, alpha.address]);
  });

  it("is refused after the deadline, and given in its last second", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const deadline = (await now()) + day;
    await assets.connect(parties.registry.key).askSupplement(caseId, deadline, document);
    const give = () => assets.connect(parties.alpha.key).giveSupplement(caseId, document);
    const inTime = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await expect(give()).to.emit(assets, "SupplementGiven");
    await inTime.restore();
    await networkHelpers.time.increaseTo(deadline + 1);
    await expectRefusal(give(), assets, "SupplementTooLate", [caseId, deadline]);
  });

  it("is refused without evidence", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "supplementAsked");
    const sent = ledger.assets.connect(ledger.parties.alpha.key).giveSupplement(caseId, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  it("returns the case to the applied ones with the new evidence", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "supplementAsked");
    const before = fieldsOf(await assets.caseOf(caseId));
    const { key, address } = parties.alpha;
    const evidence = digest("more");
    await expectEvent(assets.connect(key).giveSupplement(caseId, evidence), assets, "SupplementGiven", [
      caseId,
      address,
      key.address,
      evidence,
    ]);
    expectStruct(await assets.caseOf(caseId), {
      ...before,
      state: 1,
      appliedAt: await now(),
      supplementGivenAt: await now(),
      evidenceDigest: evidence,
    });
  });
});

describe("acceptRegistration (article 17)", () => {
  actsAtTheRegistry("applied", ({ assets }, key, caseId, documentDigest) =>
    assets.connect(key).acceptRegistration(caseId, documentDigest),
  );

  it("records state and time, and says who accepted", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "applied");
    const before = fieldsOf(await assets.caseOf(caseId));
    const { key, address } = parties.registry;
    await expectEvent(assets.connect(key).acceptRegistration(caseId, document), assets, "RegistrationAccepted", [
      caseId,
      address,
      key.address,
      document,
    ]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: 3, acceptedAt: await now() });
  });
});

describe("examineRegistration (articles 18-21)", () => {
  actsAtTheRegistry("accepted", ({ assets }, key, caseId, reportDigest) =>
    assets.connect(key).examineRegistration(caseId, reportDigest),
  );

  it("records the state, and says who examined", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "accepted");
    const before = fieldsOf(await assets.caseOf(caseId));
    const { key, address } = parties.registry;
    await expectEvent(assets.connect(key).examineRegistration(caseId, document), assets, "RegistrationExamined", [
      caseId,
      address,
      key.address,
      document,
    ]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: 4, examiner: key.address });
  });
});

describe("publishRegistration (article 24)", () => {
  actsAtTheRegistry("examined", async ({ assets }, key, caseId, noticeDigest) =>
    assets.connect(key).publishRegistration(caseId, noticeDigest),
  );

  it("records state and time, and says who published", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "examined");
    const before = fieldsOf(await assets.caseOf(caseId));
    const { key, address } = parties.registry;
    const sent = assets.connect(key).publishRegistration(caseId, document);
    await expectEvent(sent, assets, "RegistrationPublished", [caseId, address, key.address, document]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: 5, publishedAt: await now() });
  });
});

describe("caseOf", () => {
  it("knows no case that was not opened", async () => {
    const { assets } = await ledgerFixture();
    for (const caseId of [0, 1]) await expectRefusal(assets.caseOf(caseId), assets, "CaseUnknown", [caseId]);
  });
});
