import { expect } from "chai";
import { isLedgerError, type Ledger, type LedgerEvent, type Route } from "@data-voucher/sdk";
import { Wallet } from "ethers";
import { type Desk, largestOf, type ListedVoucher, type StartedLedger, startLedger } from "./sdk-ledger.ts";

async function all(events: AsyncIterable<LedgerEvent>): Promise<LedgerEvent[]> {
  const found: LedgerEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "no refusal",
    (error: unknown) => (isLedgerError(error) ? error.code : String(error)),
  );
}

describe("The SDK against a ledger that was really started", function () {
  this.timeout(60_000);
  let started: StartedLedger;
  let seller: Desk;
  let buyer: Desk;

  before(async () => {
    started = await startLedger();
    seller = await started.desk("logistics");
    buyer = await started.desk("coldchain");
  });
  after(() => started?.stop());

  const viaGateway = (): { gateway: { url: string }; route: Route } => ({
    gateway: { url: started.gateway },
    route: "gateway",
  });

  describe("with a hundred parallel writers over ten keys", () => {
    const keys = Array.from({ length: 10 }, () => Wallet.createRandom());

    before(async () => {
      const ledger = await started.open({ signer: seller.key });
      const added = keys.map(({ address }) => ledger.accounts.add({ account: address, powers: ["operate"] }));
      for (const handle of await Promise.all(added)) await handle.wait();
      ledger.close();
    });

    for (const route of ["rpc", "gateway"] as const) {
      it(`loses and doubles nothing through the ${route}`, async () => {
        const voucher = await largestOf(started, seller.party);
        const before = BigInt(voucher.units);
        const ledgers = await Promise.all(
          keys.map((key) =>
            started.open({ signer: new Wallet(key.privateKey), gateway: { url: started.gateway }, route }),
          ),
        );
        const write = async (ledger: Ledger, id: string) => {
          const order = { voucherId: voucher.voucherId, to: buyer.party, units: "1" };
          const handle = await ledger.vouchers.transfer(order, { id });
          const { voucherId, block, hash } = await handle.wait();
          return { voucherId, block, hash, id, ledger };
        };
        const writes = await Promise.all(
          ledgers.flatMap((ledger) => Array.from({ length: 10 }, (_, i) => write(ledger, `${route}-${i}`))),
        );
        expect(new Set(writes.map(({ hash }) => hash)).size).to.equal(100);
        expect(new Set(writes.map(({ voucherId }) => voucherId)).size).to.equal(100);
        // The same orders again are the same transactions.
        const repeated = await Promise.all(writes.map(({ ledger, id }) => write(ledger, id)));
        expect(repeated.map(({ hash }) => hash)).to.deep.equal(writes.map(({ hash }) => hash));

        await started.indexed(Math.max(...writes.map(({ block }) => block)));
        const chain = await started.reader.vouchers.get(voucher.voucherId);
        expect(chain.units).to.equal(before - 100n);
        const listed = await started.ask<ListedVoucher>(`/v1/vouchers/${voucher.voucherId}`);
        expect(BigInt(listed.units)).to.equal(before - 100n);
        const children = await started.reader.vouchers.getMany(writes.map(({ voucherId }) => voucherId));
        expect(children.every((child) => child?.units === 1n && child.holder === buyer.party)).to.equal(true);
        for (const key of keys) {
          const count = await started.reader.client.provider.getTransactionCount(key.address);
          expect(count).to.equal(route === "rpc" ? 10 : 20);
        }
        if (route === "gateway") {
          const [ledger] = ledgers as [Ledger];
          for (const { hash } of writes) {
            expect(await ledger.operations.get(hash, { waitSeconds: 10 })).to.include({
              state: "final",
              success: true,
            });
          }
        }
        for (const ledger of ledgers) ledger.close();
      });
    }
  });

  describe("through the gateway", () => {
    it("raises the ledger's own refusal before anything is handed over, and the gateway's codes", async () => {
      const ledger = await started.open({ signer: buyer.key, ...viaGateway() });
      const overseas = await started.desk("overseas");
      const { voucherId } = await largestOf(started, buyer.party);
      expect(await codeOf(ledger.vouchers.transfer({ voucherId, to: overseas.party }))).to.equal("OUTSIDE_TERRITORY");
      expect(await codeOf(ledger.operations.get("0".repeat(32)))).to.equal("OPERATION_NOT_FOUND");
      expect(await codeOf(ledger.operations.submit("0x00"))).to.equal("TRANSACTION_MALFORMED");
      ledger.close();
    });

    it("takes a transaction that was signed elsewhere, once", async () => {
      const ledger = await started.open(viaGateway());
      const { provider, contracts, deployment } = ledger.client;
      const key = (await started.desk("fresh")).key;
      const operator = Wallet.createRandom().address;
      const raw = await key.signTransaction({
        type: 0,
        chainId: BigInt(deployment.chainId),
        nonce: await provider.getTransactionCount(key.address),
        gasPrice: 0n,
        gasLimit: 500_000n,
        to: await contracts.ledger.getAddress(),
        data: contracts.ledger.interface.encodeFunctionData("setApprovalForAll", [operator, true]),
      });
      const first = await ledger.operations.submit(raw, { id: "signed-elsewhere" });
      const second = await ledger.operations.submit(raw, { id: "signed-elsewhere" });
      expect(second.id).to.equal(first.id);
      const done = await ledger.operations.get(first.id, { waitSeconds: 20 });
      expect(done).to.include({ state: "final", success: true });
      expect(done.from.toLowerCase()).to.equal(key.address.toLowerCase());
      ledger.close();
    });
  });

  describe("history from chain and gateway", () => {
    let ledger: Ledger;
    before(async () => {
      ledger = await started.open({ gateway: { url: started.gateway } });
      await started.indexed(await ledger.client.provider.getBlockNumber());
    });

    it("is the same of every voucher of the history", async () => {
      const vouchers = await started.askAll<ListedVoucher>("/v1/vouchers");
      for (const { voucherId } of vouchers.slice(-5)) {
        const chain = await all(ledger.provenance.history({ voucherId, source: "chain" }));
        expect(chain).to.not.deep.equal([]);
        expect(await all(ledger.provenance.history({ voucherId }))).to.deep.equal(chain);
      }
    });

    it("is the same of every asset", async () => {
      const assets = await started.askAll<{ assetId: string }>("/v1/assets");
      expect(assets.length).to.be.above(3);
      for (const { assetId } of assets) {
        const chain = await all(ledger.provenance.history({ assetId, source: "chain" }));
        expect(await all(ledger.provenance.history({ assetId, source: "gateway" }))).to.deep.equal(chain);
      }
    });

    it("is, of a party, at least what the chain is indexed by", async () => {
      for (const name of ["operator", "registry", "coldchain"]) {
        const { party } = await started.desk(name);
        const gateway = await all(ledger.provenance.history({ party }));
        const byId = new Map(gateway.map((event) => [event.id, event]));
        const chain = await all(ledger.provenance.history({ party, source: "chain" }));
        expect(chain.length).to.be.above(0);
        // The gateway enters these in no party's history; the chain does.
        const entered = chain.filter((event) => !["RequestConsumed", "RegistryCodeSet"].includes(event.name));
        for (const event of entered) expect(byId.get(event.id), `${name} ${event.name}`).to.deep.equal(event);
        const order = gateway.map(({ block, logIndex }) => block * 1e6 + logIndex);
        expect(order).to.deep.equal([...order].sort((a, b) => a - b));
      }
    });
  });
});
