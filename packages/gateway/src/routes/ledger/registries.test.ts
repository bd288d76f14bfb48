import { canonicalJson, createLedger, dateText, dayOf, digestOf, startOfDay, type Ledger } from "@data-voucher/sdk";
import { expect } from "chai";
import { createHash } from "node:crypto";
import { rfc3339 } from "../../http/time.ts";
import type { WorkJson } from "../../schemas/registry.ts";
import { day, digest, startLedgerChain, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts";
import { apply, certify, declare } from "../../testing/ledger-history.ts";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { startOfYear, yearOf } from "../../testing/members-history.ts";

/** A time by which a report or its appraisal is due, in the year after it. */
const endOf = (year: number, monthAfter: number) => rfc3339(Date.UTC(year, monthAfter, 1) / 1000 - 8 * 3600 - 1);

describe("registries over HTTP", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: LedgerGateway;
  let registry: TestParty;
  let other: TestParty;
  let firm: TestParty;
  let objector: TestParty;
  let year: number;
  let ledger: Ledger;

  before(async () => {
    chain = await startLedgerChain();
    // A whole year ahead, so that no test depends on the day on which it runs.
    year = yearOf(await chain.now()) + 1;
    await chain.passTo(startOfYear(year) + 40 * day);
    registry = await chain.admitRegistry("登记中心");
    other = await chain.admitRegistry("Other registry");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    await chain.call("assets", chain.authority.key, "setRegistryCode", other.address, 45, 2);
    firm = await chain.admit({ name: "Firm" });
    objector = await chain.admit({ name: "Objector" });
    gateway = await openLedgerGateway(chain);
    const { anvil, addresses, startBlock } = chain;
    const contracts = Object.fromEntries(
      Object.entries(addresses).map(([name, address]) => [name, { address, block: startBlock }]),
    );
    ledger = await createLedger({
      rpcUrl: anvil.url,
      deployment: { chainId: String(anvil.chainId), startBlock, contracts },
      gateway: { url: await gateway.app.listen({ port: 0, host: "127.0.0.1" }) },
    });
  });
  after(async () => {
    ledger?.close();
    await gateway.stop();
    await chain.stop();
  });

  const get = async (path: string, status = 200) => {
    await gateway.indexed();
    return gateway.get(`/v1/registries${path}`, status);
  };
  const by = (method: string, ...args: unknown[]) => chain.call("assets", registry.key, method, ...args);
  const decided = (method: string, ...args: unknown[]) => chain.call("assets", chain.authority.key, method, ...args);
  const counts = async (query = `?year=${year}`): Promise<WorkJson> =>
    (await get(`/${registry.address}/statistics${query}`)).total;
  const open = async () => apply(chain, firm, registry, await declare(chain, firm), [1]);
  const add = async (from: number, days: number) => Number(await chain.view("calendar", "addWorkingDays", from, days));
  /** What a story adds to the counts, zeros left out. */
  const added = async (story: () => Promise<unknown>) => {
    const before = await counts();
    await story();
    const after = await counts();
    const changes = Object.entries(after).flatMap(([group, names]) =>
      Object.entries(names as Record<string, number>).map(([name, count]) => {
        const old = (before[group as keyof WorkJson] as Record<string, number>)[name]!;
        return [`${group}.${name}`, count - old] as const;
      }),
    );
    return Object.fromEntries(changes.filter(([, change]) => change !== 0));
  };

  it("lists registries in the order of their codes, with standing and what is due", async () => {
    const { items } = await get("");
    expect(items.map((one: { registry: string }) => one.registry)).to.eql([registry.address, other.address]);
    expect(items[0]).to.deep.include({
      name: "登记中心",
      standing: "good",
      profileId: 1,
      region: 45,
      digit: 1,
      exit: null,
      left: false,
      successor: null,
      keeper: registry.address,
      due: [],
    });
    const { items: first, nextCursor } = await get("?limit=1");
    expect(first).to.have.length(1);
    expect((await get(`?limit=1&cursor=${nextCursor}`)).items[0].registry).to.equal(other.address);
    // The SDK lists what the API does, and agrees with the contract on each.
    const listed = await ledger.registries.list({ limit: 1 });
    expect(listed.items).to.eql(first);
    const { registry: address, region, digit, codedAt, exit, successor } = listed.items[0]!;
    const own = { registry: address, region, digit, codedAt, exit, successor };
    expect(own).to.eql(await ledger.registries.get(address));
  });

  it("knows no registry that has no code, and no address that is none", async () => {
    for (const path of ["", "/reports", "/statistics", `/reports/${year}/document`]) {
      expect((await get(`/${firm.address}${path}`, 404)).code).to.equal("REGISTRY_UNKNOWN");
    }
    expect((await get("/0x12", 400)).code).to.equal("ID_MALFORMED");
    expect((await get(`/${registry.address}/statistics?month=13`, 422)).code).to.equal("REQUEST_INVALID");
  });

  it("articles 11, 12: tells the last disclosure of each kind, and reported changes", async () => {
    await by("disclose", 2, digest("fees"));
    await by("disclose", 1, digest("procedure"));
    await by("disclose", 2, digest("new fees"));
    const disclosedAt = rfc3339(await chain.now());
    const effectiveAt = (await chain.now()) + 30 * day;
    await by("reportRegistryChange", effectiveAt, digest("moves"));
    const seen = await get(`/${registry.address}`);
    expect(seen.disclosures.map((one: { kind: string }) => one.kind)).to.eql(["procedure", "fees"]);
    expect(seen.disclosures[1]).to.eql({ kind: "fees", disclosedAt, documentDigest: digest("new fees"), editions: 2 });
    expect(seen.changes).to.have.length(1);
    expect(seen.changes[0]).to.include({ effectiveAt: rfc3339(effectiveAt), documentDigest: digest("moves") });
    const { items } = await gateway.get(`/v1/parties/${registry.address}/history?limit=2`);
    expect(items[0]).to.deep.include({ name: "RegistryChangeReported", party: registry.address });
    expect(items[0].args).to.include({ effectiveAt: rfc3339(effectiveAt) });
    expect(items[1].args).to.include({ kind: "fees" });
  });

  it("article 17: counts answers in time, late, and by law whether or not anybody wrote that down", async () => {
    expect(await added(async () => by("acceptRegistration", await open(), digest("a")))).to.eql({
      "applied.initial": 1,
      "accepted.inTime": 1,
    });
    const deemed = await open();
    const deemedAt = Number(await add(await chain.now(), 4));
    expect(await added(() => chain.passTo(deemedAt))).to.eql({ "accepted.byLaw": 1 });
    expect(await added(() => chain.call("assets", objector.key, "settleClock", deemed))).to.eql({});
    const lapsed = await open();
    const until = (await chain.now()) + day;
    expect(await added(() => by("askSupplement", lapsed, until, digest("m")))).to.eql({ "supplement.asked": 1 });
    expect(await added(() => chain.passTo(until + 1))).to.eql({ "lapsed.initial": 1 });
    expect(await added(() => chain.call("assets", objector.key, "settleClock", lapsed))).to.eql({});
    const withdrawn = await open();
    expect(await added(() => chain.call("assets", firm.key, "withdrawRegistration", withdrawn))).to.eql({
      "withdrawn.initial": 1,
    });
  });

  it("takes back what time did when an amended year takes it back, and counts it again when it comes again", async () => {
    await open();
    const deemedOn = dayOf(await add(await chain.now(), 4));
    expect(await added(() => chain.passTo(startOfDay(deemedOn)))).to.eql({ "accepted.byLaw": 1 });
    const days = await gateway.get(`/v1/calendar/${year}`);
    const date = dateText(deemedOn);
    const isWeekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
    const amended = isWeekend
      ? { ...days, makeUpDays: days.makeUpDays.filter((one: string) => one !== date) }
      : { ...days, holidays: [...days.holidays, date] };
    expect(await added(() => chain.loadYear(amended))).to.eql({ "accepted.byLaw": -1 });
    expect(await added(() => chain.loadYear(days))).to.eql({ "accepted.byLaw": 1 });
  });

  it("articles 18, 24, 25, 28: counts clocks that were kept and missed, and days to the certificate", async () => {
    const inTime = await open();
    const seen = await added(async () => {
      await by("acceptRegistration", inTime, digest("a"));
      await by("extendExamination", inTime, 5, digest("more"));
      await by("examineRegistration", inTime, digest("e"));
      await by("publishRegistration", inTime, digest("n"));
      await chain.call("assets", objector.key, "objectToRegistration", inTime, digest("o"));
      await by("resolveObjection", inTime, 0, false, digest("unfounded"));
      await chain.passNotice(inTime);
      await by("certifyRegistration", inTime, digest("s"), true);
    });
    const { acceptedAt } = await chain.view("assets", "caseOf", inTime);
    const days = Number(await chain.view("calendar", "workingDaysBetween", acceptedAt, await chain.now()));
    expect(days).to.be.above(4);
    expect(seen).to.eql({
      "accepted.inTime": 1,
      "examination.extended": 1,
      "notice.published": 1,
      "objection.raised": 1,
      "objection.dismissed": 1,
      "certified.initial": 1,
      "finished.inTime": 1,
      "certificates.issued": 1,
      "certificates.samples": 1,
      "workingDays.sum": days,
      "workingDays.cases": 1,
    });

    const late = await open();
    await by("acceptRegistration", late, digest("a"));
    await chain.passTo((await add(await chain.now(), 10)) + 1);
    expect(await added(() => by("refuseRegistration", late, 2, digest("unlawful")))).to.eql({
      "refused.initial": 1,
      "refusedFor.unlawfulSource": 1,
      "finished.late": 1,
    });

    const objected = await open();
    await by("acceptRegistration", objected, digest("a"));
    await by("examineRegistration", objected, digest("e"));
    await by("publishRegistration", objected, digest("n"));
    await chain.call("assets", objector.key, "objectToRegistration", objected, digest("o"));
    await chain.passTo((await add(await chain.now(), 10)) + 1);
    expect(await added(() => by("resolveObjection", objected, 0, true, digest("founded")))).to.eql({
      "refused.initial": 1,
      "refusedFor.objectionUpheld": 1,
      "objection.upheld": 1,
      "objection.late": 1,
      // Its clock stood still from the notice on.
      "finished.inTime": 1,
    });

    const early = await open();
    expect(await added(() => by("refuseRegistration", early, 1, digest("harm")))).to.eql({
      "refused.initial": 1,
      "refusedFor.harm": 1,
    });
  });

  it("articles 29, 34, 37: counts later kinds when their last consent files them, and what they end", async () => {
    const asset = await declare(chain, firm);
    const certificateId = await certify(chain, registry, await apply(chain, firm, registry, asset, [1, 2]));
    const transferee = objector;
    const given = { certificateId, rights: 2, transferee: transferee.address, evidenceDigest: digest("contract") };
    expect(await added(() => chain.call("assets", firm.key, "applyForTransfer", given))).to.eql({});
    const caseId: bigint = await chain.view("assets", "caseCount");
    const consented = () => chain.call("assets", transferee.key, "consentToRegistration", caseId);
    expect(await added(consented)).to.eql({ "applied.transfer": 1 });
    const transferred = await added(() => certify(chain, registry, caseId));
    expect(transferred).to.include({
      "certified.transfer": 1,
      "certificates.issued": 1,
      "certificates.adjusted": 1,
      "workingDays.cases": 1,
    });
    const objected = await added(async () => {
      await chain.call("assets", other.key, "objectToCertificate", certificateId, digest("mine"));
      await by("informHolder", certificateId, 0, digest("told"));
      await chain.call("assets", firm.key, "answerLaterObjection", certificateId, 0, false, digest("no"));
      await by("concludeLaterObjection", certificateId, 0, false, digest("unfounded"));
    });
    expect(objected).to.eql({ "laterObjection.raised": 1, "laterObjection.dismissed": 1 });
    const rest = { certificateId, rights: 4, ground: 4, evidenceDigest: digest("law") };
    expect(await added(() => by("beginCancellation", rest))).to.eql({ "begun.exOfficio": 1 });
    const last: bigint = await chain.view("assets", "caseCount");
    const cancelled = await added(() => by("certifyRegistration", last, digest("s"), true));
    expect(cancelled).to.include({ "certified.cancellation": 1, "certificates.cancelled": 1, "finished.inTime": 1 });
  });

  it("sums months to the year, and counts for nobody else", async () => {
    const whole = await get(`/${registry.address}/statistics?year=${year}`);
    expect(whole).to.include({ year, month: null, over: false });
    expect(whole.months).to.have.length(12);
    let applied = 0;
    for (let month = 1; month <= 12; month++) {
      const one = await get(`/${registry.address}/statistics?year=${year}&month=${month}`);
      expect(one.total).to.eql(whole.months[month - 1].counts);
      expect(one.months).to.eql([{ month, counts: one.total }]);
      applied += one.total.applied.initial;
    }
    expect(applied).to.equal(whole.total.applied.initial);
    expect(applied).to.be.above(5);
    // A count by hand: every case of the ledger is of this registry.
    const cases = (await gateway.get("/v1/registrations?limit=200&kind=initial")).items;
    expect(applied).to.equal(cases.length);
    const { total } = await get(`/${other.address}/statistics?year=${year}`);
    expect(JSON.stringify(total)).to.not.match(/[1-9]/);
  });

  it("article 12: a report is computed from the ledger, byte by byte, and what was filed is compared with it", async () => {
    const path = `/${registry.address}/reports`;
    const early = await get(`${path}/${year}/document`, 409);
    expect(early.code).to.equal("REPORT_YEAR_NOT_OVER");
    expect((await get(path)).items[0]).to.deep.include({ year, over: false, ledgerDigest: null, agrees: null });
    await chain.passTo(startOfYear(year + 1) + 3600);
    await gateway.indexed();
    const { items } = await get(path);
    expect(items[1]).to.deep.include({
      year,
      over: true,
      dueBy: endOf(year + 1, 3),
      appraiseBy: endOf(year + 1, 4),
      filedAt: null,
      late: false,
      agrees: null,
    });
    const owed = { act: "fileReport", by: registry.address, year, until: endOf(year + 1, 3), overdue: false };
    expect((await get(`/${registry.address}`)).due).to.eql([owed]);

    const { document, digest: told, names } = await get(`${path}/${year}/document`);
    expect(names[registry.address]).to.equal("登记中心");
    // Anybody computes the digest again, with nothing but SHA-256 over the canonical JSON.
    const sha256 = `0x${createHash("sha256").update(canonicalJson(document)).digest("hex")}`;
    expect(told).to.eql(await digestOf(document));
    expect(told.sha256).to.equal(sha256);
    expect(items[1].ledgerDigest).to.equal(sha256);
    expect(document).to.deep.include({ registry: registry.address, region: 45, digit: 1, year });
    expect(document.total).to.eql(await counts());
    expect(document.chainId).to.equal(String(chain.anvil.chainId));

    const read = await ledger.registries.yearlyReport({ registry: registry.address, year });
    expect(read).to.eql({ document, digest: told });

    await by("fileYearlyReport", year, sha256);
    const filed = (await get(path)).items[1];
    expect(filed).to.include({ documentDigest: sha256, agrees: true, late: false });
    const { filedAt, dueBy, appraiseBy } = await ledger.registries.reportOf({ registry: registry.address, year });
    expect(filed).to.include({ filedAt, dueBy, appraiseBy });
    const appraisal = { act: "appraiseReport", by: null, year, until: endOf(year + 1, 4), overdue: false };
    expect((await get(`/${registry.address}`)).due).to.eql([appraisal]);
    // What happens later changes nothing in it.
    await open();
    expect((await get(`${path}/${year}/document`)).document).to.eql(document);
    await decided("appraiseYearlyReport", registry.address, year, digest("good"));
    expect((await get(path)).items[1]).to.deep.include({
      appraisedBy: chain.authority.address,
      appraisalDigest: digest("good"),
    });
    expect((await get(`/${registry.address}`)).due).to.eql([]);

    await chain.passTo(startOfYear(year + 1) + 100 * day);
    await chain.call("assets", other.key, "fileYearlyReport", year, digest("something else"));
    const late = (await get(`/${other.address}/reports`)).items[1];
    expect(late).to.include({ late: true, agrees: false });
  });

  it("article 12: exports the report as CSV, one line a count, one column a month", async () => {
    const url = `/v1/registries/${registry.address}/reports/${year}/document?format=csv`;
    const { body, headers } = await gateway.app.inject(url);
    expect(headers["content-type"]).to.match(/^text\/csv/);
    const lines = body.trimEnd().split("\r\n");
    expect(lines[0]).to.equal("group,count,01,02,03,04,05,06,07,08,09,10,11,12,total");
    const total = await counts();
    const applied = lines.find((line) => line.startsWith("applied,initial,"))!.split(",");
    expect(Number(applied.at(-1))).to.equal(total.applied.initial);
    expect(lines).to.have.length(1 + Object.values(total).flatMap((group) => Object.keys(group)).length);
  });

  it("article 13: tells an exit, until when it must be decided, and that a registry has left and was taken over", async () => {
    const exitAt = (await chain.now()) + 250 * day;
    await by("announceExit", exitAt, digest("leaving"));
    const announcedAt = await chain.now();
    const decideBy = rfc3339(await add(announcedAt, 20));
    const waiting = await get(`/${registry.address}`);
    const { documentDigest, approvedAt, ...exit } = waiting.exit;
    expect([documentDigest, approvedAt]).to.eql([digest("leaving"), null]);
    expect(exit).to.eql((await ledger.registries.get(registry.address))?.exit);
    expect(waiting.exit).to.deep.include({ exitAt: rfc3339(exitAt), approved: false, approvedAt: null, decideBy });
    expect(waiting.due).to.eql([{ act: "decideExit", by: null, year: null, until: decideBy, overdue: false }]);
    await decided("decideExit", registry.address, false, digest("stays"));
    expect((await get(`/${registry.address}`)).exit).to.equal(null);
    await by("announceExit", exitAt + day, digest("leaving"));
    await decided("decideExit", registry.address, true, digest("may leave"));
    expect(await get(`/${registry.address}`)).to.deep.include({ left: false, due: [] });
    await chain.passTo(exitAt + day);
    expect(await get(`/${registry.address}`)).to.deep.include({ left: true });
    const caseId = await chain.view("assets", "caseCount");
    await decided("takeOverRegistry", registry.address, other.address, digest("taken over"));
    const over = { successor: other.address, keeper: other.address, left: true };
    expect(await get(`/${registry.address}`)).to.deep.include(over);
    const now = yearOf(await chain.now());
    const before = (await get(`/${other.address}/statistics?year=${now}`)).total;
    await chain.call("assets", other.key, "examineRegistration", caseId, digest("e"));
    await chain.call("assets", other.key, "waiveNotice", caseId, digest("w"));
    const after = (await get(`/${other.address}/statistics?year=${now}`)).total;
    expect([before.notice.waived, after.notice.waived]).to.eql([0, 1]);
  });
});
