import { expect } from "chai";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { AbstractSigner, type TransactionRequest, Wallet, type TypedDataDomain, type TypedDataField } from "ethers";
import { createLedger } from "./create-ledger.ts";
import { createLedgerClient } from "../client/client.ts";
import { transferVoucher } from "../actions/vouchers/transfer-voucher.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { paper, seriesOf, startLedgerChain, type LedgerChain } from "../testing/ledger-chain.ts";
import { codeOfRefusal } from "../testing/refusal.ts";

/** A signer that is none of ethers' own: it only signs, as a hardware or cloud key would. */
class DistantSigner extends AbstractSigner {
  readonly #key: Wallet;
  constructor(key: Wallet) {
    super(null);
    this.#key = key;
  }
  override getAddress() {
    return Promise.resolve(this.#key.address);
  }
  override connect() {
    return this;
  }
  override signTransaction(transaction: TransactionRequest) {
    return this.#key.signTransaction(transaction);
  }
  override signMessage(message: string) {
    return this.#key.signMessage(message);
  }
  override signTypedData(domain: TypedDataDomain, types: Record<string, TypedDataField[]>, value: object) {
    return this.#key.signTypedData(domain, types, value);
  }
}

describe("writes through the SDK", () => {
  let chain: LedgerChain;
  let seriesId: number;
  before(async function () {
    this.timeout(60_000);
    chain = await startLedgerChain();
    ({ seriesId } = await seriesOf(chain, chain.parties.alpha));
  });
  after(() => chain.stop());

  const issue = async (units = "1000") => {
    const { alpha, beta } = chain.parties;
    const issued = await alpha.ledger.vouchers.issue({ seriesId, to: beta.party, units, digest: paper("voucher") });
    return (await issued.wait()).voucherId;
  };

  it("return the first result to a repeat of a request id, also after it was carried out", async () => {
    const { beta, gamma } = chain.parties;
    const voucherId = await issue();
    const order = { voucherId, to: gamma.party, units: "10" };
    const [first, second] = await Promise.all([
      beta.ledger.vouchers.transfer(order, { id: "order-1" }),
      beta.ledger.vouchers.transfer(order, { id: "order-1" }),
    ]);
    expect(second.hash).to.equal(first.hash);
    const done = await first.wait();
    const third = await beta.ledger.vouchers.transfer(order, { id: "order-1" });
    expect([third.hash, (await third.wait()).voucherId]).to.deep.equal([first.hash, done.voucherId]);
    expect(await beta.ledger.vouchers.get(voucherId)).to.include({ units: 990n });
    const other = beta.ledger.vouchers.transfer({ ...order, units: "11" }, { id: "order-1" });
    expect(await codeOfRefusal(other)).to.equal("REQUEST_ID_REUSED");
    for (const id of ["", "a b", "单号", "x".repeat(129)]) {
      expect(await codeOfRefusal(beta.ledger.vouchers.transfer(order, { id }))).to.equal("REQUEST_ID_MALFORMED");
    }
  });

  it("return it over a restart too, where the client has a store", async () => {
    const { alpha, gamma } = chain.parties;
    const store = createMemoryStore();
    const wholeVoucher = await (async () => {
      const handle = await alpha.ledger.vouchers.issue({
        seriesId,
        to: gamma.party,
        units: "9",
        digest: paper("whole"),
      });
      return (await handle.wait()).voucherId;
    })();
    gamma.ledger.close();
    const before = await chain.open({ signer: gamma.key, store });
    const order = { voucherId: wholeVoucher, to: alpha.party };
    const handle = await before.vouchers.transfer(order, { id: "order-2" });
    await handle.wait();
    before.close();
    const after = await chain.open({ signer: gamma.key, store });
    const again = await after.vouchers.transfer(order, { id: "order-2" });
    expect(again.hash).to.equal(handle.hash);
    expect((await again.wait()).voucherId).to.equal(wholeVoucher);
    expect(await after.recovered()).to.be.an("array");
  });

  it("come from a hundred parallel calls of one key without loss or double", async function () {
    this.timeout(60_000);
    const { beta, gamma } = chain.parties;
    const voucherId = await issue();
    const handles = await Promise.all(
      Array.from({ length: 100 }, (_, i) => {
        return beta.ledger.vouchers.transfer({ voucherId, to: gamma.party, units: "3" }, { id: `parallel-${i}` });
      }),
    );
    const results = await Promise.all(handles.map((handle) => handle.wait()));
    expect(new Set(results.map(({ hash }) => hash)).size).to.equal(100);
    const children = results.map((result) => result.voucherId);
    expect(new Set(children).size).to.equal(100);
    expect((await beta.ledger.vouchers.getMany(children)).every((child) => child?.units === 3n)).to.equal(true);
    expect(await beta.ledger.vouchers.get(voucherId)).to.include({ units: 700n });
  });

  it("are signed by any signer of ethers", async () => {
    const { operator, alpha, beta } = chain.parties;
    operator.ledger.close();
    const ledger = await chain.open({ signer: new DistantSigner(operator.key) });
    const issued = await alpha.ledger.vouchers.issue({ seriesId, to: operator.party, units: "4", digest: paper("d") });
    const { voucherId } = await issued.wait();
    await (await ledger.vouchers.transfer({ voucherId, to: beta.party })).wait();
    expect(await ledger.vouchers.get(voucherId)).to.include({ holder: beta.party });
  });

  it("are refused early where the input is wrong, and simulated without being sent", async () => {
    const { beta, gamma } = chain.parties;
    const voucherId = await issue();
    const nonce = await chain.provider.getTransactionCount(beta.key.address);
    const order = { voucherId, to: gamma.party, units: "1" };
    const { transfer } = beta.ledger.vouchers;
    for (const [wrong, code] of [
      [{ units: "0" }, "NUMBER_OUT_OF_RANGE"],
      [{ units: "1.5" }, "NUMBER_MALFORMED"],
      [{ units: 2n ** 48n }, "NUMBER_OUT_OF_RANGE"],
      [{ to: gamma.party.slice(0, -1) }, "ADDRESS_MALFORMED"],
      [{ to: Wallet.createRandom().address }, "PARTY_UNKNOWN"],
      [{ voucherId: "0x1" }, "NUMBER_MALFORMED"],
      [{ units: "1001" }, "UNITS_EXCEEDED"],
      [{ to: beta.party }, "TRANSFER_TO_SELF"],
    ] as const) {
      expect(await codeOfRefusal(transfer({ ...order, ...wrong }))).to.equal(code);
      const answer = await transfer.simulate({ ...order, ...wrong });
      expect(answer).to.include({ ok: false, code });
    }
    expect(await transfer.simulate(order)).to.deep.equal({ ok: true });
    expect(await transfer.simulate(order, { from: gamma.key.address })).to.include({ code: "TRANSFER_NOT_APPROVED" });
    expect(await chain.provider.getTransactionCount(beta.key.address)).to.equal(nonce);
  });

  it("need a signer, reads do not", async () => {
    const ledger = await chain.open();
    const { alpha } = chain.parties;
    expect(await ledger.parties.get(alpha.party)).to.include({ party: alpha.party });
    const order = { voucherId: 5n, to: alpha.party, units: "1" };
    expect(await codeOfRefusal(ledger.vouchers.transfer(order))).to.equal("SIGNER_MISSING");
    expect(await codeOfRefusal(ledger.vouchers.transfer.simulate(order))).to.equal("SIGNER_MISSING");
    expect(await codeOfRefusal(ledger.operations.get("0x00"))).to.equal("GATEWAY_MISSING");
  });

  it("can be taken one by one, over a client that was opened by an address", async () => {
    const { overseas, alpha } = chain.parties;
    overseas.ledger.close();
    const { url, deployment } = chain;
    const client = await createLedgerClient({ rpcUrl: url, deployment, signer: overseas.key, profile: "hardhat" });
    expect(await transferVoucher.simulate(client, { voucherId: 5n, to: alpha.party })).to.include({
      code: "VOUCHER_UNKNOWN",
    });
    client.close();
  });

  it("refuse a node of another chain and a record without contracts", async () => {
    const { provider, deployment, url } = chain;
    expect(await codeOfRefusal(createLedger({ provider, deployment: { ...deployment, chainId: 1 } }))).to.equal(
      "WRONG_CHAIN_ID",
    );
    expect(await codeOfRefusal(createLedger({ rpcUrl: url, deployment: { chainId: 4545, contracts: {} } }))).to.equal(
      "DEPLOYMENT_INVALID",
    );
    expect(await codeOfRefusal(createLedger({ provider, deployment, route: "gateway" }))).to.equal("GATEWAY_MISSING");
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const gone = createLedger({ rpcUrl: `http://127.0.0.1:${port}`, deployment });
    expect(await codeOfRefusal(gone)).to.equal("NODE_REFUSED_CONNECTION");
  });
});
