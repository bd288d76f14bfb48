import { expect } from "chai";
import { Transaction, Wallet, type TransactionLike } from "ethers";
import { operationTable } from "../outbox/operation.ts";
import { openDeskGateway, type DeskGateway } from "../testing/desk-gateway.ts";
import { digest, everyPower, startLedgerChain, type LedgerChain, type TestParty } from "../testing/ledger-chain.ts";

describe("handing in signed transactions", function () {
  this.timeout(60_000);
  let chain: LedgerChain;
  let gateway: DeskGateway;
  let firm: TestParty;
  let nonce = 0;

  before(async () => {
    chain = await startLedgerChain();
    firm = await admitSigner();
    gateway = await openDeskGateway(chain, []);
  });
  after(async () => {
    await gateway.stop();
    await chain.stop();
  });

  /** A firm with the key of its signing person, which has sent nothing yet. */
  async function admitSigner(): Promise<TestParty> {
    const office = await chain.admit();
    const key = new Wallet(Wallet.createRandom().privateKey);
    await chain.call("ledger", office.key, "addAccount", key.address, everyPower, 0, 0);
    await chain.call("ledger", office.key, "appointSigner", key.address, digest("appointment"));
    return { ...office, key };
  }

  const commit = (label: string) => chain.encode("ledger", "commitSafeUse", 0, digest(label));
  const sign = (over: TransactionLike<string> = {}, key: Wallet = firm.key) =>
    key.signTransaction({
      type: 0,
      chainId: chain.anvil.chainId,
      nonce,
      gasPrice: 0n,
      gasLimit: 1_000_000n,
      to: chain.addresses["Ledger"]!,
      data: commit("again"),
      ...over,
    });
  const post = (raw: string, query = "", headers: Record<string, string> = {}) =>
    gateway.send("POST", `/v1/transactions${query}`, { prefer: "wait=20", ...headers }, { raw });
  const operations = async () => (await gateway.services.home.list(operationTable)).length;

  it("refuses each thing that cannot succeed by its own code, and sends none of them", async () => {
    const good = await sign();
    const altered = Transaction.from(good);
    altered.data = commit("another");
    const zero = `0x${"00".repeat(32)}`;
    const stranger = new Wallet(Wallet.createRandom().privateKey);
    const cases: [string, number, string][] = [
      ["WRONG_CHAIN_ID", 400, await sign({ chainId: 1 })],
      ["CONTRACT_FOREIGN", 422, await sign({ to: stranger.address })],
      ["CONTRACT_FOREIGN", 422, await sign({ to: null })],
      ["VALUE_NOT_ALLOWED", 422, await sign({ value: 1n })],
      ["FEE_TOO_HIGH", 400, await sign({ gasPrice: 1n })],
      ["TRANSACTION_MALFORMED", 400, `${good}00`],
      ["TRANSACTION_MALFORMED", 400, good.slice(0, -2)],
      ["TRANSACTION_MALFORMED", 400, altered.unsignedSerialized],
      // The signature of other bytes recovers to a key that nobody has.
      ["ACCOUNT_UNKNOWN", 403, altered.serialized],
      ["ACCOUNT_UNKNOWN", 403, await sign({ nonce: 0 }, stranger)],
      ["SAFE_USE_COMMITMENT_MISSING", 422, await sign({ data: chain.encode("ledger", "commitSafeUse", 0, zero) })],
      ["SERIES_UNKNOWN", 404, await sign({ data: chain.encode("ledger", "closeSeries", 7) })],
      ["EXECUTION_REVERTED", 409, await sign({ data: "0x12345678" })],
      ["GAS_LIMIT_TOO_LOW", 400, await sign({ gasLimit: 21_500n })],
    ];
    for (const [code, status, raw] of cases) {
      const answer = await post(raw);
      expect([answer.code, answer.status], code).to.eql([code, status]);
    }
    expect(await operations()).to.equal(0);
  });

  it("takes what the ledger would do, knows it again by its hash, and refuses its nonce for another", async () => {
    const raw = await sign();
    const first = await post(raw);
    expect([first.status, first.content.success]).to.eql([200, true]);
    // A replay has the same hash, so it is the same operation; by then its nonce is used.
    const again = await post(raw);
    expect([again.status, again.content.id]).to.eql([200, first.content.id]);
    const late = await post(await sign({ data: commit("late") }));
    expect([late.status, late.code, late.content.details]).to.eql([409, "NONCE_TOO_LOW", { nonce: 0, next: 1 }]);
    nonce = 1;
  });

  it("simulates every transaction of a client without a key", async () => {
    const before = await operations();
    const { status, code } = await post(await sign(), "?simulate=false");
    expect([status, code]).to.eql([401, "SIMULATION_REQUIRED"]);
    expect(await operations()).to.equal(before);
  });

  it("sends what must fail when asked not to simulate, and then says why it failed", async () => {
    const { status, content } = await post(
      await sign({ data: chain.encode("ledger", "closeSeries", 7) }),
      "?simulate=false",
      await gateway.as("party", firm.address),
    );
    expect(status).to.equal(200);
    expect(content).to.deep.include({
      success: false,
      revert: { code: "SERIES_UNKNOWN", name: "SeriesUnknown", args: { seriesId: 7 } },
    });
    nonce = 2;
  });

  it("keeps the request ids of firms apart that share an address, and each firm's to one body", async () => {
    const other = await admitSigner();
    const id = { "idempotency-key": "order-17" };
    const raws = [await sign(), await sign({ nonce: 0 }, other.key)];
    const answers = await Promise.all(raws.map((raw) => post(raw, "", id)));
    expect(answers.map(({ content }) => content.success)).to.eql([true, true]);
    const again = await Promise.all(raws.map((raw) => post(raw, "", id)));
    expect(again.map(({ content }) => content.id)).to.eql(answers.map(({ content }) => content.id));
    nonce += 1;
    const another = await sign({ data: commit("another") });
    const reused = await post(another, "", id);
    expect([reused.status, reused.code]).to.eql([409, "IDEMPOTENCY_KEY_REUSED"]);
    // The account is the same, whichever API key hands its transaction in.
    const handed = await post(another, "", { ...id, ...(await gateway.as("party", firm.address)) });
    expect(handed.code).to.equal("IDEMPOTENCY_KEY_REUSED");
  });

  it("takes a row of transactions that need one another, in one go", async () => {
    const key = digest("asset");
    const declaration = {
      key,
      name: "数据",
      fingerprint: digest("f"),
      descriptorDigest: digest("d"),
      source: 1,
      category: 1,
      grade: 1,
      sources: [],
    };
    const derived = {
      ...declaration,
      key: digest("derived"),
      source: 4,
      sources: [await chain.view("assets", "assetIdOf", firm.address, key)],
    };
    const to = chain.addresses["AssetRegistry"]!;
    const both = await Promise.all([
      sign({ to, data: chain.encode("assets", "declareAsset", declaration) }),
      sign({ to, nonce: nonce + 1, data: chain.encode("assets", "declareAsset", derived) }),
    ]);
    const answers = await Promise.all(both.map((raw) => post(raw)));
    expect(answers.map(({ content }) => content.success)).to.eql([true, true]);
    nonce += 2;
  });

  it("takes pipelined transactions of one key without an API key, in whatever order they arrive", async () => {
    const raws = await Promise.all(
      Array.from({ length: 10 }, (_, i) => sign({ nonce: nonce + i, data: commit(`${i}`) })),
    );
    const answers = await Promise.all(raws.reverse().map((raw) => post(raw)));
    expect(answers.map(({ content }) => content.success)).to.eql(raws.map(() => true));
    nonce += raws.length;
  });

  it("refuses a nonce that follows nothing known, from a client without a key", async () => {
    const before = await operations();
    const { status, code, content } = await post(await sign({ nonce: nonce + 1 }));
    expect([status, code, content.retryable]).to.eql([503, "NONCE_TOO_DISTANT", true]);
    expect(content.details).to.eql({ nonce: nonce + 1, next: nonce });
    expect(await operations()).to.equal(before);
  });

  it("takes a transaction before the one it follows: nobody can tell yet whether it succeeds", async () => {
    const headers = await gateway.as("party", firm.address);
    const later = await sign({ nonce: nonce + 1, data: chain.encode("ledger", "closeSeries", 7) });
    const { status, content } = await post(later, "", { ...headers, prefer: "" });
    expect([status, content.success]).to.eql([202, null]);
  });
});
