import { createLedger, type Ledger, type LedgerEvent } from "@data-voucher/sdk";
import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { issueLongVoucher, transferOften, type LongVoucher } from "../../testing/long-voucher.ts";

describe("a history of more events than a page holds", function () {
  this.timeout(120_000);
  const transfers = 450;
  let voucher: LongVoucher;
  let gateway: LedgerGateway;
  let ledger: Ledger;
  let asked: string[];

  before(async () => {
    voucher = await issueLongVoucher();
    await transferOften(voucher, transfers);
    const { anvil, addresses, startBlock } = voucher.chain;
    gateway = await openLedgerGateway(voucher.chain);
    await gateway.indexed();
    const contracts = Object.fromEntries(
      Object.entries(addresses).map(([name, address]) => [name, { address, block: startBlock }]),
    );
    ledger = await createLedger({
      rpcUrl: anvil.url,
      deployment: { chainId: String(anvil.chainId), startBlock, contracts },
      gateway: { url: await gateway.app.listen({ port: 0, host: "127.0.0.1" }) },
    });
    gateway.app.server.on("request", ({ url = "" }) => asked.push(url));
  });
  beforeEach(() => {
    asked = [];
  });
  after(async () => {
    ledger?.close();
    await gateway?.stop();
    await voucher?.chain.stop();
  });

  const all = (query: Parameters<Ledger["provenance"]["history"]>[0]) =>
    Array.fromAsync(ledger.provenance.history(query));
  const idsOf = (events: readonly LedgerEvent[]) => events.map(({ id }) => id);

  it("comes whole through the SDK, page by page and not transaction by transaction", async () => {
    const { voucherId } = voucher;
    const events = await all({ voucherId });
    expect(events).to.have.length(transfers + 1);
    expect(asked).to.have.length(3);
    expect(events).to.deep.equal(await all({ voucherId, source: "chain" }));
  });

  it("is read only as far as it is used", async () => {
    const { voucherId, assetId, holders } = voucher;
    for (const query of [{ voucherId }, { party: holders[0].address }, { assetId }]) {
      asked = [];
      for await (const event of ledger.provenance.history(query)) {
        expect(event.id).to.be.a("string");
        break;
      }
      expect(asked, Object.keys(query)[0]).to.have.length(1);
    }
    asked = [];
    const [, second] = await all({ voucherId, toBlock: (await all({ voucherId }))[1]!.block });
    expect(second!.name).to.equal("VoucherTransferred");
    expect(asked).to.have.length(4);
  });

  it("begins where it is asked to", async () => {
    const { voucherId } = voucher;
    const events = await all({ voucherId });
    const fromBlock = events[300]!.block;
    asked = [];
    const late = await all({ voucherId, fromBlock });
    expect(idsOf(late)).to.deep.equal(idsOf(events.filter(({ block }) => block >= fromBlock)));
    expect(asked).to.have.length(1);
  });

  it("is the same from either end, of parties, assets and vouchers", async () => {
    const { holders, assetId } = voucher;
    for (const subject of [`parties/${holders[0].address}`, `assets/${assetId}`, "vouchers/1-1"]) {
      const read = async (order: string) => {
        const ids: string[] = [];
        for (let cursor = ""; ;) {
          const page = await gateway.get(`/v1/${subject}/history?limit=150${order}${cursor}`);
          ids.push(...idsOf(page.items));
          if (page.nextCursor === null) return ids;
          cursor = `&cursor=${page.nextCursor}`;
        }
      };
      const oldest = await read("&order=oldest");
      expect(new Set(oldest).size, subject).to.equal(oldest.length);
      expect(await read("")).to.deep.equal([...oldest].reverse());
    }
    const { nextCursor } = await gateway.get("/v1/vouchers/1-1/history?limit=1");
    await gateway.get(`/v1/vouchers/1-1/history?order=oldest&cursor=${nextCursor}`, 400);
    await gateway.get("/v1/vouchers/1-1/history?fromBlock=1e20", 422);
    expect((await gateway.get("/v1/vouchers/9-9/history", 404)).code).to.equal("VOUCHER_UNKNOWN");
    expect((await gateway.get(`/v1/assets/0x${"1".repeat(64)}/history`, 404)).code).to.equal("ASSET_UNKNOWN");
  });
});
