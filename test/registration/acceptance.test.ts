import { expect } from "chai";
import { eventsOf, expectEvent, expectRefusal, plain } from "../expectations.ts";
import { china, day, freshKey, ledgerFixture, type TestLedger } from "../fixture.ts";
import { acts, apply, document, giveTerms, grounds, states } from "./cases.ts";
import {
  appliedAt,
  at,
  dateOf,
  doAt,
  endOf,
  expectClock,
  finishDay,
  moveTo,
  startOf,
  workingDayAfter,
} from "./clocks.ts";

/** When an application of a date must be answered, and when it counts as accepted. */
const limits = (date: string, days = 3) => ({
  acceptBy: endOf(workingDayAfter(date, days)),
  deemedAt: startOf(workingDayAfter(date, days + 1)),
});

/** The clock of a case that is accepted by law since a moment. */
const deemedClock = (acceptBy: number, deemedAt: number) => {
  const finishBy = endOf(finishDay(dateOf(deemedAt), 10, []));
  return {
    state: "accepted",
    acceptBy,
    acceptedAt: deemedAt,
    deemed: true,
    finishBy,
    due: ["examine", "registry", finishBy],
  } as const;
};

describe("acceptance (article 17)", () => {
  /** Dates of application in 2026, the last day to answer, and the day on which the law accepts. */
  const dates: [about: string, applied: string, acceptBy: string, deemed: string][] = [
    ["an ordinary week", "2026-03-02", "2026-03-05", "2026-03-06"],
    ["the limit before a weekend", "2026-03-03", "2026-03-06", "2026-03-09"],
    ["a weekend within", "2026-03-05", "2026-03-10", "2026-03-11"],
    ["an application on a Saturday", "2026-03-07", "2026-03-11", "2026-03-12"],
    ["a make-up Saturday as the first day after the limit", "2026-02-10", "2026-02-13", "2026-02-14"],
    ["a make-up Saturday as the limit, Spring Festival after it", "2026-02-11", "2026-02-14", "2026-02-24"],
    ["an application in Spring Festival", "2026-02-18", "2026-02-26", "2026-02-27"],
    ["a make-up Sunday within", "2026-09-18", "2026-09-22", "2026-09-23"],
    ["National Day within", "2026-09-29", "2026-10-09", "2026-10-10"],
  ];
  for (const [about, date, acceptBy, deemed] of dates) {
    it(`is due in 3 working days and deemed on the first working day after them: ${about} (article 17)`, async () => {
      const ledger = await ledgerFixture();
      const caseId = await appliedAt(ledger, `${date}T23:59:59`);
      const open = {
        state: "applied",
        acceptBy: endOf(acceptBy),
        due: ["accept", "registry", endOf(acceptBy)],
      } as const;
      await expectClock(ledger, caseId, open);
      for (const moment of new Set([endOf(acceptBy), startOf(deemed) - 1])) {
        await moveTo(moment);
        await expectClock(ledger, caseId, open);
      }
      await moveTo(startOf(deemed));
      await expectClock(ledger, caseId, deemedClock(endOf(acceptBy), startOf(deemed)));
      // The record itself waits for somebody to write it down.
      const { state, acceptedAt } = await ledger.assets.caseOf(caseId);
      expect([state, acceptedAt]).to.deep.equal([BigInt(states.applied), 0n]);
    });
  }

  it("follows the official calendar all through 2026, its end included (article 17)", async () => {
    const ledger = await ledgerFixture();
    let date = "2026-01-06";
    while (date < "2027") {
      const caseId = await appliedAt(ledger, `${date}T15:00:00`);
      // What is not known yet of 2027 is the bare week, on the test ledger as for chinese-days.
      const { acceptBy, deemedAt } = limits(date);
      await expectClock(ledger, caseId, { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] });
      await moveTo(deemedAt - 1);
      await expectClock(ledger, caseId, { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] });
      await moveTo(deemedAt);
      await expectClock(ledger, caseId, deemedClock(acceptBy, deemedAt));
      date = dateOf(deemedAt + day);
    }
  });

  it("has as many days as the profile says, in its days (article 17)", async () => {
    const ledger = await ledgerFixture();
    await giveTerms(ledger, { acceptanceDays: 1 });
    const caseId = await appliedAt(ledger, "2026-03-06T10:00:00");
    const { acceptBy, deemedAt } = limits("2026-03-06", 1);
    await expectClock(ledger, caseId, { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] });
    await moveTo(deemedAt);
    await expectClock(ledger, caseId, deemedClock(endOf("2026-03-09"), startOf("2026-03-10")));
  });

  it("may be given after the limit while the next working day has not begun (article 17)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await appliedAt(ledger, "2026-03-03T10:00:00");
    const sent = await doAt(ledger, "acceptRegistration", caseId, "2026-03-08T23:59:59");
    expect(await eventsOf(sent, ledger.assets, "RegistrationDeemedAccepted")).to.deep.equal([]);
    const finishBy = endOf("2026-03-20");
    await expectClock(ledger, caseId, {
      state: "accepted",
      acceptedAt: china("2026-03-08T23:59:59"),
      finishBy,
      due: ["examine", "registry", finishBy],
    });
  });

  it("comes too late after that: the registry meets a case that the law accepted (article 17)", async () => {
    const ledger = await ledgerFixture();
    const { assets } = ledger;
    const caseId = await appliedAt(ledger, "2026-03-03T10:00:00");
    await moveTo("2026-03-09T00:00:00");
    await expectRefusal(acts.acceptRegistration(ledger, caseId), assets, "CaseNotInState", [caseId, states.accepted]);
    await expectRefusal(acts.publishRegistration(ledger, caseId), assets, "CaseNotInState", [caseId, states.applied]);
  });
});

describe("deemed acceptance (article 17)", () => {
  /** An application of 3 March 2026 that nobody answered; the law accepted it on 9 March. */
  async function unanswered() {
    const ledger = await ledgerFixture();
    const caseId = await appliedAt(ledger, "2026-03-03T10:00:00");
    await moveTo("2026-03-12T09:00:00");
    return { ledger, caseId };
  }
  const acceptedAt = startOf("2026-03-09");

  const following = {
    examineRegistration: ["registry", "examined"],
    askSupplement: ["registry", "supplementAsked"],
    extendExamination: ["registry", "accepted"],
    refuseRegistration: ["registry", "refused"],
    withdrawRegistration: ["alpha", "withdrawn"],
  } as const;
  for (const [name, [party, state]] of Object.entries(following)) {
    const act = name as keyof typeof following;
    it(`is written down by the act that comes next, before it: ${act} (article 17)`, async () => {
      const { ledger, caseId } = await unanswered();
      const { assets, parties } = ledger;
      const sent = await acts[act](ledger, caseId);
      await expectEvent(sent, assets, "RegistrationDeemedAccepted", [
        caseId,
        parties.registry.address,
        parties[party].key.address,
        acceptedAt,
      ]);
      const names = (await sent.wait())!.logs.map((log) => assets.interface.parseLog(log)?.name);
      expect(names[0]).to.equal("RegistrationDeemedAccepted");
      expect(names).to.have.length(2);
      const seen = await assets.caseOf(caseId);
      expect([seen.state, seen.acceptedAt]).to.deep.equal([BigInt(states[state]), BigInt(acceptedAt)]);
      if (state === "supplementAsked") expect(seen.supplementInExamination).to.equal(true);
    });
  }

  it("is written down by anyone, and once (article 17)", async () => {
    const { ledger, caseId } = await unanswered();
    const { assets, parties } = ledger;
    const before = await assets.clockOf(caseId);
    const stranger = freshKey();
    const sent = assets.connect(stranger).settleClock(caseId);
    await expectEvent(sent, assets, "RegistrationDeemedAccepted", [
      caseId,
      parties.registry.address,
      stranger.address,
      acceptedAt,
    ]);
    const after = await assets.clockOf(caseId);
    expect([after.deemed, after.acceptedAt, after.finishBy]).to.deep.equal([
      false,
      BigInt(acceptedAt),
      before.finishBy,
    ]);
    const again = assets.connect(stranger).settleClock(caseId);
    await expectRefusal(again, assets, "ClockUnchanged", [caseId]);
    await expectRefusal(assets.connect(stranger).settleClock(9), assets, "CaseUnknown", [9]);
  });

  it("starts the time of article 28 on its own day, however late it is written down (articles 17, 28)", async () => {
    const { ledger, caseId } = await unanswered();
    await moveTo("2026-06-01T09:00:00");
    await acts.settleClock(ledger, caseId);
    const finishBy = endOf("2026-03-23");
    const due = ["examine", "registry", finishBy] as const;
    await expectClock(ledger, caseId, { state: "accepted", acceptedAt, finishBy, due });
  });

  it("leaves refusing and withdrawing as they are in time (articles 17, 22)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await appliedAt(ledger, "2026-03-03T10:00:00");
    await at("2026-03-06T23:59:59");
    const registry = ledger.assets.connect(ledger.parties.registry.key);
    const sent = await registry.refuseRegistration(caseId, grounds.unlawful, document);
    expect(await eventsOf(sent, ledger.assets, "RegistrationDeemedAccepted")).to.deep.equal([]);
    expect((await ledger.assets.caseOf(caseId)).acceptedAt).to.equal(0n);
    await expectClock(ledger, caseId, { state: "refused" });
  });
});

describe("a new application (article 32)", () => {
  it("has clocks of its own beside an earlier one over the same asset", async () => {
    const ledger: TestLedger = await ledgerFixture();
    const first = await appliedAt(ledger, "2026-03-03T10:00:00");
    const { assetId } = await ledger.assets.caseOf(first);
    await at("2026-03-06T10:00:00");
    const second = await apply(ledger, ledger.parties.alpha, assetId);
    await moveTo("2026-03-09T00:00:00");
    expect(
      plain([(await ledger.assets.clockOf(first)).state, (await ledger.assets.clockOf(second)).state]),
    ).to.deep.equal(plain([states.accepted, states.applied]));
  });
});
