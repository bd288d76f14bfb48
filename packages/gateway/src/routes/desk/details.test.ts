import { expect } from "chai";
import { detailsTable } from "../../desk/details.ts";
import { accessTable, documentTable } from "../../documents/documents.ts";
import { openDeskGateway, type DeskGateway } from "../../testing/desk-gateway.ts";
import { startLedgerChain, type LedgerChain, type TestParty } from "../../testing/ledger-chain.ts";

describe("contact details of a party", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let firm: TestParty;
  let other: TestParty;
  let keys: Record<"registry" | "regulator" | "firm" | "other" | "exchange" | "operator", Record<string, string>>;
  const details = {
    contact: "韦小姐",
    phone: "0771-5551234",
    address: "南宁市青秀区 1 号",
    creditCode: "91450000MA5ABCDE1X",
  };
  let requests = 0;
  const keep = (headers: Record<string, string>, body: object, to = url(), id = `details-${requests++}`) =>
    gateway.send("POST", to, { "idempotency-key": id, ...headers }, body);
  const url = (over = "") => `/v1/parties/${firm.address}/details${over}`;
  /** Asks to consult the details, and reads them within that inquiry. */
  const consult = async (name: "registry" | "regulator", words = "核对") => {
    const capacity = name === "registry" ? { capacity: "registry" } : { capacity: "stateOrgan", organ: "数据局" };
    const body = { ...capacity, purpose: { code: "duty", words } };
    const headers = { "idempotency-key": `inquiry-${requests++}`, ...keys[name] };
    const asked = await gateway.send("POST", `/v1/parties/${firm.address}/inquiries`, headers, body);
    expect([asked.status, asked.content.state]).to.eql([201, "granted"]);
    return gateway.send("GET", url(`?inquiry=${asked.content.id}`), keys[name]);
  };

  before(async () => {
    chain = await startLedgerChain();
    firm = await chain.admit();
    other = await chain.admit();
    const registry = await chain.admitRegistry("登记中心");
    gateway = await openDeskGateway(chain, []);
    await gateway.indexed();
    keys = {
      registry: await gateway.as("registry", registry.address),
      regulator: await gateway.as("regulator", null),
      firm: await gateway.as("party", firm.address),
      other: await gateway.as("party", other.address),
      exchange: await gateway.as("exchange", null),
      operator: await gateway.as("operator", null),
    };
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  it("are kept by registry, regulator and the party itself, and by nobody else", async () => {
    expect((await consult("registry")).code).to.equal("DETAILS_NOT_FOUND");
    for (const name of ["registry", "regulator", "firm"] as const) {
      expect((await keep(keys[name], details)).status, name).to.equal(201);
    }
    for (const name of ["other", "exchange", "operator"] as const) {
      expect((await keep(keys[name], details)).code, name).to.equal("DOCUMENT_NOT_ALLOWED");
    }
    expect((await keep({}, details)).code).to.equal("AUTHENTICATION_REQUIRED");
  });

  it("are read by the party for a stated purpose, by others within an inquiry; each look is written down (article 30)", async () => {
    expect((await gateway.send("GET", url(), keys.firm)).code).to.equal("PURPOSE_REQUIRED");
    const read = [await gateway.send("GET", url(`?purpose=${encodeURIComponent("核对 firm")}`), keys.firm)];
    for (const name of ["registry", "regulator"] as const) {
      expect((await gateway.send("GET", url("?purpose=check"), keys[name])).code, name).to.equal("INQUIRY_REQUIRED");
      read.push(await consult(name, `核对 ${name}`));
    }
    for (const { content, headers } of read) {
      expect(content).to.deep.include(details);
      expect(content).to.not.have.property("salt");
      expect(headers["cache-control"]).to.equal("private, no-store");
    }
    for (const name of ["other", "exchange", "operator"] as const) {
      expect((await gateway.send("GET", url("?purpose=curious"), keys[name])).code).to.equal("DOCUMENT_NOT_ALLOWED");
    }
    const rows = (await gateway.services.home.list(accessTable)).map(({ row }) => row);
    expect(rows.filter(({ allowed }) => allowed).map(({ role, purpose }) => [role, purpose])).to.have.deep.members([
      ["registry", "duty: 核对 registry"],
      ["regulator", "duty: 核对 regulator"],
      ["party", "核对 firm"],
    ]);
  });

  it("tell the party who looked, except state organs (article 30)", async () => {
    const list = async (name: "firm" | "regulator" | "registry") =>
      (await gateway.send("GET", `/v1/parties/${firm.address}/inquiries`, keys[name])).content;
    const own = (await list("firm")).items;
    expect(new Set(own.map(({ capacity }: { capacity: string }) => capacity))).to.eql(new Set(["registry"]));
    expect(own[0].reads[0]).to.include({ what: "details", party: firm.address });
    expect(own[0].subject).to.eql({ kind: "party", id: firm.address });
    expect((await list("regulator")).items).to.have.lengthOf(own.length + 1);
    expect((await list("registry")).code).to.equal("INQUIRIES_OF_OTHERS");
  });

  it("are consulted by a registry in its work and by state organs, of a known party only (article 30)", async () => {
    const ask = (name: "registry" | "firm" | "regulator", body: object, party = firm.address) =>
      gateway.send(
        "POST",
        `/v1/parties/${party}/inquiries`,
        { "idempotency-key": `wrong-${requests++}`, ...keys[name] },
        { capacity: "registry", purpose: { code: "duty", words: "x" }, ...body },
      );
    expect((await ask("registry", { capacity: "applicant" })).code).to.equal("INQUIRY_CAPACITY_DIFFERS");
    expect((await ask("regulator", {})).code).to.equal("INQUIRY_CAPACITY_DIFFERS");
    expect((await ask("firm", {})).code).to.equal("ROLE_NOT_ALLOWED");
    expect((await ask("registry", {}, `0x${"1".repeat(40)}`)).code).to.equal("PARTY_UNKNOWN");
  });

  it("show the newest, and refuse an unknown party and odd input", async () => {
    await keep(keys.firm, { phone: "0771-5550000" });
    const { content } = await consult("regulator");
    expect([content.phone, content.contact]).to.eql(["0771-5550000", undefined]);
    const nobody = `/v1/parties/0x${"1".repeat(40)}/details`;
    expect((await keep(keys.registry, details, nobody)).code).to.equal("PARTY_UNKNOWN");
    expect((await keep(keys.firm, {})).code).to.equal("REQUEST_INVALID");
    expect((await keep(keys.firm, { age: 3 })).code).to.equal("REQUEST_INVALID");
    expect((await keep(keys.firm, { contact: "a\u202eb" })).code).to.equal("TEXT_BIDI_CONTROL");
  });

  it("are kept once for a request, however often it is made", async () => {
    const { home } = gateway.services;
    const before = [await home.list(detailsTable), await home.list(documentTable)].map((rows) => rows.length);
    const body = { phone: "0771-5550000", contact: "once" };
    const answers = await Promise.all([1, 2].map(() => keep(keys.firm, body, url(), "once")));
    answers.push(await keep(keys.firm, body, url(), "once"));
    expect(answers.map(({ status }) => status)).to.eql([201, 201, 201]);
    expect(new Set(answers.map(({ content }) => JSON.stringify(content))).size).to.equal(1);
    const after = [await home.list(detailsTable), await home.list(documentTable)].map((rows) => rows.length);
    expect(after).to.eql(before.map((count) => count + 1));
    expect((await keep(keys.firm, { phone: "1" }, url(), "once")).code).to.equal("IDEMPOTENCY_KEY_REUSED");
    expect((await keep(keys.registry, body, url(), "once")).status).to.equal(201);
    const without = await gateway.send("POST", url(), keys.firm, body);
    expect(without.code).to.equal("IDEMPOTENCY_KEY_MISSING");
  });

  it("come into no log line, no search, no ledger answer and no digest route without leave", async () => {
    const { content } = await gateway.send("GET", url("?purpose=check"), keys.firm);
    const bare = content.digest.slice(2) as string;
    // The public is not even told that there is such a document.
    const unknown = await gateway.send("GET", `/v1/documents/${bare}?purpose=curious`, {});
    expect(unknown.code).to.equal("DOCUMENT_NOT_FOUND");
    for (const key of [keys.other, keys.exchange, keys.operator]) {
      const { code } = await gateway.send("GET", `/v1/documents/${bare}?purpose=curious`, key);
      expect(code).to.equal("DOCUMENT_NOT_ALLOWED");
    }
    const values = [...Object.values(details), "0771-5550000"];
    expect(gateway.log()).to.include(`/v1/parties/${firm.address}`);
    for (const value of values) expect(gateway.log()).to.not.include(value);
    for (const path of [
      `/v1/parties/${firm.address}`,
      "/v1/events/list",
      "/v1/search?q=0771",
      "/v1/parties?q=韦小姐",
    ]) {
      const answer = await gateway.app.inject({ url: encodeURI(path), headers: keys.regulator });
      for (const value of values) expect(answer.body, path).to.not.include(`"${value}"`);
    }
  });
});
