import { expect } from "chai";
import { packYear } from "../../packages/sdk/src/calendar/working-days.ts";
import { eventsOf, expectRefusal } from "../expectations.ts";
import { bareFixture, china, networkHelpers, passRecordNotice, type TestLedger } from "../fixture.ts";
import { giveProfiles, yearOf } from "../rules.ts";
import { acts, document, grounds, states, submitted } from "./cases.ts";
import {
  acceptedOn,
  appliedAt,
  askAt,
  at,
  doAt,
  endOf,
  expectClock,
  moveTo,
  pending,
  publishedOn,
  startOf,
} from "./clocks.ts";

const load = async ({ calendar, parties }: TestLedger, year: number, over: { holidays?: string[] } = {}) => {
  const official = yearOf(year);
  const bits = packYear({ ...official, holidays: [...official.holidays, ...(over.holidays ?? [])] });
  await calendar.connect(parties.authority.key).loadYear(year, [...bits], document);
};

/** A ledger with its profiles and only these years. */
async function withYears(...years: number[]) {
  const ledger = await bareFixture();
  await giveProfiles(ledger.profiles, ledger.parties.authority.key, ledger.parties.registry.address);
  for (const year of years) await load(ledger, year);
  return ledger;
}

const acceptedAt = china("2026-03-02T11:00:00");

describe("a year that is not loaded", () => {
  it("refuses no application, and lets none be deemed accepted (article 17)", async () => {
    const ledger = await withYears();
    const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
    const open = { state: "applied", acceptBy: pending, due: ["accept", "registry", pending] } as const;
    await expectClock(ledger, caseId, open);
    await moveTo("2026-12-01T10:00:00");
    await expectClock(ledger, caseId, open);
    await expectRefusal(acts.settleClock(ledger, caseId), ledger.assets, "ClockUnchanged", [caseId]);
    const sent = await acts.acceptRegistration(ledger, caseId);
    expect(await eventsOf(sent, ledger.assets, "RegistrationDeemedAccepted")).to.deep.equal([]);
  });

  it("makes nothing too late: the case is examined, extended, published and objected to whenever it is (article 28)", async () => {
    const ledger = await withYears();
    const caseId = await acceptedOn(ledger, "2026-03-02");
    const waiting = { acceptedAt, finishBy: pending, due: ["examine", "registry", pending] } as const;
    await expectClock(ledger, caseId, { state: "accepted", ...waiting });
    await doAt(ledger, "examineRegistration", caseId, "2026-06-01T10:00:00");
    await expectClock(ledger, caseId, { state: "examined", ...waiting });
    await acts.extendExamination(ledger, caseId);
    await acts.publishRegistration(ledger, caseId);
    const noticed = { state: "published", acceptedAt, noticeUntil: pending } as const;
    await expectClock(ledger, caseId, { ...noticed, due: ["notice", "nobody", pending] });
    await moveTo("2026-12-01T10:00:00");
    await acts.objectToRegistration(ledger, caseId);
    await expectClock(ledger, caseId, { ...noticed, due: ["objection", "registry", pending] });
    await acts.resolveObjection(ledger, caseId);
    const early = acts.certifyRegistration(ledger, caseId);
    await expectRefusal(early, ledger.assets, "NoticeNotOver", [caseId, pending]);
  });

  it("keeps no notice from being waived, and the certificate comes (article 24)", async () => {
    const ledger = await withYears();
    const caseId = await acceptedOn(ledger, "2026-03-02");
    await acts.examineRegistration(ledger, caseId);
    await acts.waiveNotice(ledger, caseId);
    await acts.certifyRegistration(ledger, caseId);
    expect((await ledger.assets.caseOf(caseId)).state).to.equal(BigInt(states.certified));
  });

  it("moves no deadline that the registry itself has set: the supplement's (article 17)", async () => {
    const ledger = await withYears();
    const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
    await askAt(ledger, caseId, "2026-03-03T10:00:00", "2026-03-10T10:00:00");
    await moveTo("2026-03-10T10:00:01");
    await expectClock(ledger, caseId, { state: "lapsed" });
  });

  it("keeps a public record in its notice", async () => {
    const ledger = await withYears();
    const { recordId } = await submitted(ledger);
    const authority = ledger.records.connect(ledger.parties.authority.key);
    await authority.publishRecord(recordId, document);
    expect((await authority.recordOf(recordId)).noticeUntil).to.equal(pending);
    const early = authority.admitRecord(recordId, "GX-1", document);
    await expectRefusal(early, ledger.records, "RecordNoticeNotOver", [recordId, pending]);
    await load(ledger, 2026);
    await passRecordNotice(ledger, recordId);
    await authority.admitRecord(recordId, "GX-1", document);
  });

  it("counts from the true dates once it is loaded: acceptance is deemed on its own day (article 17)", async () => {
    const ledger = await withYears();
    const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
    await moveTo("2026-03-31T10:00:00");
    await load(ledger, 2026);
    const finishBy = endOf("2026-03-20");
    await expectClock(ledger, caseId, {
      state: "accepted",
      acceptBy: endOf("2026-03-05"),
      acceptedAt: startOf("2026-03-06"),
      deemed: true,
      finishBy,
      due: ["examine", "registry", finishBy],
    });
  });

  it("is needed from the end of the year before: known limits stand, later ones wait (articles 17, 28)", async () => {
    const ledger = await withYears(2026);
    const caseId = await appliedAt(ledger, "2026-12-28T10:00:00");
    // 29, 30, 31 December: the answer is due in the old year, the day after it is in the new one.
    const acceptBy = endOf("2026-12-31");
    const open = { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] } as const;
    await expectClock(ledger, caseId, open);
    await moveTo("2027-02-01T10:00:00");
    await expectClock(ledger, caseId, open);
    await acts.acceptRegistration(ledger, caseId);
    expect((await ledger.assets.clockOf(caseId)).finishBy).to.equal(pending);
    await load(ledger, 2027);
    expect((await ledger.assets.clockOf(caseId)).finishBy).to.be.lessThan(pending);
  });
});

describe("an amended year", () => {
  it("moves the limit of an open application, to and fro (article 17)", async () => {
    const ledger = await withYears(2026);
    const caseId = await appliedAt(ledger, "2026-03-02T10:00:00");
    await load(ledger, 2026, { holidays: ["2026-03-04"] });
    const acceptBy = endOf("2026-03-06");
    await expectClock(ledger, caseId, { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] });
    await moveTo("2026-03-06T10:00:00");
    await expectClock(ledger, caseId, { state: "applied", acceptBy, due: ["accept", "registry", acceptBy] });
    await load(ledger, 2026);
    expect((await ledger.assets.clockOf(caseId)).acceptedAt).to.equal(BigInt(startOf("2026-03-06")));
  });

  it("leaves an acceptance by law that was written down, and moves what still runs after it (articles 17, 28)", async () => {
    const ledger = await withYears(2026);
    const [written, open] = [
      await appliedAt(ledger, "2026-03-02T10:00:00"),
      await appliedAt(ledger, "2026-03-02T10:02:00"),
    ];
    await moveTo("2026-03-09T10:00:00");
    await acts.settleClock(ledger, written);
    await load(ledger, 2026, { holidays: ["2026-03-06"] });
    expect((await ledger.assets.clockOf(open)).acceptedAt).to.equal(BigInt(startOf("2026-03-09")));
    const clock = await ledger.assets.clockOf(written);
    expect(clock.acceptedAt).to.equal(BigInt(startOf("2026-03-06")));
    expect(clock.finishBy).to.equal(BigInt(endOf("2026-03-20")));
    await load(ledger, 2026, { holidays: ["2026-03-12", "2026-03-13"] });
    const later = await ledger.assets.clockOf(written);
    expect([later.acceptedAt, later.finishBy]).to.deep.equal([clock.acceptedAt, BigInt(endOf("2026-03-24"))]);
  });

  it("moves the end of a notice and the time of an objection (articles 24, 25)", async () => {
    const ledger = await withYears(2026);
    const caseId = await publishedOn(ledger, "2026-03-02");
    await doAt(ledger, "objectToRegistration", caseId, "2026-03-03T10:00:00");
    await load(ledger, 2026, { holidays: ["2026-03-04", "2026-03-05"] });
    const noticeUntil = endOf("2026-03-11");
    const due = ["objection", "registry", endOf("2026-03-19")] as const;
    await expectClock(ledger, caseId, { state: "published", acceptedAt, noticeUntil, due });
  });

  it("changes nothing in a case that is certified, refused, withdrawn or lapsed", async () => {
    const ledger = await withYears(2026);
    const { assets, certificates, parties } = ledger;
    const certified = await publishedOn(ledger, "2026-03-02");
    await doAt(ledger, "certifyRegistration", certified, "2026-03-10T10:00:00");
    const [refused, withdrawn, lapsed] = [
      await acceptedOn(ledger, "2026-03-11"),
      await acceptedOn(ledger, "2026-03-12"),
      await appliedAt(ledger, "2026-03-13T10:00:00"),
    ];
    await assets.connect(parties.registry.key).refuseRegistration(refused, grounds.harm, document);
    await acts.withdrawRegistration(ledger, withdrawn);
    await askAt(ledger, lapsed, "2026-03-13T11:00:00", "2026-03-16T10:00:00");
    await at("2026-03-17T10:00:00");
    await acts.settleClock(ledger, lapsed);
    const seen = async () => {
      const cases = [certified, refused, withdrawn, lapsed];
      const answers = await Promise.all(cases.map(async (id) => [await assets.caseOf(id), await assets.clockOf(id)]));
      return [answers, await certificates.certificateOf((await assets.caseOf(certified)).certificateId)];
    };
    const before = await seen();
    await load(ledger, 2026, { holidays: ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-16"] });
    await networkHelpers.mine();
    expect(await seen()).to.deep.equal(before);
  });
});
