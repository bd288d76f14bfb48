import { expect } from "chai";
import { openInquiryDesk, type InquiryDesk } from "../../testing/inquiry-desk.ts";

describe("who looked at a registration file", function () {
  this.timeout(60_000);
  let desk: InquiryDesk;
  let paper: string;

  before(async () => {
    desk = await openInquiryDesk();
    paper = (await desk.file(desk.keys.registry, "审查报告")).sha256;
  });
  after(() => desk.stop());

  const ids = async (key: Record<string, string>, query = "", of?: string) =>
    (await desk.list(key, query, of)).items.map(({ id }) => id);
  const organ = async () => {
    const body = desk.plain("stateOrgan", { organ: "自治区公安厅" });
    return (await desk.ask(desk.keys.regulator, body)).content.id as string;
  };
  /** Everything that a holder can be answered about inquiries, as text without what differs from one request to another. */
  const seenByHolder = async () => {
    const { keys, caseId, parties, assetId, certificate } = desk;
    const texts = [];
    for (const url of [
      `/v1/certificates/${certificate}/inquiries`,
      `/v1/assets/${assetId}/inquiries`,
      `/v1/assets/${assetId}/inquiries?limit=1`,
      `/v1/registrations/${caseId}/inquiries`,
      `/v1/registrations/${caseId}/inquiries?limit=1`,
      `/v1/parties/${parties.alpha.address}/inquiries`,
      `/v1/parties/${parties.alpha.address}/inquiries?limit=1`,
      "/v1/inquiries",
      "/metrics",
    ]) {
      const answer = await desk.gateway.app.inject({ url, headers: keys.alpha });
      const inquiries = /.*(?:inquir|documents).*\n/g;
      texts.push(url === "/metrics" ? (answer.body.match(inquiries) ?? []).join("") : answer.body);
      texts.push(JSON.stringify(Object.keys(answer.headers).sort()));
    }
    return texts.join("\n");
  };

  it("is told to the holder: who, when, for what, which documents; why an interested party asked is not (article 30)", async () => {
    const { keys, parties, caseId } = desk;
    const asked = (await desk.ask(keys.beta)).content as { id: string };
    await desk.decide(keys.registry, asked.id, { approved: true });
    await desk.read(keys.beta, paper, asked.id);
    const { items, names } = (await desk.get(`/v1/registrations/${caseId}/inquiries`, keys.alpha)).content;
    expect(items).to.have.lengthOf(1);
    expect(items[0]).to.deep.include({
      id: asked.id,
      subject: { kind: "case", id: caseId },
      asker: parties.beta.address,
      registry: parties.registry.address,
      capacity: "interestedParty",
      purpose: { code: "trade", words: "核实权利" },
      interest: null,
      state: "granted",
      moreReads: false,
    });
    expect(items[0].reads[0]).to.include({ what: "document", digest: `0x${paper}` });
    expect(names[parties.beta.address]).to.equal("Beta Logistics");
    for (const name of ["registry", "regulator", "beta"] as const) {
      const [own] = (await desk.list(keys[name])).items;
      expect([own!.id, own!.interest], name).to.eql([asked.id, "拟受让该数据产品"]);
    }
    const about = await desk.get(`/v1/parties/${parties.alpha.address}/inquiries`, keys.alpha);
    expect(about.content.items.map(({ id }: { id: string }) => id)).to.eql([asked.id]);
  });

  it("leaves out state organs' inquiries for the holder, and shows them to regulator and registry (article 30)", async () => {
    const { keys, parties } = desk;
    const hidden = await organ();
    await desk.read(keys.regulator, paper, hidden);
    for (const name of ["registry", "regulator"] as const) expect((await ids(keys[name]))[0], name).to.equal(hidden);
    expect(await ids(keys.alpha))
      .to.have.lengthOf(1)
      .and.to.not.include(hidden);
    for (const path of [`/v1/inquiries/${hidden}`, `/v1/inquiries/${hidden}/reads`]) {
      // The same answer as for one that never was.
      const missing = await desk.get(path.replace(hidden, "0".repeat(32)), keys.alpha);
      const shown = await desk.get(path, keys.alpha);
      expect([shown.status, { ...shown.content, instance: "" }]).to.eql([
        missing.status,
        { ...missing.content, instance: "" },
      ]);
      expect((await desk.get(path, keys.registry)).status).to.equal(200);
    }
    const about = (key: Record<string, string>) => desk.get(`/v1/parties/${parties.alpha.address}/inquiries`, key);
    const all = (await about(keys.regulator)).content.items.map(({ id }: { id: string }) => id);
    expect(all).to.include(hidden);
    expect(JSON.stringify((await about(keys.alpha)).content)).to.not.include(hidden);
  });

  it("gives a holder the same bytes whether state organs asked and read, or not: counts, cursors, ids, metrics (article 30)", async () => {
    const { keys } = desk;
    for (let i = 0; i < 2; i++) await desk.ask(keys.registry, desk.plain("registry"));
    const before = await seenByHolder();
    for (let i = 0; i < 3; i++) {
      const id = await organ();
      await desk.read(keys.regulator, paper, id);
      await desk.get(`/v1/registrations/${desk.caseId}/file?inquiry=${id}`, keys.regulator);
      await desk.get(`/v1/registrations/${desk.caseId}/inquiries`, keys.regulator);
    }
    expect(await seenByHolder()).to.equal(before);
    // Nor between two of its own: pages of one go on without a gap.
    await desk.ask(keys.registry, desk.plain("registry"));
    const whole = await ids(keys.alpha);
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await desk.list(keys.alpha, `?limit=1${cursor && `&cursor=${cursor}`}`);
      expect(page.items).to.have.lengthOf(1);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(paged).to.eql(whole).and.to.have.lengthOf(4);
  });

  it("is not told to anybody without standing: not even that somebody asked (article 30)", async () => {
    const { keys, parties, caseId, otherCase } = desk;
    // Gamma asked nothing: a case with inquiries and one without look the same.
    for (const name of ["gamma", "another", "exchange"] as const) {
      const [with_, without] = await Promise.all(
        [caseId, name === "gamma" ? caseId : otherCase].map((id) => desk.list(keys[name], "", id)),
      );
      expect(with_, name).to.eql({ items: [], nextCursor: null, names: {} });
      expect(with_).to.eql(without);
    }
    const nobody = `0x${"12".repeat(20)}`;
    for (const name of ["beta", "registry", "exchange"] as const) {
      for (const party of [parties.alpha.address, nobody]) {
        expect((await desk.get(`/v1/parties/${party}/inquiries`, keys[name])).code).to.equal("INQUIRIES_OF_OTHERS");
      }
    }
    expect((await desk.get(`/v1/registrations/${caseId}/inquiries`, keys.nobody)).code).to.equal(
      "AUTHENTICATION_REQUIRED",
    );
    expect((await desk.get("/v1/inquiries", keys.operator)).code).to.equal("ROLE_NOT_ALLOWED");
    const [first] = await ids(keys.alpha);
    expect((await desk.get(`/v1/inquiries/${first}`, keys.gamma)).code).to.equal("INQUIRY_NOT_FOUND");
    // An interested party sees its own, and not who else asked.
    expect(await ids(keys.beta)).to.have.lengthOf(1);
  });

  it("is found by certificate and by asset, each audience its own (article 30)", async () => {
    const { keys, certificate, assetId } = desk;
    const by = async (path: string, name: "alpha" | "beta" | "gamma" | "registry" | "another" | "regulator") =>
      (await desk.get(`/v1/${path}/inquiries`, keys[name])).content.items.map(({ id }: { id: string }) => id);
    for (const name of ["alpha", "registry", "regulator"] as const) {
      const expected = await ids(keys[name]);
      expect(await by(`certificates/${certificate}`, name), name).to.eql(expected);
      expect(await by(`assets/${assetId}`, name), name).to.eql(expected);
    }
    expect(await by(`certificates/${certificate}`, "beta")).to.have.lengthOf(1);
    for (const name of ["beta", "gamma", "another"] as const) expect(await by(`assets/${assetId}`, name)).to.eql([]);
    const code = async (path: string) => (await desk.get(`/v1/${path}/inquiries`, keys.alpha)).code;
    expect(await code("certificates/SJ4512026019999")).to.equal("CERTIFICATE_UNKNOWN");
    expect(await code("certificates/x")).to.equal("CERTIFICATE_NUMBER_MALFORMED");
    expect(await code(`assets/0x${"12".repeat(32)}`)).to.equal("ASSET_UNKNOWN");
    expect(await code("assets/0x12")).to.equal("ID_MALFORMED");
  });

  it("takes cursors of the same list and client only", async () => {
    const { keys } = desk;
    const { nextCursor } = await desk.list(keys.registry, "?limit=1");
    const other = await desk.get(`/v1/registrations/${desk.caseId}/inquiries?cursor=${nextCursor}`, keys.alpha);
    expect(other.code).to.equal("CURSOR_INVALID");
    const again = await ids(keys.registry, `?cursor=${nextCursor}`);
    expect(again).to.eql((await ids(keys.registry)).slice(1));
  });

  it("pages readings from the newest on, and marks all of it as home records", async () => {
    const { keys } = desk;
    const { id } = (await desk.ask(keys.alpha, desk.plain("holder"))).content as { id: string };
    for (let i = 0; i < 22; i++) await desk.read(keys.alpha, paper, id);
    const { content } = await desk.get(`/v1/inquiries/${id}`, keys.alpha);
    expect([content.reads.length, content.moreReads]).to.eql([20, true]);
    const first = (await desk.get(`/v1/inquiries/${id}/reads?limit=15`, keys.alpha)).content;
    const rest = (await desk.get(`/v1/inquiries/${id}/reads?cursor=${first.nextCursor}`, keys.alpha)).content;
    expect([first.items.length, rest.items.length, rest.nextCursor]).to.eql([15, 7, null]);
    const times = [...first.items, ...rest.items].map(({ at }: { at: string }) => at);
    expect(times).to.eql([...times].sort().reverse());
    const { paths } = (await desk.get("/openapi.json", keys.nobody)).content;
    for (const path of Object.keys(paths).filter((name) => /inquir|\/file$/.test(name))) {
      for (const { responses } of Object.values<{ responses: Record<string, object> }>(paths[path])) {
        const { content: body } = (responses["200"] ?? responses["201"]) as {
          content: Record<string, { schema: Record<string, unknown> }>;
        };
        expect(body["application/json"]!.schema["x-home-record"], path).to.equal(true);
      }
    }
  });
});
