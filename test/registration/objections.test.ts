import { expect } from "chai";
import type { Wallet } from "ethers";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf, plain } from "../expectations.ts";
import {
  china,
  day,
  digest,
  ledgerFixture,
  networkHelpers,
  now,
  powers,
  roles,
  scopes,
  zeroDigest,
} from "../fixture.ts";
import { refusesWhoMayNotAct } from "../parties/acting.behavior.ts";
import { acts, caseIn, document, dueActs, giveTerms, grounds } from "./cases.ts";
import { at, doAt, endOf, expectClock, moveTo, publishedOn } from "./clocks.ts";

/** A published case with one objection of beta. */
async function objected() {
  const ledger = await ledgerFixture();
  const { caseId, assetId } = await caseIn(ledger, "published");
  await acts.objectToRegistration(ledger, caseId);
  return { ledger, caseId, assetId };
}

describe("objectToRegistration (article 25)", () => {
  refusesWhoMayNotAct({
    power: powers.operate,
    scope: scopes.registration,
    by: ({ parties }) => parties.beta,
    given: async (ledger) => caseIn(ledger, "published"),
    call: ({ assets }, key, { caseId }) => assets.connect(key).objectToRegistration(caseId, document),
  });

  it("is refused for a case that does not exist", async () => {
    const { assets, parties } = await ledgerFixture();
    const sent = assets.connect(parties.beta.key).objectToRegistration(3, document);
    await expectRefusal(sent, assets, "CaseUnknown", [3]);
  });

  it("is refused after the notice, and heard in its last second", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    const { noticeUntil } = await ledger.assets.clockOf(caseId);
    const inTime = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(noticeUntil);
    await expect(acts.objectToRegistration(ledger, caseId)).to.emit(ledger.assets, "ObjectionRaised");
    await inTime.restore();
    await networkHelpers.time.increaseTo(noticeUntil + 1n);
    const late = acts.objectToRegistration(ledger, caseId);
    await expectRefusal(late, ledger.assets, "NoticeOver", [caseId, noticeUntil]);
  });

  for (const party of ["alpha", "registry"] as const) {
    it(`is refused to a participant: ${party}`, async () => {
      const ledger = await ledgerFixture();
      const { caseId } = await caseIn(ledger, "published");
      const { key, address } = ledger.parties[party];
      const sent = ledger.assets.connect(key).objectToRegistration(caseId, document);
      await expectRefusal(sent, ledger.assets, "ObjectionByParticipant", [caseId, address]);
    });
  }

  it("is refused while the party's earlier objection is open, and heard again once that is decided", async () => {
    const { ledger, caseId } = await objected();
    const { address } = ledger.parties.beta;
    await expectRefusal(acts.objectToRegistration(ledger, caseId), ledger.assets, "ObjectionStands", [caseId, address]);
    await acts.resolveObjection(ledger, caseId);
    await expect(acts.objectToRegistration(ledger, caseId)).to.emit(ledger.assets, "ObjectionRaised");
  });

  it("is refused without a reason", async () => {
    const ledger = await ledgerFixture();
    const { caseId } = await caseIn(ledger, "published");
    const sent = ledger.assets.connect(ledger.parties.beta.key).objectToRegistration(caseId, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  it("returns its number, records each objection, and says who objects and why", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const { caseId } = await caseIn(ledger, "published");
    const before = fieldsOf(await assets.caseOf(caseId));
    const expected: unknown[] = [];
    for (const [index, party] of [parties.beta, parties.body, parties.exchange].entries()) {
      const reason = digest(`reason ${index}`);
      const objector = assets.connect(party.key);
      expect(await objector.objectToRegistration.staticCall(caseId, reason)).to.equal(BigInt(index));
      await expectEvent(objector.objectToRegistration(caseId, reason), assets, "ObjectionRaised", [
        caseId,
        index,
        party.address,
        party.key.address,
        reason,
      ]);
      expected.push([party.address, 1, await now(), reason]);
    }
    expectStruct(await assets.caseOf(caseId), { ...before, openObjections: 3, objections: expected });
  });
});

describe("resolveObjection (article 25)", () => {
  refusesWhoMayNotAct({
    power: powers.approve,
    scope: scopes.registration,
    by: ({ parties }) => parties.registry,
    given: async (ledger) => {
      const { caseId } = await caseIn(ledger, "published");
      await acts.objectToRegistration(ledger, caseId);
      return caseId;
    },
    call: ({ assets }, key, caseId) => assets.connect(key).resolveObjection(caseId, 0, false, document),
  });

  it("is refused to other parties, other registries, and for no case", async () => {
    const { ledger, caseId } = await objected();
    const { assets, parties } = ledger;
    const { alpha, beta, registry } = parties;
    const second = await ledger.admit({ roles: roles.registry });
    const resolve = (key: Wallet, id = caseId) => assets.connect(key).resolveObjection(id, 0, true, document);
    for (const { key, address } of [alpha, beta]) {
      await expectRefusal(resolve(key), ledger.ledger, "RoleMissing", [address, roles.registry]);
    }
    await expectRefusal(resolve(registry.key, 9n), assets, "CaseUnknown", [9]);
    await expectRefusal(resolve(second.key), assets, "CaseOfAnotherRegistry", [caseId, registry.address]);
  });

  it("is refused for an objection that was not raised, or is decided", async () => {
    const { ledger, caseId } = await objected();
    const registry = ledger.assets.connect(ledger.parties.registry.key);
    const resolve = (objectionId: number) => registry.resolveObjection(caseId, objectionId, false, document);
    await expectRefusal(resolve(1), ledger.assets, "ObjectionNotOpen", [caseId, 1]);
    await resolve(0);
    await expectRefusal(resolve(0), ledger.assets, "ObjectionNotOpen", [caseId, 0]);
  });

  it("is refused without a document", async () => {
    const { ledger, caseId } = await objected();
    const sent = ledger.assets.connect(ledger.parties.registry.key).resolveObjection(caseId, 0, true, zeroDigest);
    await expectRefusal(sent, ledger.ledger, "DocumentMissing");
  });

  it("dismisses: the case goes on, also when decided after the notice", async () => {
    const { ledger, caseId } = await objected();
    const { assets, parties } = ledger;
    const { key, address } = parties.registry;
    const before = await assets.caseOf(caseId);
    await networkHelpers.time.increase(8 * day);
    const sent = await assets.connect(key).resolveObjection(caseId, 0, false, document);
    expect(await eventsOf(sent, assets, "ObjectionResolved")).to.deep.equal([
      plain([caseId, 0, address, key.address, false, document]),
    ]);
    expect(await eventsOf(sent, assets, "RegistrationRefused")).to.deep.equal([]);
    const { objector, raisedAt, reasonDigest } = before.objections[0]!;
    expectStruct(await assets.caseOf(caseId), {
      ...fieldsOf(before),
      objectionsSettledAt: await now(),
      openObjections: 0,
      objections: [[objector, 2n, raisedAt, reasonDigest]],
    });
  });

  it("upholds: the case is refused on that ground at once", async () => {
    const { ledger, caseId } = await objected();
    const { assets, parties } = ledger;
    const { key, address } = parties.registry;
    const before = await assets.caseOf(caseId);
    const sent = await assets.connect(key).resolveObjection(caseId, 0, true, document);
    expect(await eventsOf(sent, assets, "ObjectionResolved")).to.deep.equal([
      plain([caseId, 0, address, key.address, true, document]),
    ]);
    expect(await eventsOf(sent, assets, "RegistrationRefused")).to.deep.equal([
      plain([caseId, address, key.address, grounds.objection, document]),
    ]);
    const { objector, raisedAt, reasonDigest } = before.objections[0]!;
    expectStruct(await assets.caseOf(caseId), {
      ...fieldsOf(before),
      state: 7,
      objectionsSettledAt: await now(),
      closedAt: await now(),
      openObjections: 0,
      objections: [[objector, 3n, raisedAt, reasonDigest]],
    });
  });
});

describe("the time to decide an objection (article 25)", () => {
  it("is 10 working days from the day on which it was raised, by the registry; the notice goes on beside it", async () => {
    const ledger = await ledgerFixture();
    const caseId = await publishedOn(ledger, "2026-03-02");
    await doAt(ledger, "objectToRegistration", caseId, "2026-03-03T10:00:00");
    const fixed = {
      state: "published",
      acceptedAt: china("2026-03-02T11:00:00"),
      noticeUntil: endOf("2026-03-09"),
      due: ["objection", "registry", endOf("2026-03-17")],
    } as const;
    await expectClock(ledger, caseId, fixed);
    // Neither the end of the notice nor that of its own time ends it: it waits for its decision.
    for (const moment of [endOf("2026-03-09") + 1, endOf("2026-03-17") + 1]) {
      await moveTo(moment);
      await expectClock(ledger, caseId, fixed);
    }
    await expectRefusal(acts.certifyRegistration(ledger, caseId), ledger.assets, "ObjectionsOpen", [caseId, 1]);
    await doAt(ledger, "resolveObjection", caseId, "2026-03-20T10:00:00");
    const finishBy = endOf("2026-04-03");
    const due = ["certify", "registry", finishBy] as const;
    await expectClock(ledger, caseId, { ...fixed, finishBy, due });
  });

  it("is that of the oldest open one of several, also when a younger one is decided first (article 25)", async () => {
    const ledger = await ledgerFixture();
    const { assets, parties } = ledger;
    const caseId = await publishedOn(ledger, "2026-03-02");
    await doAt(ledger, "objectToRegistration", caseId, "2026-03-03T10:00:00");
    await at("2026-03-05T10:00:00");
    await assets.connect(parties.gamma.key).objectToRegistration(caseId, document);
    await at("2026-03-06T10:00:00");
    await assets.connect(parties.exchange.key).objectToRegistration(caseId, document);
    const registry = assets.connect(parties.registry.key);
    const dueUntil = async () => (await assets.clockOf(caseId)).until;
    expect(await dueUntil()).to.equal(BigInt(endOf("2026-03-17")));
    await registry.resolveObjection(caseId, 1, false, document);
    expect(await dueUntil()).to.equal(BigInt(endOf("2026-03-17")));
    await registry.resolveObjection(caseId, 0, false, document);
    expect(await dueUntil()).to.equal(BigInt(endOf("2026-03-20")));
    await registry.resolveObjection(caseId, 2, false, document);
    expect((await assets.clockOf(caseId)).act).to.equal(BigInt(dueActs.notice));
    expect(await dueUntil()).to.equal(BigInt(endOf("2026-03-09")));
  });

  it("has as many days as the profile says (article 25)", async () => {
    const ledger = await ledgerFixture();
    await giveTerms(ledger, { objectionDays: 2 });
    const caseId = await publishedOn(ledger, "2026-02-11");
    await doAt(ledger, "objectToRegistration", caseId, "2026-02-13T10:00:00");
    // Make-up Saturday 14 February, then Tuesday 24 February.
    expect((await ledger.assets.clockOf(caseId)).until).to.equal(BigInt(endOf("2026-02-24")));
  });
});
