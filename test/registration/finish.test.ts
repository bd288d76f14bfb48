import { expect } from "chai";
import { china, ledgerFixture, type TestLedger } from "../fixture.ts";
import { acts, giveTerms } from "./cases.ts";
import {
  acceptedOn,
  appliedAt,
  askAt,
  dateOf,
  doAt,
  endOf,
  expectClock,
  finishDay,
  moveTo,
  publishedOn,
  startOf,
} from "./clocks.ts";

const finishOf = async ({ assets }: TestLedger, caseId: bigint) => Number((await assets.clockOf(caseId)).finishBy);

describe("the whole time (article 28)", () => {
  /** Dates of acceptance in 2026 and the tenth working day after them. */
  const dates: [about: string, accepted: string, finish: string][] = [
    ["two ordinary weeks", "2026-03-02", "2026-03-16"],
    ["Spring Festival within, the end on a make-up Saturday", "2026-02-09", "2026-02-28"],
    ["acceptance on a Saturday", "2026-03-07", "2026-03-20"],
    ["Mid-autumn, National Day and a make-up Saturday within", "2026-09-22", "2026-10-13"],
    ["Labour Day and its make-up Saturday within", "2026-04-27", "2026-05-13"],
  ];
  for (const [about, date, finish] of dates) {
    it(`ends with the tenth working day after acceptance: ${about} (article 28)`, async () => {
      const ledger = await ledgerFixture();
      const caseId = await acceptedOn(ledger, date);
      expect(finishDay(date, 10, [])).to.equal(finish);
      const clock = { acceptedAt: china(`${date}T11:00:00`), finishBy: endOf(finish) };
      const due = ["examine", "registry", endOf(finish)] as const;
      await expectClock(ledger, caseId, { state: "accepted", ...clock, due });
      await acts.examineRegistration(ledger, caseId);
      await expectClock(ledger, caseId, { state: "examined", ...clock, due });
      // It is a duty of the registry, not the end of the case.
      await moveTo(endOf(finish) + 1);
      await expectClock(ledger, caseId, { state: "examined", ...clock, due });
      await acts.publishRegistration(ledger, caseId);
    });
  }

  it("has as many days as the profile says (article 28)", async () => {
    const ledger = await ledgerFixture();
    await giveTerms(ledger, { examinationDays: 3 });
    const caseId = await acceptedOn(ledger, "2026-03-06");
    expect(await finishOf(ledger, caseId)).to.equal(endOf("2026-03-11"));
  });

  it("follows the official calendar all through 2026, its end included (article 28)", async () => {
    const ledger = await ledgerFixture();
    for (let date = "2026-01-06"; date < "2027"; date = dateOf(startOf(date) + 5 * 86_400)) {
      const caseId = await acceptedOn(ledger, date);
      expect(await finishOf(ledger, caseId), date).to.equal(endOf(finishDay(date, 10, [])));
    }
  });
});

describe("what does not count for the whole time (article 28)", () => {
  const stops: [about: string, asked: string, given: string, finish: string][] = [
    ["given on the day on which it was asked for", "2026-03-04T10:00:00", "2026-03-04T17:00:00", "2026-03-16"],
    ["given after a week", "2026-03-04T10:00:00", "2026-03-11T10:00:00", "2026-03-23"],
    ["given on a Sunday", "2026-03-06T10:00:00", "2026-03-08T10:00:00", "2026-03-16"],
    ["asked for on a Saturday", "2026-03-07T10:00:00", "2026-03-09T10:00:00", "2026-03-17"],
  ];
  for (const [about, asked, given, finish] of stops) {
    it(`is a supplement in examination: ${about} (articles 18, 28)`, async () => {
      const ledger = await ledgerFixture();
      const caseId = await acceptedOn(ledger, "2026-03-02");
      await askAt(ledger, caseId, asked, "2026-03-31T10:00:00");
      expect(await finishOf(ledger, caseId)).to.equal(0);
      await doAt(ledger, "giveSupplement", caseId, given);
      const simulated = finishDay("2026-03-02", 10, [{ from: asked.slice(0, 10), to: given.slice(0, 10) }]);
      expect(simulated).to.equal(finish);
      const due = ["examine", "registry", endOf(finish)] as const;
      const acceptedAt = china("2026-03-02T11:00:00");
      await expectClock(ledger, caseId, { state: "accepted", acceptedAt, finishBy: endOf(finish), due });
    });
  }

  it("is no supplement before acceptance: the time begins after it (articles 17, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await appliedAt(ledger, "2026-03-02T09:00:00");
    await askAt(ledger, caseId, "2026-03-03T10:00:00", "2026-03-31T10:00:00");
    await doAt(ledger, "giveSupplement", caseId, "2026-03-12T10:00:00");
    await doAt(ledger, "acceptRegistration", caseId, "2026-03-13T10:00:00");
    expect(await finishOf(ledger, caseId)).to.equal(endOf("2026-03-27"));
  });

  it("is the notice (articles 24, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await publishedOn(ledger, "2026-03-03");
    const noticeUntil = endOf("2026-03-10");
    const acceptedAt = china("2026-03-03T11:00:00");
    const noticed = { state: "published", acceptedAt, noticeUntil } as const;
    await moveTo(noticeUntil);
    await expectClock(ledger, caseId, { ...noticed, due: ["notice", "nobody", noticeUntil] });
    await moveTo(noticeUntil + 1);
    // Nothing of the ten days was used when it began, so all of them follow it.
    const finishBy = endOf("2026-03-24");
    await expectClock(ledger, caseId, { ...noticed, finishBy, due: ["certify", "registry", finishBy] });
  });

  it("is an objection that is decided after the notice, up to its decision (articles 25, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await publishedOn(ledger, "2026-03-03");
    await doAt(ledger, "objectToRegistration", caseId, "2026-03-10T23:59:59");
    await moveTo("2026-03-18T10:00:00");
    expect(await finishOf(ledger, caseId)).to.equal(0);
    await doAt(ledger, "resolveObjection", caseId, "2026-03-19T10:00:00");
    expect(await finishOf(ledger, caseId)).to.equal(endOf("2026-04-02"));
  });

  it("is not counted twice: an objection decided within the notice adds nothing (articles 25, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await publishedOn(ledger, "2026-03-03");
    await doAt(ledger, "objectToRegistration", caseId, "2026-03-04T10:00:00");
    await doAt(ledger, "resolveObjection", caseId, "2026-03-06T10:00:00");
    await moveTo("2026-03-11T00:00:00");
    expect(await finishOf(ledger, caseId)).to.equal(endOf("2026-03-24"));
  });

  it("is nothing of a notice that was waived (articles 24, 28)", async () => {
    const ledger = await ledgerFixture();
    const caseId = await acceptedOn(ledger, "2026-03-02");
    await doAt(ledger, "examineRegistration", caseId, "2026-03-04T10:00:00");
    await doAt(ledger, "waiveNotice", caseId, "2026-03-05T10:00:00");
    await moveTo("2026-03-05T10:00:01");
    expect(await finishOf(ledger, caseId)).to.equal(endOf("2026-03-16"));
  });
});
