import { expect } from "chai";
import { canonicalJson, digestOf, termsDifferences, type JsonValue } from "@data-voucher/sdk";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { tellHistory } from "../../testing/ledger-history.ts";

type Node = {
  series: { seriesId: number; grantor: string; provider: string; basis: { kind: string; id: string } };
  parent: { voucherId: string; seriesId: number; holder: string; units: string } | null;
  depth: number;
};

describe("terms and licences over HTTP", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  it("tell the tree of licences from any series of it, parents first", async () => {
    const { alpha, beta, gamma } = history.parties;
    for (const asked of [4, 5, 6, 7, 8]) {
      const { items, complete, seriesId } = await gateway.get(`/v1/series/${asked}/licences`);
      expect([complete, seriesId]).to.deep.equal([true, asked]);
      const nodes = items as Node[];
      expect(nodes.map(({ series, depth, parent }) => [series.seriesId, depth, parent?.seriesId ?? null])).to.eql([
        [4, 0, null],
        [5, 1, 4],
        [6, 2, 5],
        [7, 2, 5],
        [8, 2, 5],
      ]);
      expect(nodes.map(({ series }) => series.grantor)).to.eql(
        [alpha, beta, gamma, gamma, gamma].map(({ address }) => address),
      );
      for (const { series } of nodes) expect(series.provider).to.equal(alpha.address);
      expect(nodes[1]!.parent).to.deep.include({ voucherId: String(history.voucher(4, 1)), holder: beta.address });
      // 60 of gamma's 200 were used under its first licence.
      expect(nodes[2]!.parent).to.deep.include({ units: "140" });
    }
    const alone = await gateway.get("/v1/series/1/licences");
    expect(alone.items).to.have.length(1);
  });

  it("tell what a voucher under a licence stands on, up to the certificate", async () => {
    const life = await gateway.get("/v1/vouchers/8-1/provenance");
    expect(
      life.licences.map(({ seriesId, voucherId }: { seriesId: number; voucherId: string }) => [seriesId, voucherId]),
    ).to.eql([
      [5, String(history.voucher(5, 1))],
      [4, String(history.voucher(4, 1))],
    ]);
    expect(life.certificate).to.include({ holder: history.parties.alpha.address, live: true });
    expect(life.voucher.series.state.suspendedAbove).to.equal(String(history.voucher(5, 1)));
    const licensed = await gateway.get("/v1/vouchers/5-1/provenance");
    const kinds = licensed.steps.map(({ kind }: { kind: string }) => kind);
    expect(kinds).to.include("licensed").and.include("locked").and.include("unlocked");
    const step = licensed.steps.find(({ kind }: { kind: string }) => kind === "licensed");
    expect(step).to.deep.include({ licence: 6, units: "60", unitsAfter: "140" });
    expect(licensed.voucher).to.deep.include({ used: "0", licensed: "60", units: "140" });
    // Before the authority suspended the series between, nothing held the licence up.
    const suspended = life.steps.find(({ kind }: { kind: string }) => kind === "issued").block as number;
    const then = await gateway.get(`/v1/vouchers/8-1/provenance?asOfBlock=${suspended}`);
    expect(then.voucher.series.state.suspendedAbove).to.equal(null);
    const beforeEnd = await gateway.get(`/v1/vouchers/5-1/provenance?asOfBlock=${step.block - 1}`);
    expect(beforeEnd.voucher).to.deep.include({ licensed: "0", units: "200", epoch: 0 });
    expect(beforeEnd.voucher.locks.map(({ lockClass }: { lockClass: string }) => lockClass)).to.eql(["sublicence"]);
  });

  it("give the terms as a document with its digests, and say whether it is what the ledger records", async () => {
    const { document, digest, recorded, matches } = await gateway.get("/v1/series/4/terms");
    expect(digest).to.deep.equal(await digestOf(document as JsonValue));
    expect(document).to.deep.include({ type: "SeriesTerms", version: 1, cap: "1000", agreement: null });
    expect(document.conditions).to.deep.include({ users: ["financialInstitution", "enterprise"], onward: 2 });
    expect(document.conditions.frequency).to.deep.equal({ units: 100, period: "day" });
    // This history recorded the digest of something else.
    expect([matches, recorded === digest.sha256]).to.deep.equal([false, false]);
    const again = await gateway.get("/v1/series/4/terms");
    expect(canonicalJson(again.document as JsonValue)).to.equal(canonicalJson(document as JsonValue));
    const other = (await gateway.get("/v1/series/5/terms")).document;
    expect(termsDifferences(other, { ...document } as never)).to.include("conditions.onward");
  });

  it("give the terms as an ODRL policy that names its block", async () => {
    const response = await gateway.app.inject("/v1/series/5/odrl");
    expect(response.headers["content-type"]).to.match(/^application\/ld\+json/);
    expect(response.headers["x-as-of-block"]).to.match(/^\d+$/);
    const policy = response.json();
    expect(policy.asOfBlock.number).to.equal(Number(response.headers["x-as-of-block"]));
    expect(policy["@context"][1]).to.have.property("asOfBlock");
    expect(policy.uid).to.match(/^urn:data-voucher:\d+:series:5$/);
    expect(policy["dct:provenance"]).to.match(new RegExp(`:licence:${history.voucher(4, 1)}$`));
    expect(policy["dv:provider"]).to.contain(history.parties.alpha.address);
    expect(policy.permission.map(({ action }: { action: string }) => action)).to.include("grantUse");
  });

  it("refuse series that do not exist", async () => {
    for (const path of ["licences", "terms", "odrl"]) {
      expect((await gateway.app.inject(`/v1/series/99/${path}`)).statusCode).to.equal(404);
      expect((await gateway.app.inject(`/v1/series/no/${path}`)).statusCode).to.be.oneOf([400, 422]);
    }
  });

  it("tell of a party what it was recorded as", async () => {
    const { beta, alpha } = history.parties;
    const told = await gateway.get(`/v1/parties/${beta.address}`);
    expect([told.kind, told.qualifications]).to.deep.equal(["enterprise", ["protectionLevel2", "protectionLevel3"]]);
    expect((await gateway.get(`/v1/parties/${alpha.address}`)).kind).to.equal(null);
  });
});
