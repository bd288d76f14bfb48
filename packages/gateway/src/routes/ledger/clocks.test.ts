import { expect } from "chai";
import { dayOf, packYear, startOfDay } from "@data-voucher/sdk";
import { rfc3339 } from "../../http/time.ts";
import type { RegistrationJson } from "../../schemas/registration.ts";
import { day, digest, startLedgerChain, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts";
import { apply, declare } from "../../testing/ledger-history.ts";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";

describe("the clocks of cases over HTTP", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: LedgerGateway;
  let registry: TestParty;
  let other: TestParty;
  let firm: TestParty;
  let objector: TestParty;
  let assetId: string;

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("登记中心");
    other = await chain.admitRegistry("Other registry");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    await chain.call("assets", chain.authority.key, "setRegistryCode", other.address, 45, 2);
    firm = await chain.admit({ name: "Firm" });
    objector = await chain.admit({ name: "Objector" });
    assetId = await declare(chain, firm, { name: "长".repeat(41) });
    gateway = await openLedgerGateway(chain);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  const open = (at = registry) => apply(chain, firm, at, assetId, [1]);
  const step = (method: string, caseId: bigint, ...args: unknown[]) =>
    chain.call("assets", registry.key, method, caseId, ...args);
  const seen = async (caseId: bigint): Promise<RegistrationJson & { names: object; steps: { name: string }[] }> => {
    await gateway.indexed();
    return gateway.get(`/v1/registrations/${caseId}`);
  };
  const queue = async (query = ""): Promise<RegistrationJson[]> => {
    await gateway.indexed();
    return (await gateway.get(`/v1/registrations?order=due&limit=200${query}`)).items;
  };
  const ids = (items: readonly RegistrationJson[]) => items.map(({ caseId }) => caseId);
  const in10 = async () => (await chain.now()) + 10 * day;
  /** The contract's deadline, in seconds. */
  const add = async (from: number, days: number) => Number(await chain.view("calendar", "addWorkingDays", from, days));

  it("article 17: says until when the registry must answer, and that no answer is acceptance by law", async () => {
    const caseId = await open();
    const applied = await seen(caseId);
    const appliedAt = Date.parse(applied.appliedAt!) / 1000;
    const acceptBy = rfc3339(await add(appliedAt, 3));
    expect(applied).to.deep.include({ state: "applied", written: true, acceptedAt: null, workingDaysLeft: 3 });
    expect(applied.clock.due).to.eql({ act: "accept", by: registry.address, until: acceptBy });
    const deemedAt = startOfDay(dayOf(await add(appliedAt, 4)));
    await chain.passTo(deemedAt - 60);
    // Late only where days off lie between the limit and the first working day after it.
    const overdue = rfc3339(await chain.now()) > acceptBy;
    expect(await seen(caseId)).to.deep.include({ state: "applied", overdue });
    // A block without any transaction is enough: nothing depends on somebody pressing a button.
    await chain.passTo(deemedAt);
    const deemed = await seen(caseId);
    expect(deemed).to.deep.include({ state: "accepted", written: false, overdue: false, workingDaysLeft: 10 });
    expect(deemed.acceptedAt).to.equal(rfc3339(deemedAt));
    expect(deemed.clock).to.deep.include({ deemed: true, acceptBy });
    const finishBy = rfc3339(await add(deemedAt, 10));
    expect(deemed.clock.due).to.eql({ act: "examine", by: registry.address, until: finishBy });
    expect(ids((await gateway.get("/v1/registrations?state=accepted")).items)).to.include(String(caseId));
    expect(ids((await gateway.get("/v1/registrations?state=applied")).items)).to.not.include(String(caseId));
    await chain.call("assets", objector.key, "settleClock", caseId);
    const settled = await seen(caseId);
    expect(settled).to.deep.include({ state: "accepted", written: true, acceptedAt: rfc3339(deemedAt) });
    expect(settled.steps.map(({ name }) => name)).to.eql(["RegistrationApplied", "RegistrationDeemedAccepted"]);
    expect(settled.clock).to.deep.include({ deemed: false, finishBy });
  });

  it("article 17: a supplement that is missed makes the application one that was never made", async () => {
    const caseId = await open();
    const until = (await chain.now()) + 2 * day;
    await step("askSupplement", caseId, until, digest("list"));
    const asked = await seen(caseId);
    expect(asked.state).to.equal("supplementAsked");
    expect(asked.supplement).to.include({ until: rfc3339(until), givenAt: null, inExamination: false });
    expect(asked.clock.due).to.eql({ act: "supplement", by: firm.address, until: rfc3339(until) });
    await chain.passTo(until + 1);
    const lapsed = await seen(caseId);
    expect(lapsed).to.deep.include({
      state: "lapsed",
      written: false,
      closedAt: rfc3339(until),
      workingDaysLeft: null,
    });
    expect(lapsed.clock.due).to.equal(null);
    expect(ids(await queue())).to.not.include(String(caseId));
    expect(ids((await gateway.get("/v1/registrations?state=lapsed")).items)).to.include(String(caseId));
    await chain.call("assets", objector.key, "settleClock", caseId);
    expect(await seen(caseId)).to.deep.include({ state: "lapsed", written: true, closedAt: rfc3339(until) });
  });

  it("article 17: a supplement that is given lets the time to answer begin anew", async () => {
    const caseId = await open();
    await step("askSupplement", caseId, await in10(), digest("list"));
    await chain.pass(2 * day);
    await chain.call("assets", firm.key, "giveSupplement", caseId, digest("more"));
    const given = await seen(caseId);
    const now = await chain.now();
    expect(given).to.deep.include({ state: "applied", appliedAt: rfc3339(now), evidenceDigest: digest("more") });
    expect(given.supplement?.givenAt).to.equal(rfc3339(now));
    expect(given.clock.acceptBy).to.equal(rfc3339(await add(now, 3)));
  });

  it("articles 18 and 28: a supplement in examination stops the time to finish; missed, the case goes on", async () => {
    const caseId = await open();
    await step("acceptRegistration", caseId, digest("accepted"));
    const acceptedAt = await chain.now();
    const until = (await chain.now()) + 14 * day;
    await step("askSupplement", caseId, until, digest("list"));
    expect((await seen(caseId)).clock).to.deep.include({ finishBy: null, state: "supplementAsked" });
    await chain.passTo(until + 1);
    const missed = await seen(caseId);
    expect(missed).to.deep.include({ state: "accepted", written: false, acceptedAt: rfc3339(acceptedAt) });
    const stopped = Number(await chain.view("calendar", "workingDaysBetween", acceptedAt, until));
    expect(missed.clock.finishBy).to.equal(rfc3339(await add(acceptedAt, 10 + stopped)));
    await step("examineRegistration", caseId, digest("report"));
    const examined = await seen(caseId);
    expect(examined).to.deep.include({ state: "examined", written: true, examiner: registry.key.address });
    expect(examined.steps.map(({ name }) => name)).to.include("SupplementMissed");
    expect(examined.names).to.not.have.property(registry.key.address);
  });

  it("article 28: one extension lengthens the time to finish", async () => {
    const caseId = await open();
    await step("acceptRegistration", caseId, digest("accepted"));
    const acceptedAt = await chain.now();
    await step("extendExamination", caseId, 7, digest("complex"));
    const extended = await seen(caseId);
    expect(extended).to.include({ extensionDays: 7, workingDaysLeft: 17 });
    expect(extended.clock.finishBy).to.equal(rfc3339(await add(acceptedAt, 17)));
    const finishBy = Date.parse(extended.clock.finishBy!) / 1000;
    await chain.passTo(finishBy);
    expect(await seen(caseId)).to.include({ workingDaysLeft: 0, overdue: false });
    await chain.passTo(finishBy + 1);
    expect(await seen(caseId)).to.include({ overdue: true });
    await chain.passTo(await add(finishBy, 3));
    expect(await seen(caseId)).to.include({ workingDaysLeft: -3, overdue: true, state: "accepted" });
  });

  it("articles 24 and 25: the notice, objections in it, and certification within what time is left", async () => {
    const caseId = await open();
    await step("acceptRegistration", caseId, digest("accepted"));
    const acceptedAt = await chain.now();
    await step("examineRegistration", caseId, digest("report"));
    await step("publishRegistration", caseId, digest("notice"));
    const publishedAt = await chain.now();
    const noticeUntil = await add(publishedAt, 5);
    const published = await seen(caseId);
    expect(published).to.include({ publishedAt: rfc3339(publishedAt), noticeWaived: false });
    expect(published.clock).to.include({ noticeUntil: rfc3339(noticeUntil), finishBy: null });
    expect(published.clock.due).to.eql({ act: "notice", by: null, until: rfc3339(noticeUntil) });
    await chain.call("assets", objector.key, "objectToRegistration", caseId, digest("mine"));
    const firstAt = await chain.now();
    await chain.pass(day);
    await chain.call("assets", other.key, "objectToRegistration", caseId, digest("ours"));
    const secondAt = await chain.now();
    const due = async () => (await seen(caseId)).clock.due;
    expect(await due()).to.eql({ act: "objection", by: registry.address, until: rfc3339(await add(firstAt, 10)) });
    await step("resolveObjection", caseId, 0, false, digest("unfounded"));
    expect(await due()).to.eql({ act: "objection", by: registry.address, until: rfc3339(await add(secondAt, 10)) });
    await chain.passTo(noticeUntil + 3 * day);
    await step("resolveObjection", caseId, 1, false, digest("unfounded"));
    const settledAt = await chain.now();
    const stopped = Number(await chain.view("calendar", "workingDaysBetween", publishedAt, settledAt));
    const until = rfc3339(await add(acceptedAt, 10 + stopped));
    expect(await due()).to.eql({ act: "certify", by: registry.address, until });
    expect((await seen(caseId)).objections.map(({ state }) => state)).to.eql(["dismissed", "dismissed"]);
  });

  it("article 24: a waived notice is over at once", async () => {
    const caseId = await open();
    await step("acceptRegistration", caseId, digest("accepted"));
    await step("examineRegistration", caseId, digest("report"));
    await step("waiveNotice", caseId, digest("urgent"));
    const publishedAt = rfc3339(await chain.now());
    expect(await seen(caseId)).to.deep.include({ state: "published", noticeWaived: true, publishedAt });
    await chain.pass(1);
    const waived = await seen(caseId);
    expect(waived.clock.noticeUntil).to.equal(publishedAt);
    expect(waived.clock.due?.act).to.equal("certify");
  });

  it("annex 1: warns of a name over the limit of the profile, and blocks nothing", async () => {
    const caseId = await open();
    expect((await seen(caseId)).warnings).to.eql([{ field: "name", limit: 40, length: 41 }]);
  });

  it("queues open cases by what is due next, for a registry, an applicant, a state, until a day", async () => {
    const elsewhere = await open(other);
    const all = await queue();
    expect(all.length).to.be.greaterThan(5);
    const dues = all.map(({ clock }) => clock.due!.until);
    expect(dues).to.eql([...dues].sort());
    for (const { state } of all) expect(["applied", "supplementAsked", "accepted", "examined", "published"]).to.include(state); // prettier-ignore
    expect(ids(await queue(`&registry=${other.address}`))).to.eql([String(elsewhere)]);
    const own = await queue(`&registry=${registry.address}`);
    expect(ids(own)).to.eql(ids(all.filter((one) => one.registry === registry.address)));
    expect(ids(await queue(`&applicant=${firm.address}&registry=${registry.address}`))).to.eql(ids(own));
    expect(await queue(`&applicant=${objector.address}`)).to.eql([]);
    const accepted = await queue(`&registry=${registry.address}&state=accepted`);
    expect(ids(accepted)).to.eql(ids(own.filter(({ state }) => state === "accepted")));
    expect(accepted).to.not.eql([]);
    const middle = dues[2]!;
    const until = await gateway.get(`/v1/registrations?due=${middle}&limit=200`);
    expect(ids(until.items)).to.eql(ids(all.filter(({ clock }) => clock.due!.until! <= middle)));
    expect(until.items.length).to.be.within(3, all.length - 1);
  });

  it("recomputes open clocks when a year is amended, and tells so without a transaction of the case", async () => {
    const caseId = await open();
    const before = (await seen(caseId)).clock.acceptBy!;
    const last = Date.parse(before) / 1000;
    const year = Number(rfc3339(last).slice(0, 4));
    const days = await gateway.get(`/v1/calendar/${year}`);
    const shanghaiDay = new Date((last + 8 * 3600) * 1000).toISOString().slice(0, 10);
    const isWeekend = [0, 6].includes(new Date(`${shanghaiDay}T00:00:00Z`).getUTCDay());
    // What was the last day to answer becomes a free one.
    const amended = isWeekend
      ? { ...days, makeUpDays: days.makeUpDays.filter((one: string) => one !== shanghaiDay) }
      : { ...days, holidays: [...days.holidays, shanghaiDay] };
    const load = (one: typeof days) =>
      chain.call("calendar", chain.authority.key, "loadYear", year, packYear(one), digest("amended"));
    await load(amended);
    const moved = await seen(caseId);
    expect(moved.clock.acceptBy! > before).to.equal(true);
    expect(moved.clock.acceptBy).to.equal(rfc3339(Number((await chain.view("assets", "clockOf", caseId)).acceptBy)));
    const [own] = (await queue("&state=applied")).filter((one) => one.caseId === String(caseId));
    expect(own!.clock).to.eql(moved.clock);
    await load(days);
    expect((await seen(caseId)).clock.acceptBy).to.equal(before);
  });

  it("waits for a year that is not loaded: what is due is pending, comes last, and nothing lapses meanwhile", async () => {
    const { calendarYears } = await gateway.get("/v1/status");
    const next: number = calendarYears.at(-1) + 1;
    await chain.passTo(Date.UTC(next - 1, 11, 29) / 1000);
    const caseId = await open();
    const pending = await seen(caseId);
    expect(pending.clock).to.deep.include({ state: "applied", acceptBy: "pending" });
    expect(pending.clock.due).to.eql({ act: "accept", by: registry.address, until: "pending" });
    expect(pending).to.include({ workingDaysLeft: null, overdue: false });
    expect(ids(await queue()).at(-1)).to.equal(String(caseId));
    expect(ids(await queue(`&due=${next + 5}-01-01T00:00:00Z`))).to.not.include(String(caseId));
    await chain.passTo(Date.UTC(next, 1, 1) / 1000);
    expect(await seen(caseId)).to.include({ state: "applied", overdue: false });
    await chain.loadYear({ year: next, holidays: [`${next}-01-01`], makeUpDays: [] });
    const known = await seen(caseId);
    expect(known).to.include({ state: "accepted", written: false });
    expect(known.clock.acceptBy).to.match(new RegExp(`^${next}-01-0`));
    expect(known.clock).to.deep.include({ deemed: true });
  });
});
