import { expect } from "chai";
import { openInquiryDesk, type InquiryDesk } from "../../testing/inquiry-desk.ts";

/** Articles 13 and 38: the records and duties of a registry that leaves pass to another, and so do those of article 30. */
describe("consulting files after another registry took over", function () {
  this.timeout(60_000);
  const document = `0x${"aa".repeat(32)}`;
  let desk: InquiryDesk;
  let paper: string;
  let third: Record<string, string>;
  let successors: [string, string];
  /** Inquiries from before the takeover: of an organ, of the registry on a case and on details, and two that wait. */
  let old: { organ: string; own: string; details: string; waiting: string; next: string };

  const takeOver = async (registry: string, successor: string) => {
    await desk.chain.call("assets", desk.chain.authority.key, "takeOverRegistry", registry, successor, document);
    await desk.gateway.indexed();
  };
  const idOf = async (asked: Promise<{ status: number; content: { id: string } }>) => {
    const { status, content } = await asked;
    expect(status, JSON.stringify(content)).to.equal(201);
    return content.id;
  };
  const idsAt = async (url: string, key: Record<string, string>) =>
    (await desk.get(url, key)).content.items.map(({ id }: { id: string }) => id) as string[];
  const details = (key: Record<string, string>) =>
    desk.post(
      `/v1/parties/${desk.parties.alpha.address}/inquiries`,
      key,
      desk.plain("registry", { purpose: { code: "other", words: "电话核实" } }),
    );

  before(async () => {
    desk = await openInquiryDesk();
    const { chain, keys, parties, gateway } = desk;
    const last = await chain.admitRegistry("第三登记机构");
    for (const [digit, { address }] of [parties.another, last].entries()) {
      await chain.call("assets", chain.authority.key, "setRegistryCode", address, 45, digit + 2);
    }
    successors = [parties.another.address, last.address];
    third = await gateway.as("registry", last.address);
    await gateway.indexed();
    paper = (await desk.file(keys.registry, "审查报告")).sha256;
    old = {
      organ: await idOf(desk.ask(keys.regulator, desk.plain("stateOrgan", { organ: "自治区公安厅" }))),
      own: await idOf(desk.ask(keys.registry, desk.plain("registry"))),
      details: await idOf(details(keys.registry)),
      waiting: await idOf(desk.ask(keys.beta)),
      next: await idOf(desk.ask(keys.gamma)),
    };
    // Nothing has passed on yet.
    expect(await desk.read(keys.registry, paper, old.own)).to.equal(undefined);
    expect(await idsAt("/v1/inquiries/waiting", keys.registry)).to.eql([old.waiting, old.next]);
    expect(await idsAt("/v1/inquiries/waiting", keys.another)).to.eql([]);
    expect((await desk.decide(keys.another, old.waiting, { approved: true })).code).to.equal("INQUIRY_NOT_FOUND");
    await takeOver(parties.registry.address, parties.another.address);
  });
  after(() => desk.stop());

  it("shows the successor what waits and what was asked before, and the registry that left only what it asked", async () => {
    const { keys, caseId, assetId, certificate, parties } = desk;
    expect(await idsAt("/v1/inquiries/waiting", keys.another)).to.eql([old.waiting, old.next]);
    expect(await idsAt("/v1/inquiries/waiting", keys.registry)).to.eql([]);
    const onCase = [old.next, old.waiting, old.own, old.organ];
    for (const place of [`registrations/${caseId}`, `certificates/${certificate}`, `assets/${assetId}`]) {
      expect(await idsAt(`/v1/${place}/inquiries`, keys.another), place).to.eql(onCase);
      const left = await idsAt(`/v1/${place}/inquiries`, keys.registry);
      expect(left, place).to.eql(place.startsWith("assets") ? [] : [old.own]);
    }
    expect(await idsAt("/v1/inquiries", keys.another)).to.have.members([...onCase, old.details]);
    expect(await idsAt("/v1/inquiries", keys.registry)).to.eql([old.details, old.own]);
    const { content } = await desk.get(`/v1/inquiries/${old.waiting}`, keys.another);
    expect(content).to.include({ registry: parties.another.address, interest: "拟受让该数据产品", state: "waiting" });
    for (const id of [old.waiting, old.organ]) {
      expect((await desk.get(`/v1/inquiries/${id}`, keys.registry)).code).to.equal("INQUIRY_NOT_FOUND");
    }
  });

  it("lets the successor decide, and the registry that left no longer", async () => {
    const { keys } = desk;
    const approved = { approved: true };
    expect((await desk.decide(keys.registry, old.waiting, approved)).code).to.equal("INQUIRY_NOT_FOUND");
    expect(await desk.read(keys.beta, paper, old.waiting)).to.equal("INQUIRY_UNDECIDED");
    const decided = await desk.decide(keys.another, old.waiting, approved);
    expect([decided.status, decided.content.state]).to.eql([200, "granted"]);
    expect((await desk.decide(keys.another, old.waiting, approved)).code).to.equal("INQUIRY_DECIDED");
    expect(await desk.read(keys.beta, paper, old.waiting)).to.equal(undefined);
    expect(await idsAt("/v1/inquiries/waiting", keys.another)).to.eql([old.next]);
  });

  it("lets the successor ask as registry, read and add to the file, and the registry that left no longer", async () => {
    const { keys, caseId } = desk;
    const asked = await idOf(desk.ask(keys.another, desk.plain("registry")));
    expect(await desk.read(keys.another, paper, asked)).to.equal(undefined);
    const file = (key: Record<string, string>, id: string) =>
      desk.get(`/v1/registrations/${caseId}/file?inquiry=${id}`, key);
    expect((await file(keys.another, asked)).content.items).to.have.lengthOf(1);
    expect((await desk.file(keys.another, "承接材料")).status).to.equal(201);

    expect((await desk.ask(keys.registry, desk.plain("registry"))).code).to.equal("INQUIRY_CAPACITY_DIFFERS");
    // A permission from before is none any more.
    expect(await desk.read(keys.registry, paper, old.own)).to.equal("INQUIRY_CAPACITY_DIFFERS");
    expect((await file(keys.registry, old.own)).code).to.equal("INQUIRY_CAPACITY_DIFFERS");
    expect((await desk.file(keys.registry, "迟到的材料")).code).to.equal("CASE_FILE_OF_OTHERS");
    expect(await desk.read(keys.registry, paper)).to.equal("INQUIRY_REQUIRED");
  });

  it("leaves contact details to the successor", async () => {
    const { keys, parties } = desk;
    const read = (key: Record<string, string>, id: string) =>
      desk.get(`/v1/parties/${parties.alpha.address}/details?inquiry=${id}`, key);
    const refused = await details(keys.registry);
    expect([refused.status, refused.code]).to.eql([403, "INQUIRY_CAPACITY_DIFFERS"]);
    expect(refused.content.detail).to.include(parties.another.address);
    expect((await read(keys.registry, old.details)).code).to.equal("INQUIRY_CAPACITY_DIFFERS");
    // The permission of the one is not that of the other.
    expect((await read(keys.another, old.details)).code).to.equal("INQUIRY_NOT_FOUND");
    expect((await details(keys.another)).status).to.equal(201);
  });

  it("passes it all on again, pages across the registries without a gap, and keeps new inquiries with the old", async () => {
    const { keys, caseId } = desk;
    const other = await idOf(desk.ask(keys.exchange));
    const all = await idsAt("/v1/inquiries", keys.another);
    await takeOver(successors[0], successors[1]);
    expect(await idsAt("/v1/inquiries/waiting", third)).to.eql([old.next, other]);
    for (const name of ["registry", "another"] as const) {
      expect(await idsAt("/v1/inquiries/waiting", keys[name]), name).to.eql([]);
      expect((await desk.decide(keys[name], old.next, { approved: false })).code).to.equal("INQUIRY_NOT_FOUND");
    }
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null;) {
      const { content } = await desk.get(`/v1/inquiries?limit=2${cursor && `&cursor=${cursor}`}`, third);
      paged.push(...content.items.map(({ id }: { id: string }) => id));
      cursor = content.nextCursor;
    }
    expect(paged).to.eql(all);
    expect((await desk.decide(third, old.next, { approved: false })).content.state).to.equal("refused");
    expect(await idsAt("/v1/inquiries/waiting", third)).to.eql([other]);
    expect(await desk.read(third, paper, await idOf(desk.ask(third, desk.plain("registry"))))).to.equal(undefined);
    expect(await idsAt(`/v1/registrations/${caseId}/inquiries`, third)).to.have.lengthOf(7);
  });
});
