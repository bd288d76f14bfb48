import { expect } from "chai";
import { accessTable } from "../../documents/documents.ts";
import { inquiryTable } from "../../inquiries/inquiry.ts";
import { openInquiryDesk, type InquiryDesk } from "../../testing/inquiry-desk.ts";

describe("consulting a registration file", function () {
  this.timeout(60_000);
  let desk: InquiryDesk;
  let paper: string;

  before(async () => {
    desk = await openInquiryDesk();
    paper = (await desk.file(desk.keys.registry, "审查报告")).sha256;
  });
  after(() => desk.stop());

  const count = async () => (await desk.gateway.services.home.list(inquiryTable)).length;

  it("is refused without a stated purpose, naming article 30 and what to do", async () => {
    const { keys, caseId } = desk;
    for (const name of ["registry", "another", "regulator", "alpha", "beta", "exchange"] as const) {
      expect(await desk.read(keys[name], paper), name).to.equal("INQUIRY_REQUIRED");
    }
    const { content } = await desk.get(`/v1/documents/${paper}`, keys.alpha);
    expect(content.title).to.include("article 30").and.to.include("/v1/registrations/{id}/inquiries");
    const zh = await desk.get(`/v1/registrations/${caseId}/file`, { ...keys.alpha, "accept-language": "zh-CN" });
    expect([zh.code, zh.content.title]).to.satisfy(
      ([code, title]: string[]) => code === "INQUIRY_REQUIRED" && title!.includes("第三十条"),
    );
    // Whoever cannot ask is not told that the document is on a file.
    expect(await desk.read(keys.nobody, paper)).to.equal("DOCUMENT_NOT_FOUND");
    expect(await desk.read(keys.operator, paper)).to.equal("DOCUMENT_NOT_ALLOWED");
    for (const body of [
      { purpose: undefined },
      { purpose: { code: "verify", words: "  " } },
      { purpose: { code: "x" } },
    ]) {
      expect((await desk.ask(keys.alpha, desk.plain("applicant", body))).code).to.equal("REQUEST_INVALID");
    }
    expect(await count()).to.equal(0);
  });

  it("is open at once to applicant, holder, registry and state organ, each reading recorded (article 30)", async () => {
    const { keys, plain } = desk;
    const askers = [
      [keys.alpha, plain("applicant")],
      [keys.alpha, plain("holder")],
      [keys.registry, plain("registry")],
      [keys.regulator, plain("stateOrgan", { organ: "南宁市公安局" })],
    ] as const;
    for (const [key, body] of askers) {
      const asked = await desk.ask(key, body);
      expect([asked.status, asked.content.state, asked.headers["cache-control"]]).to.eql([
        201,
        "granted",
        "private, no-store",
      ]);
      const { id } = asked.content as { id: string };
      expect(id).to.match(/^[0-9a-f]{32}$/);
      expect(await desk.read(key, paper, id)).to.equal(undefined);
      const file = await desk.get(`/v1/registrations/${desk.caseId}/file?inquiry=${id}`, key);
      expect(file.content.items).to.have.lengthOf(1);
      expect(file.content.items[0]).to.include({ digest: `0x${paper}`, size: 12 });
      const { content } = await desk.get(`/v1/inquiries/${id}`, key);
      const reads = content.reads.map(({ what, digest }: { what: string; digest: string | null }) => [what, digest]);
      expect(reads).to.eql([
        ["file", null],
        ["document", `0x${paper}`],
      ]);
      const until = Date.parse(content.until) - Date.parse(content.askedAt);
      expect(until).to.equal(10 * 86_400_000);
    }
    const log = (await desk.gateway.services.home.list(accessTable)).filter(({ row }) => row.inquiry !== undefined);
    expect(log.map(({ row }) => row.purpose)).to.eql(Array(4).fill("trade: 核实权利"));
  });

  it("is refused in a capacity that the client does not have (article 30)", async () => {
    const { keys, plain } = desk;
    const organ = plain("stateOrgan", { organ: "x" });
    const wrong = [
      [keys.beta, plain("applicant")],
      [keys.beta, plain("holder")],
      [keys.registry, plain("applicant")],
      [keys.another, plain("registry")],
      [keys.alpha, plain("registry")],
      [keys.registry, organ],
      [keys.alpha, organ],
      [keys.alpha, {}],
      [keys.registry, {}],
    ] as const;
    const before = await count();
    for (const [key, body] of wrong) {
      const { code, status } = await desk.ask(key, body);
      expect([code, status], JSON.stringify(body)).to.eql(["INQUIRY_CAPACITY_DIFFERS", 403]);
    }
    expect((await desk.ask(keys.nobody)).code).to.equal("AUTHENTICATION_REQUIRED");
    expect((await desk.ask(keys.operator)).code).to.equal("ROLE_NOT_ALLOWED");
    expect((await desk.ask(await desk.gateway.as("party", null))).code).to.equal("API_KEY_WITHOUT_PARTY");
    expect((await desk.ask(keys.beta, {}, "99")).code).to.equal("CASE_UNKNOWN");
    // Each capacity says what it must and nothing else.
    expect((await desk.ask(keys.beta, { interest: undefined })).content.errors[0]).to.deep.include({
      pointer: "/interest",
    });
    expect((await desk.ask(keys.alpha, { capacity: "applicant" })).code).to.equal("REQUEST_INVALID");
    expect((await desk.ask(keys.regulator, plain("stateOrgan"))).content.errors[0].pointer).to.equal("/organ");
    expect((await desk.ask(keys.beta, { documentDigest: `0x${"0".repeat(64)}` })).code).to.equal("DOCUMENT_MISSING");
    expect((await desk.ask(keys.beta, { days: 31 })).code).to.equal("REQUEST_INVALID");
    expect(await count()).to.equal(before);
  });

  it("waits for the registry where an interested party asks, and is for the registry alone to decide (article 30)", async () => {
    const { keys } = desk;
    const { content } = await desk.ask(keys.beta);
    const { id } = content as { id: string };
    expect([content.state, content.until, content.interest]).to.eql(["waiting", null, "拟受让该数据产品"]);
    expect(await desk.read(keys.beta, paper, id)).to.equal("INQUIRY_UNDECIDED");
    expect((await desk.ask(keys.beta)).code).to.equal("INQUIRY_UNDECIDED");
    const waiting = await desk.get("/v1/inquiries/waiting", keys.registry);
    expect(waiting.content.items.map((item: { id: string }) => item.id)).to.eql([id]);
    expect((await desk.get("/v1/inquiries/waiting", keys.another)).content.items).to.eql([]);
    for (const name of ["regulator", "alpha", "beta"] as const) {
      expect((await desk.decide(keys[name], id, { approved: true })).code).to.equal("ROLE_NOT_ALLOWED");
    }
    expect((await desk.decide(keys.another, id, { approved: true })).code).to.equal("INQUIRY_NOT_FOUND");
    const zero = { approved: true, documentDigest: `0x${"0".repeat(64)}` };
    expect((await desk.decide(keys.registry, id, zero)).code).to.equal("DOCUMENT_MISSING");
    const both = { approved: false, documents: [`0x${paper}`] };
    expect((await desk.decide(keys.registry, id, both)).code).to.equal("REQUEST_INVALID");

    // Of two decisions at once, one holds.
    const answers = await Promise.all([true, true].map((approved) => desk.decide(keys.registry, id, { approved })));
    expect(answers.map(({ code }) => code)).to.have.members([undefined, "INQUIRY_DECIDED"]);
    expect((await desk.get("/v1/inquiries/waiting", keys.registry)).content.items).to.eql([]);
    expect(await desk.read(keys.beta, paper, id)).to.equal(undefined);
  });

  it("stays closed where the registry refused, and after its time (article 30)", async () => {
    const { keys } = desk;
    const refused = (await desk.ask(keys.exchange)).content as { id: string };
    await desk.decide(keys.registry, refused.id, { approved: false });
    expect(await desk.read(keys.exchange, paper, refused.id)).to.equal("INQUIRY_REFUSED");
    const { id } = (await desk.ask(keys.alpha, desk.plain("applicant"))).content as { id: string };
    const { home } = desk.gateway.services;
    const row = home.get(inquiryTable, id)!;
    const bytes = JSON.stringify({ ...row, until: Date.now() - 1 });
    await home.commit([{ type: "put", key: inquiryTable.prefix + id, bytes }]);
    expect(await desk.read(keys.alpha, paper, id)).to.equal("INQUIRY_EXPIRED");
    expect((await desk.get(`/v1/inquiries/${id}`, keys.alpha)).content).to.include({ state: "expired" });
  });

  it("covers one file, and for an interested party the documents that the registry names (article 30)", async () => {
    const { keys } = desk;
    const annex = (await desk.file(keys.registry, "附件")).sha256;
    const personal = (await desk.file(keys.alpha, "联系人", `class=personal&case=${desk.caseId}`)).sha256;
    const elsewhere = (await desk.file(keys.gamma, "另案材料", `class=registry&case=${desk.otherCase}`)).sha256;
    const asked = async (documents?: string[]) => {
      const { id } = (await desk.ask(keys.gamma)).content as { id: string };
      await desk.decide(keys.registry, id, { approved: true, ...(documents && { documents }) });
      const file = await desk.get(`/v1/registrations/${desk.caseId}/file?inquiry=${id}&limit=1`, keys.gamma);
      return { id, file: file.content };
    };
    const all = await asked();
    expect(await desk.read(keys.gamma, annex, all.id)).to.equal(undefined);
    expect(await desk.read(keys.gamma, personal, all.id)).to.equal("INQUIRY_NOT_COVERING");
    expect(await desk.read(keys.gamma, elsewhere, all.id)).to.equal("INQUIRY_NOT_COVERING");
    const over = await desk.get(`/v1/registrations/${desk.otherCase}/file?inquiry=${all.id}`, keys.gamma);
    expect(over.code).to.equal("INQUIRY_NOT_COVERING");
    const rest = `/v1/registrations/${desk.caseId}/file?inquiry=${all.id}&limit=1&cursor=${all.file.nextCursor}`;
    const second = (await desk.get(rest, keys.gamma)).content;
    expect([...all.file.items, ...second.items].map(({ digest }: { digest: string }) => digest)).to.have.members(
      [paper, annex].map((digest) => `0x${digest}`),
    );
    // What is left out leaves no trace in the pages.
    expect(second.nextCursor).to.equal(null);
    const one = await asked([`0x${personal}`]);
    expect(one.file).to.deep.include({ nextCursor: null });
    expect(await desk.read(keys.gamma, personal, one.id)).to.equal(undefined);
    expect(await desk.read(keys.gamma, annex, one.id)).to.equal("INQUIRY_NOT_COVERING");
  });

  it("is for whoever asked: another's inquiry opens nothing, seen or not (article 30)", async () => {
    const { keys } = desk;
    const { id } = (await desk.ask(keys.registry, desk.plain("registry"))).content as { id: string };
    for (const name of ["alpha", "another", "regulator", "beta"] as const) {
      expect(await desk.read(keys[name], paper, id), name).to.equal("INQUIRY_NOT_FOUND");
    }
    expect(await desk.read(keys.beta, paper, "0".repeat(32))).to.equal("INQUIRY_NOT_FOUND");
  });

  it("is of what registry, applicant or objector put on the file, and of nothing that a digest alone names", async () => {
    const { keys, caseId, otherCase } = desk;
    for (const name of ["another", "regulator", "beta", "gamma"] as const) {
      const { code } = await desk.file(keys[name], `by ${name}`);
      expect(code, name).to.equal("CASE_FILE_OF_OTHERS");
    }
    expect((await desk.file(keys.alpha, "x", "class=registry&case=99")).code).to.equal("CASE_UNKNOWN");
    // The same bytes on another's own file open nothing of the first.
    const secret = (await desk.file(keys.registry, "举报材料", "class=registry")).sha256;
    const own = (await desk.ask(keys.gamma, desk.plain("applicant"), otherCase)).content as { id: string };
    expect(await desk.read(keys.gamma, secret, own.id)).to.equal("INQUIRY_NOT_COVERING");
    // Filing takes the place of what the same party had laid down loosely.
    expect(await desk.read(keys.registry, secret)).to.equal(undefined);
    expect(await desk.read(keys.another, secret)).to.equal(undefined);
    await desk.file(keys.registry, "举报材料", `class=registry&case=${caseId}`);
    for (const again of [false, true]) {
      if (again) await desk.file(keys.registry, "举报材料", "class=registry");
      for (const name of ["registry", "another", "regulator"] as const) {
        expect(await desk.read(keys[name], secret), name).to.equal("INQUIRY_REQUIRED");
      }
    }
    // Nor does what another laid down loosely open the file to every registry and authority.
    await desk.file(keys.beta, "举报材料", "class=registry");
    expect(await desk.read(keys.beta, secret)).to.equal(undefined);
    for (const name of ["registry", "another", "regulator"] as const) {
      expect(await desk.read(keys[name], secret), name).to.equal("INQUIRY_REQUIRED");
    }
  });

  it("is asked and decided once for a request id", async () => {
    const { keys, plain } = desk;
    const id = { "idempotency-key": "ask-once" };
    const before = await count();
    const asked = await Promise.all([1, 2].map(() => desk.ask(keys.alpha, plain("holder"), undefined, id)));
    asked.push(await desk.ask(keys.alpha, plain("holder"), undefined, id));
    expect(new Set(asked.map(({ content }) => content.id)).size).to.equal(1);
    expect(await count()).to.equal(before + 1);
    expect((await desk.ask(keys.alpha, plain("applicant"), undefined, id)).code).to.equal("IDEMPOTENCY_KEY_REUSED");
    const without = await desk.gateway.send("POST", `/v1/registrations/${desk.caseId}/inquiries`, keys.alpha, {
      capacity: "holder",
      purpose: { code: "verify", words: "x" },
    });
    expect(without.code).to.equal("IDEMPOTENCY_KEY_MISSING");
    const waiting = (await desk.ask(keys.beta)).content as { id: string };
    const decided = await Promise.all(
      [1, 2].map(() =>
        desk.decide(keys.registry, waiting.id, { approved: true }, { "idempotency-key": "decide-once" }),
      ),
    );
    expect(decided.map(({ status }) => status)).to.eql([200, 200]);
  });
});
