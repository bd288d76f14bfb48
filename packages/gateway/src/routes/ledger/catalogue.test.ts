import { createLedger, type CatalogueEntry } from "@data-voucher/sdk";
import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { digest } from "../../testing/ledger-chain.ts";
import { apply, certify, declare, tellHistory } from "../../testing/ledger-history.ts";

describe("the catalogue over HTTP", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  /** Data of alpha's that is public no more: it was graded important. */
  let important: string;
  before(async () => {
    history = await tellHistory();
    const { alpha, registry, authority } = history.parties;
    important = await declare(history, alpha, { name: "重要数据样例 important sample" });
    await certify(history, registry, await apply(history, alpha, registry, important));
    await history.call("assets", authority.key, "gradeAsset", important, 2, digest("assessment"), digest("graded"));
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  const rolesOf = ({ responsibilities }: CatalogueEntry, party: string) =>
    responsibilities.filter((one) => one.party === party).map(({ role }) => role);

  it("lists what was registered or recorded, of the general grade, with who answers for it", async () => {
    const { items, names } = await gateway.get("/v1/catalogue");
    const entries = items as CatalogueEntry[];
    expect(entries.map(({ assetId, tracks }) => [assetId, tracks])).to.deep.equal([
      [history.publicAsset, ["public"]],
      [history.assetId, ["property"]],
    ]);
    const { alpha, registry, body } = history.parties;
    const entry = entries[1]!;
    expect(rolesOf(entry, alpha.address)).to.deep.equal(["declarant", "holder", "operator", "provider"]);
    expect(rolesOf(entry, registry.address)).to.deep.equal(["registry"]);
    expect(names[alpha.address]).to.equal("阿尔法数据有限公司");
    expect(entry.certificates).to.have.length(1);
    // Series 1 and 4 take issues; 3 is over and closed, the others are licences of their holders.
    expect(entry.offers.map(({ seriesId, left }) => [seriesId, left])).to.deep.equal([
      [4, "500"],
      [1, String(1_000_000 - 1_340)],
    ]);
    // The record was cancelled: it stands in the catalogue, and nothing of it can be had.
    const recorded = entries[0]!;
    expect([recorded.records, recorded.offers]).to.deep.equal([[], []]);
    expect(rolesOf(recorded, body.address)).to.deep.equal(["declarant"]);
  });

  it("filters by track, category and words, and pages", async () => {
    const ids = async (query: string) =>
      ((await gateway.get(`/v1/catalogue?${query}`)).items as CatalogueEntry[]).map(({ assetId }) => assetId);
    expect(await ids("track=public")).to.deep.equal([history.publicAsset]);
    expect(await ids("track=property")).to.deep.equal([history.assetId]);
    expect(await ids("track=property&category=governmentDuty")).to.deep.equal([]);
    expect(await ids("category=governmentDuty&track=public")).to.deep.equal([history.publicAsset]);
    expect(await ids("q=周转量")).to.deep.equal([history.assetId]);
    expect(await ids("q=周转量&track=public")).to.deep.equal([]);
    expect(await ids(`q=${encodeURIComponent("重要数据样例")}`), "not public").to.deep.equal([]);
    const first = await gateway.get("/v1/catalogue?limit=1");
    const second = await gateway.get(`/v1/catalogue?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([first.items[0].assetId, second.items[0].assetId]).to.deep.equal([history.publicAsset, history.assetId]);
    expect(second.nextCursor).to.equal(null);
  });

  it("is a DCAT document that names its block and where the page goes on", async () => {
    const response = await gateway.app.inject("/v1/catalogue?format=dcat&limit=1");
    expect(response.headers["content-type"]).to.match(/^application\/ld\+json/);
    expect(response.headers["x-as-of-block"]).to.match(/^\d+$/);
    expect(response.headers["x-next-cursor"]).to.be.a("string");
    const whole = (await gateway.app.inject("/v1/catalogue?format=dcat")).json();
    expect([whole["@type"], whole["dcat:dataset"].length]).to.deep.equal(["dcat:Catalog", 2]);
    const dataset = whole["dcat:dataset"][1];
    expect(dataset).to.deep.include({ "@type": "dcat:Dataset", "dct:identifier": history.assetId });
    expect(dataset["dct:publisher"]["foaf:name"]).to.equal("阿尔法数据有限公司");
    expect(dataset["dcat:distribution"].map((one: Record<string, unknown>) => one["@type"])).to.deep.equal([
      "dcat:Distribution",
      "dcat:Distribution",
    ]);
    // Every prefix that is used is one that the context names.
    const prefixes = new Set(JSON.stringify(whole["dcat:dataset"]).match(/"[a-z]+:(?=[A-Za-z]+"\s*[:\]}])/g));
    for (const prefix of prefixes) expect(whole["@context"]).to.have.property(prefix.slice(1, -1));
  });

  it("comes back when data is graded general again, and through the SDK", async () => {
    const { authority } = history.parties;
    await history.call("assets", authority.key, "gradeAsset", important, 1, digest("assessment"), digest("again"));
    await gateway.indexed();
    const url = await gateway.app.listen({ port: 0, host: "127.0.0.1" });
    const contracts = Object.fromEntries(
      Object.entries(history.addresses).map(([name, address]) => [name, { address, block: history.startBlock }]),
    );
    const deployment = { chainId: String(history.anvil.chainId), startBlock: history.startBlock, contracts };
    const ledger = await createLedger({ rpcUrl: history.anvil.url, deployment, gateway: { url } });
    const { items } = await ledger.assets.catalogue({ track: "property" });
    expect(items.map(({ assetId }) => assetId)).to.deep.equal([important, history.assetId]);
    ledger.close();
  });
});
