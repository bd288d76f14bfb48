import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { tellHistory } from "../../testing/ledger-history.ts";

interface Sums {
  readonly units: string;
  readonly receipts: number;
}

describe("what was used, over HTTP", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  let gateway: LedgerGateway;
  const usage = (query = "", status = 200) => gateway.get(`/v1/usage${query}`, status);
  const sum = (parts: readonly Sums[]) =>
    parts.reduce((all, { units, receipts }) => [all[0]! + BigInt(units), all[1]! + BigInt(receipts)], [0n, 0n]);

  before(async () => {
    history = await tellHistory();
    gateway = await openLedgerGateway(history);
    await gateway.indexed();
  });
  after(async () => {
    await gateway.stop();
    await history.stop();
  });

  it("adds up with the ledger exactly, by series and by voucher", async () => {
    const { items: all } = await gateway.get("/v1/series?limit=200");
    for (const { seriesId, totals } of all) {
      const seen = await history.view("ledger", "seriesOf", seriesId);
      const used = await usage(`?seriesId=${seriesId}`);
      expect([used.units, totals.used]).to.deep.equal([String(seen.totals.used), String(seen.totals.used)]);
      const { items } = await gateway.get(`/v1/vouchers?series=${seriesId}&limit=200`);
      const ofVouchers: Sums[] = [];
      for (const { voucherId, used: told } of items) {
        ofVouchers.push(await usage(`?voucherId=${voucherId}`));
        expect(ofVouchers.at(-1)!.units).to.equal(told);
      }
      expect(sum(ofVouchers)).to.deep.equal(sum([used]));
    }
  });

  it("is told in all, by asset, holder and provider, each by purpose and by day with the same sum", async () => {
    const { alpha, gamma, beta, operator } = history.parties;
    const { units } = await gateway.get("/v1/statistics");
    const ledger = await usage();
    expect([ledger.units, ledger.receipts, units.used]).to.deep.equal(["127", 4, "127"]);
    expect(ledger.byPurpose).to.deep.equal([
      { purpose: 0, units: "115", receipts: 3 },
      { purpose: 1, units: "12", receipts: 1 },
    ]);
    const factsOf = ({ units: all, receipts, byPurpose, byDay }: typeof ledger) => ({
      all,
      receipts,
      byPurpose,
      byDay,
    });
    const subjects = [`assetId=${history.assetId}`, `provider=${alpha.address.toLowerCase()}`];
    for (const subject of subjects) {
      expect(factsOf(await usage(`?${subject}`)), subject).to.deep.equal(factsOf(ledger));
    }
    for (const parts of [ledger.byPurpose, ledger.byDay]) expect(sum(parts)).to.deep.equal(sum([ledger]));
    expect(ledger.byDay[0].day).to.match(/^20\d\d-\d\d-\d\d$/);
    // Two held what was used, one of them under a licence of the other.
    const holders = [await usage(`?holder=${gamma.address}`), await usage(`?holder=${operator.address}`)];
    expect(holders.map(({ units: all, receipts }) => [all, receipts])).to.deep.equal([
      ["67", 3],
      ["60", 1],
    ]);
    expect((await usage(`?holder=${beta.address}`)).receipts).to.equal(0);
  });

  it("refuses more than one subject, and what is unknown or malformed", async () => {
    const { alpha } = history.parties;
    const refused: [string, number, string][] = [
      [`?seriesId=1&holder=${alpha.address}`, 422, "REQUEST_INVALID"],
      ["?seriesId=99", 404, "SERIES_UNKNOWN"],
      ["?seriesId=one", 400, "ID_MALFORMED"],
      ["?voucherId=99-1", 404, "VOUCHER_UNKNOWN"],
      [`?assetId=0x${"1".repeat(64)}`, 404, "ASSET_UNKNOWN"],
      [`?holder=0x${"1".repeat(40)}`, 404, "PARTY_UNKNOWN"],
      ["?provider=0x12", 400, "ID_MALFORMED"],
    ];
    for (const [query, status, code] of refused) expect((await usage(query, status)).code, query).to.equal(code);
  });

  it("stands in the life of the voucher, now and at an older block", async () => {
    const id = history.voucher(1, 4);
    const now = await gateway.get(`/v1/vouchers/${id}/provenance`);
    const uses = now.steps.filter(({ kind }: { kind: string }) => kind === "used");
    expect(uses.map(({ units, use }: { units: string; use: object }) => [units, use])).to.have.length(2);
    const [first] = uses;
    expect(first).to.deep.include({ units: "30", from: history.parties.gamma.address });
    expect(first.use).to.deep.include({
      purpose: 0,
      analysis: "lookup",
      accessPoint: history.parties.alpha.key.address,
    });
    const then = await gateway.get(`/v1/vouchers/${id}/provenance?asOfBlock=${first.block}`);
    expect([now.voucher.used, then.voucher.used]).to.deep.equal(["42", "30"]);
    expect(then.voucher.epoch).to.equal(now.voucher.epoch);
    expect([now.voucher.series.totals.used, then.voucher.series.totals.used]).to.deep.equal(["67", "30"]);
    const gone = await gateway.get("/v1/vouchers/1-7/provenance");
    expect(gone.voucher).to.deep.include({
      state: "used",
      units: "0",
      used: "25",
      holder: history.parties.gamma.address,
    });
    const past = await gateway.get(`/v1/vouchers/1-7/provenance?asOfBlock=${gone.steps.at(-1).block}`);
    expect(past.voucher.state).to.equal("used");
  });

  it("tells what the authority prohibits", async () => {
    const told = await gateway.get("/v1/usage/prohibited");
    expect(told).to.deep.include({ analyses: ["reidentification"], byParty: history.authority.address });
    expect(Date.parse(told.since)).to.be.above(0);
  });
});
