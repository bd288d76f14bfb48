import { profiles } from "@data-voucher/sdk";
import { expect } from "chai";
import { Wallet } from "ethers";
import { expectDesk } from "../../testing/desk-expect.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import { digest, roleBits, startLedgerChain, zeroDigest, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts"; // prettier-ignore
import { declare } from "../../testing/ledger-history.ts";

type Headers = Record<string, string>;

describe("the authority's desk for calendar and profiles", function () {
  this.timeout(120_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let registry: TestParty;
  let firm: TestParty;
  let regulator: Headers;
  const { done, refused } = expectDesk(() => gateway);
  const document = { documentDigest: digest("notice") };
  const get = async (url: string) => {
    await gateway.indexed();
    return (await gateway.send("GET", url, {})).content;
  };

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admit({ roles: roleBits.registry, name: "登记中心" });
    firm = await chain.admit({ name: "Alpha" });
    const desk = new Wallet(Wallet.createRandom().privateKey);
    await chain.call("ledger", chain.authority.key, "addAccount", desk.address, 15, 0, 0);
    gateway = await openDeskGateway(chain, [desk, registry.key]);
    regulator = await gateway.as("regulator", chain.authority.address);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  it("loads a year and amends it; every version stays on record", async () => {
    // 2040-05-01 is a Tuesday, 2040-05-05 a Saturday.
    const first = { holidays: ["2040-05-01", "2040-05-02"], makeUpDays: ["2040-05-05"], ...document };
    const { hash } = await done("/v1/calendar/2040", regulator, first);
    const loaded = await get("/v1/calendar/2040");
    expect(loaded).to.deep.include({
      year: 2040,
      version: 1,
      workingDays: 260,
      holidays: first.holidays,
      makeUpDays: first.makeUpDays,
      byParty: chain.authority.address,
      documentDigest: document.documentDigest,
      transaction: hash,
    });
    expect(loaded.names[chain.authority.address]).to.equal("广西数据局");
    await done("/v1/calendar/2040", regulator, {
      holidays: ["2040-05-01"],
      makeUpDays: [],
      documentDigest: digest("amended"),
    });
    const amended = await get("/v1/calendar/2040");
    expect(amended).to.deep.include({ version: 2, workingDays: 260, holidays: ["2040-05-01"], makeUpDays: [] });
    expect(amended.versions.map((one: { version: number }) => one.version)).to.eql([1, 2]);
    expect(amended).to.deep.include(amended.versions[1]);
    expect(amended.versions[0].makeUpDays).to.eql(first.makeUpDays);
    const [event] = (await get("/v1/events/list?name=CalendarYearLoaded&contract=WorkingCalendar&limit=1")).items;
    expect(event.args).to.deep.include({ year: 2040, workingDays: { holidays: ["2040-05-01"], makeUpDays: [] } });
    expect(event.party).to.equal(chain.authority.address);
    const call = await get(`/v1/transactions/${hash}`);
    expect(call).to.deep.include({ toContract: "WorkingCalendar" });
    expect(call.method).to.deep.include({ name: "loadYear" });
    expect(call.method.args.workingDays).to.eql({ holidays: first.holidays, makeUpDays: first.makeUpDays });
    expect((await get("/v1/status")).calendarYears).to.include(2040);
  });

  it("refuses days that are none, by name and with the date", async () => {
    const bad: [string, { holidays: string[]; makeUpDays: string[] }][] = [
      ["/holidays", { holidays: ["2040-05-05"], makeUpDays: [] }],
      ["/holidays", { holidays: ["2041-05-01"], makeUpDays: [] }],
      ["/holidays", { holidays: ["2040-02-30"], makeUpDays: [] }],
      ["/makeUpDays", { holidays: [], makeUpDays: ["2040-05-01"] }],
    ];
    for (const [pointer, days] of bad) {
      const { holidays, makeUpDays } = days;
      const answer = await gateway.write("/v1/calendar/2040", regulator, { ...days, ...document });
      expect([answer.status, answer.code]).to.eql([400, "CALENDAR_DAY_INVALID"]);
      expect(answer.content.errors[0].pointer).to.equal(pointer);
      expect(answer.content.errors[0].detail).to.include([...holidays, ...makeUpDays][0]);
    }
    const ordinary = { holidays: [], makeUpDays: [], ...document };
    expect(await refused("/v1/calendar/1999", regulator, ordinary)).to.eql([
      422,
      "CALENDAR_YEAR_INVALID",
      { year: 1999 },
    ]);
    const weekdays = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2040, 0, 1 + i)))
      .filter((date) => date.getUTCDay() % 6 !== 0)
      .map((date) => date.toISOString().slice(0, 10));
    const idle = { ...ordinary, holidays: weekdays.slice(0, 100) };
    expect(await refused("/v1/calendar/2040", regulator, idle)).to.eql([
      422,
      "CALENDAR_YEAR_IMPLAUSIBLE",
      { year: 2040, workingDays: "161" },
    ]);
    const unsaid = await refused("/v1/calendar/2040", regulator, { ...ordinary, documentDigest: zeroDigest });
    expect(unsaid.slice(0, 2)).to.eql([422, "DOCUMENT_MISSING"]);
    const other = await gateway.as("registry", registry.address);
    expect((await refused("/v1/calendar/2040", other, ordinary)).slice(0, 2)).to.eql([403, "ROLE_NOT_ALLOWED"]);
  });

  it("counts working days, and says which year is missing", async () => {
    const from = "2040-04-30T01:00:00Z";
    const days = (query: string) => get(`/v1/calendar/working-days?${query}`);
    expect(await days(`from=${from}&days=0`)).to.deep.include({ from, days: 0, deadline: from, missingYear: null });
    // The day itself does not count, and Labour Day is free: Wednesday is the first, by the end of the day in Shanghai.
    expect(await days(`from=${from}&days=1`)).to.deep.include({ deadline: "2040-05-02T15:59:59Z" });
    expect(await days(`from=${from}&days=4`)).to.deep.include({ deadline: "2040-05-07T15:59:59Z" });
    expect(await days(`from=${from}&days=300`)).to.deep.include({ deadline: "pending", missingYear: 2041 });
    expect(await days("from=2050-12-31T20:00:00Z&days=1")).to.deep.include({ deadline: "pending", missingYear: 2051 });
    const now = await days("days=1");
    expect(now.from).to.equal(now.asOfBlock.time);
  });

  it("defines profiles, which are numbered and never change", async () => {
    const { terms, label } = profiles.shenzhen;
    await done("/v1/profiles", regulator, { label, terms, documentDigest: digest("rule") });
    const profile = await get("/v1/profiles/3");
    expect(profile).to.deep.include({ profileId: 3, label, terms, documentDigest: digest("rule") });
    expect(profile).to.deep.include({ registries: [], publicTrack: false, byParty: chain.authority.address });
    expect((await get("/v1/profiles")).items.map((one: { profileId: number }) => one.profileId)).to.eql([3, 2, 1]);
    const bad: [object, string, string][] = [
      [{ noticeDays: 0 }, "noticeDays", "0"],
      [{ acceptanceDays: 0 }, "acceptanceDays", "0"],
      [{ validityMonths: 1201 }, "validityMonths", "1201"],
      [{ kinds: [] }, "kinds", "0"],
    ];
    for (const [over, member, value] of bad) {
      const body = { label, terms: { ...terms, ...over }, ...document };
      expect(await refused("/v1/profiles", regulator, body)).to.eql([422, "PROFILE_TERM_INVALID", { member, value }]);
    }
    const wide = { label: "规".repeat(22), terms, ...document };
    expect((await refused("/v1/profiles", regulator, wide)).slice(0, 2)).to.eql([422, "PROFILE_LABEL_INVALID"]);
    for (const over of [{ noticeDays: 256 }, { kinds: ["initial", "initial"] }, { kinds: ["none"] }, { colour: 1 }]) {
      const body = { label, terms: { ...terms, ...over }, ...document };
      expect((await refused("/v1/profiles", regulator, body))[1], JSON.stringify(over)).to.equal("REQUEST_INVALID");
    }
  });

  it("gives a registry its profile; until then it takes no application", async () => {
    const assetId = await declare(chain, firm);
    const application = {
      assetId,
      registry: registry.address,
      evidenceDigest: digest("evidence"),
      publicRecordId: 0n,
      basis: { sourceCase: 0, rights: 0, documentDigest: zeroDigest },
      others: [],
      claims: [
        {
          right: 1,
          until: (await chain.now()) + 1_000_000,
          territory: 156,
          resale: false,
          purposes: 1,
          limitsDigest: zeroDigest,
        },
      ],
    };
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 7);
    const early = await chain.call("assets", firm.key, "applyForRegistration", application).catch((e: Error) => e);
    expect(String(early)).to.include("ProfileMissing");
    const url = `/v1/parties/${registry.address}/profile`;
    await done(url, regulator, { profileId: 1, ...document });
    expect((await get(`/v1/parties/${registry.address}`)).profileId).to.equal(1);
    await chain.call("assets", firm.key, "applyForRegistration", application);
    await done(url, regulator, { profileId: 3, ...document });
    expect((await get("/v1/profiles/3")).registries).to.eql([registry.address]);
    expect((await get("/v1/profiles/1")).registries).to.eql([]);
    // Changing a profile never changes a running case.
    expect((await get("/v1/registrations/1")).profileId).to.equal(1);
    expect(await refused(url, regulator, { profileId: 9, ...document })).to.eql([
      404,
      "PROFILE_UNKNOWN",
      { profileId: 9 },
    ]);
    const toFirm = await refused(`/v1/parties/${firm.address}/profile`, regulator, { profileId: 1, ...document });
    expect(toFirm).to.eql([422, "PROFILE_FOR_REGISTRIES_ONLY", { party: firm.address }]);
  });

  it("gives the public-data track its profile", async () => {
    expect((await get("/v1/profiles/2")).publicTrack).to.equal(true);
    await done("/v1/public-profile", regulator, { profileId: 1, ...document });
    expect((await get("/v1/profiles/2")).publicTrack).to.equal(false);
    expect((await get("/v1/profiles/1")).publicTrack).to.equal(true);
    const unknown = await refused("/v1/public-profile", regulator, { profileId: 0, ...document });
    expect(unknown).to.eql([404, "PROFILE_UNKNOWN", { profileId: 0 }]);
  });
});
