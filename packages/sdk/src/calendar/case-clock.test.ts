import { expect } from "chai";
import { agreedClock, clockAt } from "../testing/clocks.ts";
import { apply, certify, declare, paper, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { officialYear } from "../testing/official-year.ts";
import { showClock } from "./show-clock.ts";

const at = (text: string) => Date.parse(text) / 1000;
/** The end of a day in China, as the ledger's answers write it: 23:59:59 there is 15:59:59 UTC. */
const endOf = (date: string) => `${date}T15:59:59Z`;
const documentDigest = paper("document");

/**
 * Cases by the national guide on a real ledger, each begun on a day of 2026 of our choosing, so that the dates below can
 * be checked against the official calendar: Spring Festival from 15 to 23 February with 14 and 28 February worked,
 * Qingming 6 April, Labour Day 1 to 5 May with 9 May worked. After every step `agreedClock` compares the twin with
 * the contract around all its deadlines.
 */
describe("the clocks of a case and their twin on the ledger", () => {
  let chain: LedgerChain;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
  });
  after(() => chain.stop());

  /** Applies as Alpha at a moment of the clock in China. */
  const applyAt = async (moment: string) => {
    await chain.passBy(`${moment}+08:00`);
    return apply(chain, chain.parties.alpha, await declare(chain.parties.alpha));
  };
  const cases = () => chain.parties.registry.ledger.cases;
  const accept = async (caseId: bigint) => (await cases().accept({ caseId, documentDigest })).wait();
  const examine = async (caseId: bigint) => (await cases().examine({ caseId, reportDigest: documentDigest })).wait();
  const publish = async (caseId: bigint) => (await cases().publish({ caseId, noticeDigest: documentDigest })).wait();
  const ask = async (caseId: bigint, deadline: string) =>
    (await cases().askSupplement({ caseId, deadline, documentDigest })).wait();
  const give = async (caseId: bigint) =>
    (await chain.parties.alpha.ledger.cases.giveSupplement({ caseId, evidenceDigest: documentDigest })).wait();
  const agreed = async (caseId: bigint) => showClock(await agreedClock(chain, caseId));

  it("article 17: no answer within 3 working days is acceptance, from the next working day on", async () => {
    const caseId = await applyAt("2026-01-13T10:00:00");
    const { registry } = chain.parties;
    const until = endOf("2026-01-16");
    const waiting = { state: "applied", acceptBy: until, acceptedAt: null, deemed: false, finishBy: null } as const;
    expect(await agreed(caseId)).to.deep.include({
      ...waiting,
      due: { act: "accept", by: registry.party, until },
    });
    // The time is over on Friday; over the weekend the registry may still answer.
    const sunday = at("2026-01-18T23:59:59+08:00");
    expect(showClock(await clockAt(chain, caseId, sunday))).to.deep.include(waiting);
    const monday = await clockAt(chain, caseId, sunday + 1);
    const accepted = { state: "accepted", acceptedAt: "2026-01-18T16:00:00Z", finishBy: endOf("2026-02-02") } as const;
    expect(showClock(monday)).to.deep.include({ ...accepted, deemed: true, acceptBy: until });

    await chain.passBy("2026-01-20T12:00:00+08:00");
    expect(await agreed(caseId)).to.deep.include({ ...accepted, deemed: true });
    const { events } = await (await chain.parties.gamma.ledger.cases.settleClock({ caseId })).wait();
    expect(events[0]).to.deep.include({ name: "RegistrationDeemedAccepted" });
    expect(events[0]?.args).to.deep.include({ acceptedAt: accepted.acceptedAt, registry: registry.party });
    expect(await agreed(caseId)).to.deep.include({ ...accepted, deemed: false, acceptBy: null });
  });

  it("article 17: a supplement given in time lets the registry's time begin anew", async () => {
    const caseId = await applyAt("2026-01-21T10:00:00");
    await ask(caseId, "2026-01-28T18:00:00+08:00");
    const until = "2026-01-28T10:00:00Z";
    const { applicant } = await cases().get(caseId);
    expect(await agreed(caseId)).to.deep.include({
      state: "supplementAsked",
      acceptBy: null,
      due: { act: "supplement", by: applicant, until },
    });
    await chain.passBy("2026-01-28T17:00:00+08:00");
    await give(caseId);
    expect(await agreed(caseId)).to.deep.include({ state: "applied", acceptBy: endOf("2026-02-02") });
    await accept(caseId);
    expect(await agreed(caseId)).to.deep.include({ state: "accepted", acceptBy: null, deemed: false });
  });

  it("article 17: a supplement missed means that the application counts as never made", async () => {
    const caseId = await applyAt("2026-01-29T10:00:00");
    await ask(caseId, "2026-02-02T18:00:00+08:00");
    await agreed(caseId);
    await chain.passBy("2026-02-02T18:00:00+08:00");
    const lapsed = { state: "lapsed", due: null, finishBy: null, acceptedAt: null } as const;
    expect(await agreed(caseId)).to.deep.include(lapsed);
    expect((await cases().get(caseId)).state).to.equal("supplementAsked");
    await (await cases().settleClock({ caseId })).wait();
    expect(await agreed(caseId)).to.deep.include(lapsed);
    expect(await cases().get(caseId)).to.include({ state: "lapsed", closedAt: "2026-02-02T10:00:00Z" });
  });

  it("articles 18 and 28: time for a supplement in examination does not count", async () => {
    const caseId = await applyAt("2026-02-03T10:00:00");
    await accept(caseId);
    // 4 to 6, 9 to 13, the worked Saturday 14, and 24 February.
    expect(await agreed(caseId)).to.deep.include({ finishBy: endOf("2026-02-24") });
    await ask(caseId, "2026-02-10T18:00:00+08:00");
    expect(await agreed(caseId)).to.deep.include({ state: "supplementAsked", finishBy: null });
    await chain.passBy("2026-02-06T12:00:00+08:00");
    await give(caseId);
    // It took 4, 5 and 6 February.
    expect(await agreed(caseId)).to.deep.include({ state: "accepted", finishBy: endOf("2026-02-27") });
  });

  it("articles 18 and 28: a supplement missed in examination ends nothing; its time does not count", async () => {
    const caseId = await applyAt("2026-02-09T10:00:00");
    await accept(caseId);
    expect(await agreed(caseId)).to.deep.include({ finishBy: endOf("2026-02-28") });
    await ask(caseId, "2026-02-11T18:00:00+08:00");
    await agreed(caseId);
    await chain.passBy("2026-02-11T18:00:00+08:00");
    const going = { state: "accepted", finishBy: endOf("2026-03-03") } as const;
    expect(await agreed(caseId)).to.deep.include(going);
    const { events } = await examine(caseId);
    expect(events.map(({ name }) => name)).to.deep.equal(["SupplementMissed", "RegistrationExamined"]);
    expect(await agreed(caseId)).to.deep.include({ ...going, state: "examined" });
  });

  it("article 28: one extension adds its working days", async () => {
    const caseId = await applyAt("2026-03-02T10:00:00");
    await accept(caseId);
    expect(await agreed(caseId)).to.deep.include({ finishBy: endOf("2026-03-16") });
    await (await cases().extend({ caseId, workingDays: 10, documentDigest })).wait();
    expect(await agreed(caseId)).to.deep.include({ finishBy: endOf("2026-03-30") });
    expect(await cases().get(caseId)).to.include({ extensionDays: 10 });
  });

  it("articles 24 and 28: the notice has 5 working days, which do not count; then the case is to be certified", async () => {
    const caseId = await applyAt("2026-03-31T10:00:00");
    const { registry } = chain.parties;
    await accept(caseId);
    await examine(caseId);
    expect(await agreed(caseId)).to.deep.include({ state: "examined", finishBy: endOf("2026-04-15") });
    await publish(caseId);
    const noticeUntil = endOf("2026-04-08");
    expect(await agreed(caseId)).to.deep.include({
      state: "published",
      noticeUntil,
      finishBy: null,
      due: { act: "notice", by: null, until: noticeUntil },
    });
    await chain.passBy(noticeUntil);
    const until = endOf("2026-04-22");
    expect(await agreed(caseId)).to.deep.include({
      noticeUntil,
      finishBy: until,
      due: { act: "certify", by: registry.party, until },
    });
    await (await cases().certify({ caseId, evidenceDigest: documentDigest, sample: true })).wait();
    expect(await agreed(caseId)).to.deep.include({ state: "certified", noticeUntil: null, finishBy: null, due: null });
  });

  it("article 24: a notice that is waived ends as it begins", async () => {
    const caseId = await applyAt("2026-04-09T10:00:00");
    await accept(caseId);
    await examine(caseId);
    await (await cases().waiveNotice({ caseId, documentDigest })).wait();
    const { publishedAt, noticeWaived } = await cases().get(caseId);
    expect(noticeWaived).to.equal(true);
    await chain.pass(1);
    const clock = await agreed(caseId);
    expect(clock).to.deep.include({ noticeUntil: publishedAt, finishBy: endOf("2026-04-23") });
    expect(clock.due).to.include({ act: "certify" });
  });

  it("articles 25 and 28: objections are decided in 10 working days, the oldest first, and stop the other clock", async () => {
    const caseId = await applyAt("2026-04-24T10:00:00");
    const { registry, beta, gamma } = chain.parties;
    await accept(caseId);
    await examine(caseId);
    await publish(caseId);
    // 27 to 30 April and 6 May.
    const noticeUntil = endOf("2026-05-06");
    expect(await agreed(caseId)).to.deep.include({ noticeUntil });
    await chain.passBy("2026-04-28T10:00:00+08:00");
    await (await beta.ledger.cases.object({ caseId, reasonDigest: documentDigest })).wait();
    // 29, 30 April, 6 to 8 May, the worked Saturday 9, 11 to 14 May.
    const due = { act: "objection", by: registry.party, until: endOf("2026-05-14") } as const;
    expect(await agreed(caseId)).to.deep.include({ noticeUntil, finishBy: null, due });
    await chain.passBy("2026-04-30T10:00:00+08:00");
    await (await gamma.ledger.cases.object({ caseId, reasonDigest: documentDigest })).wait();
    expect(await agreed(caseId)).to.deep.include({ finishBy: null, due });
    await chain.passBy("2026-05-11T10:00:00+08:00");
    const dismissed = { caseId, upheld: false, documentDigest };
    await (await cases().resolveObjection({ ...dismissed, objectionId: 0 })).wait();
    expect(await agreed(caseId)).to.deep.include({ due: { ...due, until: endOf("2026-05-18") } });
    await (await cases().resolveObjection({ ...dismissed, objectionId: 1 })).wait();
    // From acceptance on 24 April 10 working days, and those from 27 April to 11 May: 4 + 5 + 1 + 10 and on.
    const settled = { noticeUntil, finishBy: endOf("2026-05-25") } as const;
    expect(await agreed(caseId)).to.deep.include({
      ...settled,
      due: { ...due, act: "certify", until: settled.finishBy },
    });
  });

  it("article 25: an objection that is upheld ends the case", async () => {
    const caseId = await applyAt("2026-05-26T10:00:00");
    await accept(caseId);
    await examine(caseId);
    await publish(caseId);
    await (await chain.parties.beta.ledger.cases.object({ caseId, reasonDigest: documentDigest })).wait();
    await (await cases().resolveObjection({ caseId, objectionId: 0, upheld: true, documentDigest })).wait();
    expect(await agreed(caseId)).to.deep.include({ state: "refused", noticeUntil: null, finishBy: null, due: null });
  });

  it("articles 17 and 24: a calendar that is amended moves the clocks that run, not what is written down", async () => {
    const [waiting, written] = [await applyAt("2026-06-01T10:00:00"), await applyAt("2026-06-01T11:00:00")];
    const shown = await applyAt("2026-06-01T12:00:00");
    await accept(shown);
    await examine(shown);
    await publish(shown);
    expect(await agreed(waiting)).to.deep.include({ acceptBy: endOf("2026-06-04") });
    expect(await agreed(shown)).to.deep.include({ noticeUntil: endOf("2026-06-08") });
    await chain.passBy("2026-06-05T10:00:00+08:00");
    await (await cases().settleClock({ caseId: written })).wait();
    const acceptedAt = "2026-06-04T16:00:00Z";
    expect(await agreed(written)).to.deep.include({ acceptedAt, finishBy: endOf("2026-06-22") });
    expect(await agreed(waiting)).to.deep.include({ state: "accepted", deemed: true, acceptedAt });

    const { calendar } = chain.parties.authority.ledger;
    const official = await officialYear(2026);
    const holidays = [...official.holidays, "2026-06-04", "2026-06-08"];
    const { version } = await (await calendar.loadYear({ ...official, holidays, documentDigest })).wait();
    expect(version).to.equal(2);
    expect(await agreed(waiting)).to.deep.include({ state: "applied", deemed: false, acceptBy: endOf("2026-06-05") });
    expect(await agreed(written)).to.deep.include({ state: "accepted", acceptedAt, finishBy: endOf("2026-06-23") });
    expect(await agreed(shown)).to.deep.include({ noticeUntil: endOf("2026-06-10") });
    await (await calendar.loadYear({ ...official, documentDigest })).wait();
    expect(await agreed(waiting)).to.deep.include({ state: "accepted", deemed: true, acceptedAt });
  });

  it("articles 17, 18, 25 and 28: what stands still adds up, whoever accepted the case", async () => {
    const caseId = await applyAt("2026-07-01T10:00:00");
    await chain.passBy("2026-07-08T10:00:00+08:00");
    const { events } = await ask(caseId, "2026-07-15T18:00:00+08:00");
    expect(events.map(({ name }) => name)).to.deep.equal(["RegistrationDeemedAccepted", "SupplementAsked"]);
    await chain.passBy("2026-07-10T12:00:00+08:00");
    await give(caseId);
    await (await cases().extend({ caseId, workingDays: 5, documentDigest })).wait();
    await examine(caseId);
    expect(await agreed(caseId)).to.deep.include({ acceptedAt: "2026-07-06T16:00:00Z", finishBy: endOf("2026-07-30") });
    await chain.passBy("2026-07-13T10:00:00+08:00");
    await publish(caseId);
    await chain.passBy("2026-07-20T10:00:00+08:00");
    await (await chain.parties.beta.ledger.cases.object({ caseId, reasonDigest: documentDigest })).wait();
    await chain.passBy("2026-07-23T10:00:00+08:00");
    expect(await agreed(caseId)).to.deep.include({ noticeUntil: endOf("2026-07-20"), finishBy: null });
    await (await cases().resolveObjection({ caseId, objectionId: 0, upheld: false, documentDigest })).wait();
    // 10 working days, 5 granted, 2 of the supplement (9 and 10 July) and 8 of notice and objection (14 to 23 July).
    expect(await agreed(caseId)).to.deep.include({ finishBy: endOf("2026-08-11") });
  });

  it("articles 17, 24 and 28: while the next year is not loaded its deadlines are pending, and nothing lapses", async () => {
    const { registry, beta, authority } = chain.parties;
    const examined = await applyAt("2026-12-28T10:00:00");
    await accept(examined);
    await examine(examined);
    const shown = await applyAt("2026-12-28T11:00:00");
    await accept(shown);
    await examine(shown);
    await publish(shown);
    const waiting = await applyAt("2026-12-29T10:00:00");
    const due = { act: "accept", by: registry.party, until: "pending" } as const;
    expect(await agreed(waiting)).to.deep.include({ state: "applied", acceptBy: "pending", due });
    expect(await agreed(examined)).to.deep.include({ finishBy: "pending" });
    expect(await agreed(shown)).to.deep.include({ noticeUntil: "pending", finishBy: null });

    await chain.passBy("2027-03-01T10:00:00+08:00");
    expect(await agreed(waiting)).to.deep.include({ state: "applied", deemed: false, due });
    expect(await cases().settleClock.simulate({ caseId: waiting })).to.include({ code: "CLOCK_UNCHANGED" });
    const evidence = { caseId: shown, evidenceDigest: documentDigest, sample: true };
    expect(await cases().certify.simulate(evidence)).to.include({ code: "NOTICE_NOT_OVER" });
    await (await beta.ledger.cases.object({ caseId: shown, reasonDigest: documentDigest })).wait();
    expect((await agreed(shown)).due).to.deep.include({ act: "objection", until: "pending" });

    // No such year is official yet: the ordinary week and New Year's Day.
    const year = { year: 2027, holidays: ["2027-01-01"], makeUpDays: [], documentDigest };
    await (await authority.ledger.calendar.loadYear(year)).wait();
    expect(await agreed(waiting)).to.deep.include({ state: "accepted", acceptedAt: "2027-01-04T16:00:00Z" });
    expect(await agreed(examined)).to.deep.include({ finishBy: endOf("2027-01-12") });
    expect(await agreed(shown)).to.deep.include({ noticeUntil: endOf("2027-01-05") });
  });

  describe("of later registrations", () => {
    let later: LedgerChain;
    before(async function () {
      this.timeout(60_000);
      later = await startLedgerChain();
    });
    after(() => later.stop());

    it("run for nothing before all have consented, name who comes next, then run as for others", async () => {
      const { alpha, beta, gamma, registry } = later.parties;
      const claims = [
        {
          right: "hold" as const,
          until: (await later.now()) + 99 * 86_400,
          territory: 156,
          resale: false,
          purposes: [],
        },
      ];
      const application = {
        assetId: await declare(alpha),
        registry: registry.party,
        evidenceDigest: documentDigest,
        basis: { sourceCase: "fused" as const },
        claims,
        others: [beta, gamma].map(({ party }) => ({ party, claims })),
      };
      const { caseId } = await (await alpha.ledger.cases.apply(application)).wait();
      for (const next of [beta, gamma]) {
        expect(showClock(await agreedClock(later, caseId))).to.deep.equal({
          state: "awaitingConsent",
          acceptBy: null,
          acceptedAt: null,
          deemed: false,
          noticeUntil: null,
          finishBy: null,
          due: { act: "consent", by: next.party, until: null },
        });
        await (await next.ledger.cases.consent({ caseId })).wait();
      }
      expect((await agreedClock(later, caseId)).due).to.include({ act: "accept", by: registry.party });
    });

    it("lead an examined cancellation to its certification, and after a takeover name the registry that keeps it", async () => {
      const { alpha, authority, registry } = later.parties;
      const { certificateId } = await certify(later, alpha, await declare(alpha));
      const cancellation = { certificate: certificateId, rights: ["use" as const], evidenceDigest: documentDigest };
      const { caseId } = await (
        await alpha.ledger.cases.applyForCancellation({ ...cancellation, ground: "request" })
      ).wait();
      expect((await agreedClock(later, caseId)).due).to.include({ act: "accept" });
      await (await registry.ledger.cases.accept({ caseId, documentDigest })).wait();
      expect((await agreedClock(later, caseId)).due).to.include({ act: "examine", by: registry.party });
      await (await registry.ledger.cases.examine({ caseId, reportDigest: documentDigest })).wait();
      expect((await agreedClock(later, caseId)).due).to.include({ act: "certify", by: registry.party });
      const begun = { ...cancellation, rights: ["hold" as const], ground: "byLaw" as const };
      const exOfficio = await (await registry.ledger.cases.beginCancellation(begun)).wait();
      expect((await agreedClock(later, exOfficio.caseId)).due).to.include({ act: "certify" });

      const successor = await later.admit("Successor", ["registry"]);
      const code = { registry: successor.party, region: 45, digit: 2 };
      await (await authority.ledger.registries.setCode(code)).wait();
      const takeOver = { registry: registry.party, successor: successor.party, documentDigest };
      await (await authority.ledger.registries.takeOver(takeOver)).wait();
      expect((await agreedClock(later, caseId)).due).to.include({ act: "certify", by: successor.party });
    });
  });
});
