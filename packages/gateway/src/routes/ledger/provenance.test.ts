import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { tellHistory } from "../../testing/ledger-history.ts";
import { Ajv } from "ajv";
import { Single } from "../../schemas/common.ts";
import { provenance, type ProvenanceJson } from "../../schemas/voucher.ts";

type Answer = ProvenanceJson & { asOfBlock: { number: number; time: string }; names: Record<string, string> };

/** The schema with no further members allowed anywhere. */
function closed(schema: unknown): object {
  const text = JSON.stringify(schema, (_name, value: unknown) => {
    const isObject = typeof value === "object" && value !== null && "properties" in value && !Array.isArray(value);
    return isObject && [(value as { type?: unknown }).type].flat().includes("object")
      ? { ...value, additionalProperties: false }
      : value;
  });
  return JSON.parse(text) as object;
}

describe("a voucher's provenance", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  const of = (id: string, query = ""): Promise<Answer> => gateway.get(`/v1/vouchers/${id}/provenance${query}`);

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  it("gives the steps in parts that together are the whole, now and as of a block", async () => {
    const { items } = await gateway.get("/v1/vouchers?limit=200");
    const block = (await of("1-1")).steps[10]!.block;
    for (const id of items.map(({ label }: { label: string }) => label) as string[]) {
      for (const asOf of id === "1-1" ? ["", `&asOfBlock=${block}`] : [""]) {
        const whole = await of(id, `?limit=5000${asOf}`);
        expect(whole.stepsNextCursor).to.equal(null);
        const steps: Answer["steps"] = [];
        for (let cursor: string | null = ""; cursor !== null;) {
          const part: Answer = await of(id, `?limit=2${asOf}${cursor && `&cursor=${cursor}`}`);
          expect(part.voucher).to.eql(whole.voucher);
          steps.push(...part.steps);
          cursor = part.stepsNextCursor;
        }
        expect(steps, id + asOf).to.eql(whole.steps);
      }
    }
    const { stepsNextCursor } = await of("1-1", "?limit=2");
    await gateway.get(`/v1/vouchers/1-2/provenance?cursor=${stepsNextCursor}`, 400);
  });

  it("tells every step of a voucher with units, holders, locks and what its series went through", async () => {
    const { voucher, steps, holders, names, lineage, asset, certificate, authorisation } = await of("1-1");
    expect(steps.map((step) => step.kind)).to.eql([
      "issued",
      "transferred",
      "transferred",
      "splitOff",
      "splitOff",
      "unitsIn",
      "splitOff",
      "unitsOut",
      "approved",
      "approved",
      "locked",
      "splitOff",
      "locked",
      "unlocked",
      "seriesSuspended",
      "seriesResumed",
    ]);
    expect(steps.map((step) => step.seq)).to.eql(steps.map((_, i) => i + 1));
    expect(steps.map((step) => step.unitsAfter)).to.eql([
      "1000",
      "1000",
      "1000",
      "800",
      "750",
      "1050",
      "1025",
      "1020",
      "1020",
      "1020",
      "1020",
      "920",
      "920",
      "920",
      "920",
      "920",
    ]);
    const { alpha, beta, gamma, authority, registry } = history.parties;
    expect(holders.map((holder) => holder.party)).to.eql([beta, gamma, beta].map((party) => party.address));
    expect(holders.at(-1)!.until).to.equal(null);
    expect(steps[0]).to.deep.include({
      party: alpha.address,
      account: alpha.key.address,
      to: beta.address,
      from: null,
    });
    expect(steps.at(-1)).to.deep.include({ party: authority.address, units: "920" });
    expect(names[gamma.address]).to.equal("Gamma 冷链");
    expect(voucher.locks.map((lock) => lock.lockClass)).to.eql(["seizure"]);
    expect(voucher).to.deep.include({ label: "1-1", state: "live", units: "920" });
    expect(lineage.nodes.filter((node) => node.self).map((node) => node.label)).to.eql(["1-1"]);
    expect(lineage.edges.map((edge) => edge.units)).to.eql(["200", "50", "300", "25", "5", "100"]);
    expect(asset.assetId).to.equal(history.assetId);
    expect(certificate).to.eql({
      number: `SJ${history.certificateId}`,
      holder: alpha.address,
      registry: registry.address,
      live: true,
    });
    expect(authorisation).to.equal(null);
  });

  it("is what the schema says, although the schema's serialiser does not write it", async () => {
    const validate = new Ajv({ strict: false, allErrors: true }).compile(closed(Single(provenance)));
    const { items } = await gateway.get("/v1/vouchers?limit=200");
    for (const { voucherId } of items)
      expect(validate(await of(voucherId)), JSON.stringify(validate.errors)).to.equal(true);
  });

  it("begins a child's story with its ancestors', up to the split and not beyond", async () => {
    const { steps, voucher, lineage } = await of("1-6");
    expect(steps.map((step) => step.kind)).to.eql([
      "issued",
      "transferred",
      "transferred",
      "splitFrom",
      "transferred",
      "splitFrom",
      "cancelled",
    ]);
    expect(voucher).to.deep.include({ state: "cancelled", units: "0" });
    expect(steps.at(-1)!.holderAfter).to.equal(null);
    expect(lineage.nodes.map((node) => node.label)).to.have.members(["1-6", "1-4", "1-1"]);
  });

  it("gives a child the locks that it inherited", async () => {
    const { items } = await gateway.get("/v1/vouchers?series=1");
    const child = items.find((one: { locks: unknown[]; label: string }) => one.locks.length > 0 && one.label !== "1-1");
    expect(child.locks.map((lock: { lockClass: string }) => lock.lockClass)).to.eql(["pledge"]);
    expect((await of(child.voucherId)).steps.map((step) => step.kind)).to.include("locked");
  });

  it("shows a voucher as it was after an older block, as the contract had it then", async () => {
    const now = await of("1-1");
    const blocks = new Set(now.steps.map((step) => step.block));
    for (const block of blocks) {
      const then = await of("1-1", `?asOfBlock=${block}`);
      const count = now.steps.filter((step) => step.block <= block).length;
      expect(then.steps).to.eql(now.steps.slice(0, count));
      expect(then.voucher.units).to.equal(then.steps.at(-1)!.unitsAfter);
      expect(then.voucher.holder).to.equal(then.steps.at(-1)!.holderAfter);
      expect(then.asOfBlock.number).to.equal(block);
      expect(then.lineage.edges.every((edge) => edge.block <= block)).to.equal(true);
    }
    const suspended = now.steps.find((step) => step.kind === "seriesSuspended")!;
    expect((await of("1-1", `?asOfBlock=${suspended.block}`)).voucher.series.state.suspended).to.equal(true);
    expect(now.voucher.series.state.suspended).to.equal(false);
    const first = await of("1-1", `?asOfBlock=${now.steps[0]!.block}`);
    expect(first.voucher.series.totals).to.deep.include({ issued: "1000", live: "1000", vouchers: 1 });
    expect(first.voucher.children).to.eql([]);
    expect(first.voucher.locks).to.eql([]);
  });

  it("shows from the steps alone what the rows show", async () => {
    const head = gateway.services.store.cursor!.number;
    await history.anvil.mine(1);
    await gateway.indexed();
    const { items } = await gateway.get("/v1/vouchers?limit=200");
    for (const { voucherId } of items) {
      const now = await of(voucherId);
      const past = await of(voucherId, `?asOfBlock=${head}`);
      expect(past.voucher, now.voucher.label).to.eql(now.voucher);
      expect(past.lineage).to.eql(now.lineage);
      expect(past.steps).to.eql(now.steps);
    }
  });

  it("says in whose name nobody can ask: unknown, malformed, too young, not yet indexed", async () => {
    const cases: [string, number, string][] = [
      ["/v1/vouchers/99-1/provenance", 404, "VOUCHER_UNKNOWN"],
      ["/v1/vouchers/abc/provenance", 400, "ID_MALFORMED"],
      ["/v1/vouchers/1-1/provenance?asOfBlock=3", 404, "VOUCHER_UNKNOWN"],
      ["/v1/vouchers/1-1/provenance?asOfBlock=999999", 503, "INDEX_NOT_READY"],
      ["/v1/vouchers/1-1/provenance?format=xml", 422, "REQUEST_INVALID"],
    ];
    for (const [url, status, code] of cases) expect((await gateway.get(url, status)).code, url).to.equal(code);
  });

  it("gives the steps as CSV and as PROV-JSON", async () => {
    const csv = await gateway.app.inject({ url: "/v1/vouchers/1-1/provenance?format=csv" });
    expect(csv.headers["content-type"]).to.match(/^text\/csv/);
    const lines = csv.body.split("\r\n");
    expect(lines[0]).to.match(/^seq,time,kind,party,partyName/);
    expect(lines).to.have.length(18);
    expect(lines[3]).to.include("Gamma 冷链");
    const prov = await gateway.app.inject({ url: "/v1/vouchers/1-1/provenance?format=prov" });
    const document = prov.json<Record<string, Record<string, Record<string, unknown>>>>();
    const named = new Set(["entity", "activity", "agent"].flatMap((kind) => Object.keys(document[kind]!)));
    const relations = [
      "used",
      "wasGeneratedBy",
      "wasDerivedFrom",
      "wasAttributedTo",
      "wasAssociatedWith",
      "actedOnBehalfOf",
    ];
    let references = 0;
    for (const relation of relations) {
      for (const one of Object.values(document[relation]!)) {
        for (const [name, value] of Object.entries(one)) {
          if (name === "prov:time") continue;
          expect(named.has(value as string), `${relation} ${name} ${String(value)}`).to.equal(true);
          references++;
        }
      }
    }
    expect(references).to.be.greaterThan(60);
    expect(Object.keys(document["activity"]!)).to.have.length(16);
  });
});
