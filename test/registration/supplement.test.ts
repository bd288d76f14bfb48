import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, expectStruct, fieldsOf } from "../expectations.ts";
import { china, freshKey, ledgerFixture, type TestLedger } from "../fixture.ts";
import { acts, type ActName, apply, document, grounds, states } from "./cases.ts";
import { acceptedOn, appliedAt, askAt, at, doAt, endOf, expectClock, moveTo } from "./clocks.ts";

const until = "2026-03-20T18:00:00";

/** An application of 2 March 2026 whose registry asked on 4 March what to add until 20 March. */
async function asked() {
  const ledger = await ledgerFixture();
  const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
  await askAt(ledger, caseId, "2026-03-04T10:00:00", until);
  return { ledger, caseId };
}

/** A case accepted on 2 March 2026 whose registry asked in examination, on 4 March, what to add until 20 March. */
async function askedInExamination() {
  const ledger = await ledgerFixture();
  const caseId = await acceptedOn(ledger, "2026-03-02");
  const sent = await askAt(ledger, caseId, "2026-03-04T10:00:00", until);
  return { ledger, caseId, sent };
}

const stateOf = async ({ assets }: TestLedger, caseId: bigint) => Number((await assets.caseOf(caseId)).state);

describe("a supplement before acceptance (article 17)", () => {
  it("is the applicant's turn until the deadline, and the registry's time stands still (article 17)", async () => {
    const { ledger, caseId } = await asked();
    const waiting = { state: "supplementAsked", due: ["supplement", "alpha", china(until)] } as const;
    await expectClock(ledger, caseId, waiting);
    // The three working days are long over: nobody may say that the registry did not answer.
    await moveTo(until);
    await expectClock(ledger, caseId, waiting);
  });

  it("begins the registry's three working days anew when it is given (article 17)", async () => {
    const { ledger, caseId } = await asked();
    await doAt(ledger, "giveSupplement", caseId, "2026-03-10T10:00:00");
    const acceptBy = endOf("2026-03-13");
    const due = ["accept", "registry", acceptBy] as const;
    await expectClock(ledger, caseId, { state: "applied", acceptBy, due });
    const seen = await ledger.assets.caseOf(caseId);
    expect([seen.appliedAt, seen.supplementGivenAt]).to.deep.equal(Array(2).fill(BigInt(china("2026-03-10T10:00:00"))));
    await moveTo("2026-03-16T00:00:00");
    expect((await ledger.assets.clockOf(caseId)).acceptedAt).to.equal(BigInt(china("2026-03-16T00:00:00")));
  });

  it("is asked for once: neither before acceptance nor in examination again (articles 17, 18)", async () => {
    const { ledger, caseId } = await asked();
    const { assets } = ledger;
    await doAt(ledger, "giveSupplement", caseId, until);
    await expectRefusal(acts.askSupplement(ledger, caseId), assets, "SupplementAskedBefore", [caseId]);
    await acts.acceptRegistration(ledger, caseId);
    await expectRefusal(acts.askSupplement(ledger, caseId), assets, "SupplementAskedBefore", [caseId]);
  });

  it("not given in time makes the application count as never made, from the second after (article 17)", async () => {
    const { ledger, caseId } = await asked();
    const { assets } = ledger;
    await moveTo(china(until) + 1);
    await expectClock(ledger, caseId, { state: "lapsed" });
    expect(await stateOf(ledger, caseId)).to.equal(states.supplementAsked);
    const late = acts.giveSupplement(ledger, caseId);
    await expectRefusal(late, assets, "SupplementTooLate", [caseId, china(until)]);
    for (const act of ["askSupplement", "acceptRegistration", "examineRegistration", "refuseRegistration"] as const) {
      await expectRefusal(acts[act](ledger, caseId), assets, "CaseNotInState", [caseId, states.lapsed]);
    }
    const withdrawal = acts.withdrawRegistration(ledger, caseId);
    await expectRefusal(withdrawal, assets, "CaseNotInState", [caseId, states.lapsed]);
    const extension = acts.extendExamination(ledger, caseId);
    await expectRefusal(extension, assets, "CaseNotInState", [caseId, states.lapsed]);
  });

  it("not given is written down by anyone, with the time of the deadline; one may apply anew (article 17)", async () => {
    const { ledger, caseId } = await asked();
    const { assets, parties } = ledger;
    const before = fieldsOf(await assets.caseOf(caseId));
    await moveTo("2026-04-01T09:00:00");
    const stranger = freshKey();
    const sent = assets.connect(stranger).settleClock(caseId);
    await expectEvent(sent, assets, "RegistrationLapsed", [
      caseId,
      parties.alpha.address,
      stranger.address,
      china(until),
    ]);
    expectStruct(await assets.caseOf(caseId), { ...before, state: states.lapsed, closedAt: china(until) });
    await expectClock(ledger, caseId, { state: "lapsed" });
    await expectRefusal(assets.connect(stranger).settleClock(caseId), assets, "ClockUnchanged", [caseId]);
    const late = acts.giveSupplement(ledger, caseId);
    await expectRefusal(late, assets, "CaseNotInState", [caseId, states.lapsed]);
    expect(await apply(ledger, parties.alpha, String(before["assetId"]))).to.equal(caseId + 1n);
  });
});

describe("a supplement in examination (article 18)", () => {
  it("is asked for by the registry, says so, and stops the time to finish (articles 18, 28)", async () => {
    const { ledger, caseId, sent } = await askedInExamination();
    const { key, address } = ledger.parties.registry;
    await expectEvent(sent, ledger.assets, "SupplementAsked", [
      caseId,
      address,
      key.address,
      china(until),
      true,
      document,
    ]);
    const seen = await ledger.assets.caseOf(caseId);
    expect([seen.state, seen.supplementInExamination]).to.deep.equal([BigInt(states.supplementAsked), true]);
    const acceptedAt = china("2026-03-02T11:00:00");
    const due = ["supplement", "alpha", china(until)] as const;
    await expectClock(ledger, caseId, { state: "supplementAsked", acceptedAt, due });
  });

  it("given brings the case back into examination; it stays accepted when it was (article 18)", async () => {
    const { ledger, caseId } = await askedInExamination();
    const before = fieldsOf(await ledger.assets.caseOf(caseId));
    const sent = await doAt(ledger, "giveSupplement", caseId, until);
    const { key, address } = ledger.parties.alpha;
    await expectEvent(sent, ledger.assets, "SupplementGiven", [caseId, address, key.address, document]);
    expectStruct(await ledger.assets.caseOf(caseId), {
      ...before,
      state: states.accepted,
      supplementGivenAt: china(until),
      evidenceDigest: document,
    });
    await expectRefusal(acts.askSupplement(ledger, caseId), ledger.assets, "SupplementAskedBefore", [caseId]);
  });

  it("missed lets the case go on without it, which the next act writes down (article 18)", async () => {
    const { ledger, caseId } = await askedInExamination();
    const { assets, parties } = ledger;
    await moveTo(china(until) + 1);
    // Accepted on 2 March; 5 to 20 March do not count: two days are used, eight are left from 23 March.
    const finishBy = endOf("2026-04-01");
    const acceptedAt = china("2026-03-02T11:00:00");
    const due = ["examine", "registry", finishBy] as const;
    await expectClock(ledger, caseId, { state: "accepted", acceptedAt, finishBy, due });
    const late = acts.giveSupplement(ledger, caseId);
    await expectRefusal(late, assets, "SupplementTooLate", [caseId, china(until)]);
    const sent = await acts.examineRegistration(ledger, caseId);
    await expectEvent(sent, assets, "SupplementMissed", [
      caseId,
      parties.alpha.address,
      parties.registry.key.address,
      china(until),
    ]);
    expect((await eventsOf(sent, assets, "RegistrationExamined")).length).to.equal(1);
    await expectClock(ledger, caseId, { state: "examined", acceptedAt, finishBy, due });
  });

  const following: [ActName, keyof typeof states][] = [
    ["settleClock", "accepted"],
    ["extendExamination", "accepted"],
    ["withdrawRegistration", "withdrawn"],
  ];
  for (const [act, state] of following) {
    it(`missed is written down by ${act} too (article 18)`, async () => {
      const { ledger, caseId } = await askedInExamination();
      await moveTo(china(until) + 1);
      const sent = await acts[act](ledger, caseId);
      expect((await eventsOf(sent, ledger.assets, "SupplementMissed")).length).to.equal(1);
      expect(await stateOf(ledger, caseId)).to.equal(states[state]);
      const again = acts.settleClock(ledger, caseId);
      await expectRefusal(again, ledger.assets, "ClockUnchanged", [caseId]);
    });
  }

  it("missed lets the registry end the case early, because it cannot be verified (article 18)", async () => {
    const { ledger, caseId } = await askedInExamination();
    await at("2026-03-23T09:00:00");
    const { key } = ledger.parties.registry;
    const sent = await ledger.assets.connect(key).refuseRegistration(caseId, grounds.notVerifiable, document);
    expect((await eventsOf(sent, ledger.assets, "SupplementMissed")).length).to.equal(1);
    expect((await eventsOf(sent, ledger.assets, "RegistrationRefused")).length).to.equal(1);
    expect(await stateOf(ledger, caseId)).to.equal(states.refused);
  });
});
