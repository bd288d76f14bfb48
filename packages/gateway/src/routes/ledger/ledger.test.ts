import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { tellHistory } from "../../testing/ledger-history.ts";

interface Named {
  readonly name: string;
}

describe("the ledger over HTTP", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  const get = (url: string, status = 200) => gateway.get(url, status);

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  it("says what is unknown and what is malformed, each by its own code, with the value", async () => {
    const nobody = `0x${"1".repeat(40)}`;
    const nothing = `0x${"1".repeat(64)}`;
    const cases: [string, number, string][] = [
      [`/v1/parties/${nobody}`, 404, "PARTY_UNKNOWN"],
      [`/v1/parties/${nobody}/holdings`, 404, "PARTY_UNKNOWN"],
      [`/v1/parties/${nobody}/history`, 404, "PARTY_UNKNOWN"],
      [`/v1/accounts/${nobody}`, 404, "ACCOUNT_NOT_FOUND"],
      [`/v1/assets/${nothing}`, 404, "ASSET_UNKNOWN"],
      [`/v1/assets/${nothing}/lineage`, 404, "ASSET_UNKNOWN"],
      [`/v1/assets/${nothing}/provenance`, 404, "ASSET_UNKNOWN"],
      ["/v1/registrations/99", 404, "CASE_UNKNOWN"],
      ["/v1/certificates/SJ4512026019999", 404, "CERTIFICATE_UNKNOWN"],
      ["/v1/records/99", 404, "RECORD_UNKNOWN"],
      ["/v1/profiles/99", 404, "PROFILE_UNKNOWN"],
      ["/v1/calendar/1999", 404, "CALENDAR_YEAR_NOT_FOUND"],
      ["/v1/calendar/99", 400, "ID_MALFORMED"],
      ["/v1/calendar/20266", 400, "ID_MALFORMED"],
      ["/v1/profiles/4294967296", 400, "ID_MALFORMED"],
      ["/v1/profiles/one", 400, "ID_MALFORMED"],
      ["/v1/calendar/working-days", 422, "REQUEST_INVALID"],
      ["/v1/calendar/working-days?days=1001", 422, "REQUEST_INVALID"],
      ["/v1/calendar/working-days?days=1&from=2026-02-30T00:00:00Z", 422, "REQUEST_INVALID"],
      ["/v1/calendar/working-days?days=1&from=yesterday", 422, "REQUEST_INVALID"],
      ["/v1/registrations?due=tomorrow", 422, "REQUEST_INVALID"],
      ["/v1/registrations?due=2026-02-30T00:00:00Z", 422, "REQUEST_INVALID"],
      ["/v1/registrations?order=oldest", 422, "REQUEST_INVALID"],
      ["/v1/registrations?order=due&registry=0x12", 400, "ID_MALFORMED"],
      ["/v1/authorisations/99", 404, "AUTHORISATION_UNKNOWN"],
      ["/v1/series/99", 404, "SERIES_UNKNOWN"],
      ["/v1/vouchers/99-1", 404, "VOUCHER_UNKNOWN"],
      ["/v1/parties/0x12", 400, "ID_MALFORMED"],
      [
        `/v1/parties/${history.parties.alpha.address.toLowerCase().replace(/[a-f]/, (digit) => digit.toUpperCase())}`,
        400,
        "ID_MALFORMED",
      ],
      ["/v1/assets/abc", 400, "ID_MALFORMED"],
      ["/v1/registrations/-1", 400, "ID_MALFORMED"],
      ["/v1/certificates/SJ1", 400, "CERTIFICATE_NUMBER_MALFORMED"],
      ["/v1/series/4294967296", 400, "ID_MALFORMED"],
      ["/v1/vouchers/18446744073709551616", 400, "ID_MALFORMED"],
      ["/v1/vouchers/1-4294967296", 400, "ID_MALFORMED"],
      ["/v1/parties?role=king", 422, "REQUEST_INVALID"],
      ["/v1/parties?limit=201", 422, "REQUEST_INVALID"],
      ["/v1/parties?cursor=abc", 400, "CURSOR_INVALID"],
      ["/v1/search", 422, "REQUEST_INVALID"],
    ];
    for (const [url, status, code] of cases) {
      const problem = await get(url, status);
      expect(problem.code, url).to.equal(code);
      const id = (url.split("/")[3] ?? "").split("?")[0]!;
      if (/_UNKNOWN$/.test(code) && !id.includes("-")) expect(problem.detail).to.include(id);
      if (code === "ID_MALFORMED") expect(problem.detail).to.include(id);
    }
  });

  it("takes addresses in any case and ids as label or number", async () => {
    const { address } = history.parties.alpha;
    expect((await get(`/v1/parties/${address.toLowerCase()}`)).party).to.equal(address);
    expect((await get(`/v1/parties/0x${address.slice(2).toUpperCase()}`)).party).to.equal(address);
    expect((await get("/v1/vouchers/1-3")).voucherId).to.equal((await get("/v1/vouchers/4294967299")).voucherId);
  });

  it("filters lists, by one filter and by several", async () => {
    const { beta, registry, alpha } = history.parties;
    const names = async (url: string) => (await get(url)).items.map((party: Named) => party.name);
    expect(await names("/v1/parties?role=trader&standing=warned")).to.eql(["Gamma 冷链"]);
    expect(await names("/v1/parties?standing=warned")).to.eql(["Gamma 冷链"]);
    expect(await names("/v1/parties?role=operator&q=运营")).to.eql(["公共数据运营公司"]);
    expect((await get("/v1/assets?category=governmentDuty")).items).to.have.length(1);
    expect((await get(`/v1/assets?declarant=${alpha.address}&category=enterprise`)).items).to.have.length(2);
    expect((await get("/v1/assets?q=周转量")).items[0].assetId).to.equal(history.assetId);
    expect((await get("/v1/registrations?state=refused")).items.map((one: { caseId: string }) => one.caseId)).to.eql([
      String(history.refused),
    ]);
    const applied = await get(`/v1/registrations?registry=${registry.address}&state=applied`);
    expect(applied.items.map((one: { caseId: string }) => one.caseId)).to.eql([String(history.waiting)]);
    expect((await get(`/v1/registrations?applicant=${beta.address}&state=applied`)).items).to.eql([]);
    expect((await get("/v1/records?state=cancelled")).items).to.have.length(1);
    expect((await get(`/v1/series?assetId=${history.assetId}`)).items).to.have.length(7);
    expect((await get(`/v1/vouchers?holder=${beta.address}&series=2`)).items).to.have.length(1);
    for (const { state } of (await get("/v1/vouchers?state=merged")).items) expect(state).to.equal("merged");
    // Series 2 is over and nobody wrote it down: time alone decides.
    const over = (await get("/v1/series/2")).state.expired;
    expect((await get("/v1/vouchers/2-1")).state).to.equal(over ? "expired" : "live");
  });

  for (const list of [
    "parties",
    "assets",
    "registrations",
    "registrations?order=due",
    "profiles",
    "series",
    "vouchers",
    "events/list",
    "vouchers?state=live",
  ]) {
    it(`pages through ${list} without gap or repetition`, async () => {
      const [path, filter = ""] = list.split("?");
      const whole = await get(`/v1/${path}?limit=200&${filter}`);
      const seen: unknown[] = [];
      let cursor: string | null = "";
      do {
        const page: { items: unknown[]; nextCursor: string | null } = await get(
          `/v1/${path}?limit=2&${filter}${cursor === "" ? "" : `&cursor=${cursor}`}`,
        );
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      const ids = (items: unknown[]) => items.map((item) => JSON.stringify(item));
      if (whole.nextCursor === null) expect(ids(seen)).to.eql(ids(whole.items));
      else expect(ids(seen).slice(0, 200)).to.eql(ids(whole.items));
      expect(new Set(ids(seen)).size).to.equal(seen.length);
    });
  }

  it("finds things by id, number, label, hash and parts of names", async () => {
    const { alpha } = history.parties;
    const find = async (q: string) => {
      const { items } = await get(`/v1/search?q=${encodeURIComponent(q)}`);
      return items.map(({ type, id }: { type: string; id: string }) => `${type} ${id}`);
    };
    const asset = `asset ${history.assetId}`;
    expect(await find(alpha.address.toLowerCase())).to.eql([`party ${alpha.address}`]);
    expect(await find(alpha.key.address)).to.eql([`account ${alpha.key.address}`]);
    expect(await find(history.assetId)).to.eql([asset]);
    expect(await find((await get(`/v1/assets/${history.assetId}`)).fingerprint)).to.include(asset);
    expect(await find((await get(`/v1/parties/${alpha.address}`)).partyId)).to.eql([`party ${alpha.address}`]);
    expect(await find(`SJ${history.certificateId}`)).to.eql([`certificate SJ${history.certificateId}`]);
    expect(await find("1-1")).to.eql(["voucher 4294967297"]);
    expect(await find("4294967297")).to.include("voucher 4294967297");
    expect(await find("1")).to.include.members(["series 1", "case 1", "record 1", "block 1"]);
    expect(await find("物流周转")).to.eql([asset]);
    expect(await find("物")).to.include(asset);
    expect(await find("量")).to.include(asset);
    expect(await find("LOGISTICS turn")).to.eql([asset]);
    expect(await find("阿尔法")).to.eql([`party ${alpha.address}`]);
    expect(await find("GX-2026-000001")).to.eql(["record 1"]);
    expect(await find("国家指引")).to.eql(["profile 1"]);
    expect(await find("2")).to.include("profile 2");
    const [year] = (await get("/v1/calendar")).items;
    expect(await find(String(year.year))).to.include(`calendarYear ${year.year}`);
    expect(await find("冷链")).to.have.length(1);
    expect(await find("Cold Chain"), "a name that was given up").to.eql([]);
    expect(await find("nothing of the kind")).to.eql([]);
    const { items } = await get("/v1/events/list?limit=1");
    expect(await find(items[0].transaction)).to.eql([`transaction ${items[0].transaction}`]);
  });

  it("shows lineage both ways, provenance of assets, steps of cases and histories of parties", async () => {
    const lineage = await get(`/v1/assets/${history.assetId}/lineage`);
    expect(lineage.nodes.map((node: { depth: number }) => node.depth)).to.eql([0, 1]);
    expect(lineage.edges).to.eql([{ from: history.assetId, to: history.derivedId }]);
    const back = await get(`/v1/assets/${history.derivedId}/lineage`);
    expect(back.nodes.map((node: { depth: number }) => node.depth)).to.eql([0, -1]);
    const asset = await get(`/v1/assets/${history.derivedId}`);
    expect(asset.gradeHistory.map((one: { grade: string }) => one.grade)).to.eql(["general", "important"]);
    expect((await get(`/v1/assets/${history.assetId}`)).equalFingerprints).to.eql([history.derivedId]);
    const { steps } = await get(`/v1/registrations/${history.caseId}`);
    expect(steps.map((step: Named) => step.name)).to.eql([
      "RegistrationApplied",
      "SupplementAsked",
      "SupplementGiven",
      "RegistrationAccepted",
      "RegistrationExamined",
      "ExaminationExtended",
      "RegistrationPublished",
      "ObjectionRaised",
      "ObjectionResolved",
      "RegistrationCertified",
      "CertificateIssued",
      "SubmissionMirrored",
      "SubmissionCorrected",
    ]);
    expect(steps[0].party).to.equal(history.parties.alpha.address);
    expect(steps[1].args.deadline).to.match(/^20\d\d-.*Z$/);
    const whole = await get(`/v1/assets/${history.assetId}/provenance`);
    expect(whole.steps.map((step: Named) => step.name)).to.include.members([
      "AssetDeclared",
      "RightRegistered",
      "SeriesOpened",
    ]);
    const past = await get(`/v1/parties/${history.parties.gamma.address}/history?limit=200`);
    const told = past.items.map((event: Named) => event.name);
    expect(told).to.include.members([
      "PartyAdmitted",
      "PartyStandingChanged",
      "VoucherTransferred",
      "VoucherCancelled",
      "VoucherExpired",
    ]);
    expect(told.at(-1)).to.equal("PartyAdmitted");
  });

  it("names institutions and no natural person", async () => {
    const { person, beta } = history.parties;
    const voucher = await get("/v1/vouchers/1-3");
    expect(voucher.issuedTo).to.equal(person.address);
    expect(voucher.names).to.not.have.property(person.address);
    expect((await get(`/v1/parties/${person.address}`)).name).to.equal(null);
    expect((await get("/v1/vouchers/1-1")).names[beta.address]).to.equal("Beta Logistics");
  });

  it("checks what a paper says against the record", async () => {
    const number = `SJ${history.certificateId}`;
    const recorded = await get(`/v1/certificates/${number}`);
    const verify = async (payload: object, status = 200) => {
      const answer = await gateway.app.inject({ method: "POST", url: "/v1/certificates/verify", payload });
      expect(answer.statusCode).to.equal(status);
      return answer.json<{ matches: boolean; differences: object[]; code: string }>();
    };
    const { holder, assetName, evidenceDigest, until } = recorded;
    const shanghai = new Date(Date.parse(until) + 8 * 3_600_000).toISOString().replace(".000Z", "+08:00");
    const right = {
      number: number.toLowerCase(),
      holder: holder.toLowerCase(),
      holderName: "阿尔法数据有限公司",
      assetName,
      evidenceDigest,
      until: shanghai,
    };
    expect(await verify(right)).to.deep.include({ matches: true, differences: [] });
    expect(await verify({ ...right, assetName: "Other", sample: false })).to.deep.include({
      matches: false,
      differences: [
        { field: "assetName", given: "Other", recorded: assetName },
        { field: "sample", given: "false", recorded: "true" },
      ],
    });
    expect((await verify({ number: "SJ4512026019999" }, 404)).code).to.equal("CERTIFICATE_UNKNOWN");
    expect((await verify({ number, colour: "red" }, 422)).code).to.equal("REQUEST_INVALID");
  });

  it("answers 304 to who has this block's answer, and shows its block in every answer", async () => {
    const url = "/v1/parties";
    const first = await gateway.app.inject({ url });
    const etag = first.headers["etag"] as string;
    expect((await gateway.app.inject({ url, headers: { "if-none-match": etag } })).statusCode).to.equal(304);
    const { asOfBlock } = first.json<{ asOfBlock: object }>();
    expect(asOfBlock).to.include({
      number: gateway.services.store.cursor!.number,
      hash: gateway.services.store.cursor!.hash,
    });
  });

  it("describes every one of its routes by schema", async () => {
    const { paths } = await get("/openapi.json");
    for (const path of [
      "/v1/parties",
      "/v1/vouchers/{id}/provenance",
      "/v1/certificates/verify",
      "/v1/statistics",
      "/v1/search",
      "/v1/calendar",
      "/v1/calendar/{year}",
      "/v1/calendar/working-days",
      "/v1/profiles",
      "/v1/profiles/{id}",
      "/v1/registrations",
    ]) {
      const [operation] = Object.values<{ responses: Record<string, { content: object }> }>(paths[path]);
      expect(operation!.responses["200"]!.content, path).to.have.property("application/json");
    }
  });
});
