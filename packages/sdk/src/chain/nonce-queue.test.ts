import { expect } from "chai";
import { Interface, Wallet, type HDNodeWallet, type JsonRpcProvider } from "ethers";
import { toLedgerError } from "../errors/to-ledger-error.ts";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { deployEcho } from "../testing/echo.ts";
import { startFaultProxy, type Fault, type FaultProxy } from "../testing/fault-proxy.ts";
import { createMemoryStore } from "../testing/memory-store.ts";
import { createNonceQueue, type NonceQueue } from "./nonce-queue.ts";
import { engineProfiles } from "./profile.ts";
import { createProvider } from "./provider.ts";
import type { NonceQueueOptions } from "./queue-state.ts";
import { createRpc, type Rpc } from "./rpc.ts";

const profile = { ...engineProfiles.embedded, pollMs: 50 };
const ledger = new Interface(["error VoucherLocked(uint64 voucherId, uint8 lock)"]);
const fail = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("did not fail"),
    (error: { code: string; details: Record<string, unknown>; message: string }) => error,
  );

describe("createNonceQueue", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let proxy: FaultProxy;
  let provider: JsonRpcProvider;
  let rpc: Rpc;
  let wallet: HDNodeWallet;
  let queues: NonceQueue[];

  before(async () => {
    anvil = await startAnvil(["--no-mining"]);
    proxy = await startFaultProxy(anvil.url);
    provider = await createProvider(proxy.url, profile);
    rpc = createRpc(anvil.url);
  });
  after(async () => {
    provider.destroy();
    await proxy.stop();
    await anvil.stop();
  });
  beforeEach(() => {
    wallet = Wallet.createRandom();
    queues = [];
  });
  afterEach(async () => {
    proxy.setRule(() => "pass");
    for (const queue of queues) queue.close();
    await rpc("anvil_dropAllTransactions", []);
  });

  const open = (change: Partial<NonceQueueOptions> = {}) => {
    const queue = createNonceQueue({ signer: wallet, provider, profile, interface: ledger, ...change });
    queues.push(queue);
    return queue;
  };
  const mine = (blocks = 1) => rpc("anvil_mine", [`0x${blocks.toString(16)}`]);
  const request = (n: number) => ({ to: `0x${(0x10000 + n).toString(16).padStart(40, "0")}`, gasLimit: 30_000n });
  const count = () => provider.getTransactionCount(wallet.address, "latest");
  const foreign = async (nonce: number, gasLimit = 50_000) => {
    const terms = { type: 0, chainId: 4545, gasPrice: 0, nonce, gasLimit, to: wallet.address };
    return (await rpc("eth_sendRawTransaction", [await wallet.signTransaction(terms)])) as string;
  };
  /** Breaks the next transactions that are sent, one fault after the other. */
  const breakSends = (...faults: Fault[]) =>
    proxy.setRule((method) => (method === "eth_sendRawTransaction" ? (faults.shift() ?? "pass") : "pass"));

  it("loses and doubles nothing of 100 parallel sends, and keeps within what may be in flight", async () => {
    const queue = open({ profile: { ...profile, maxInFlight: 16 } });
    let most = 0;
    let done = false;
    const mining = (async () => {
      while (!done) {
        const status = (await rpc("txpool_status", [])) as { pending: string; queued: string };
        most = Math.max(most, Number(status.pending) + Number(status.queued));
        await mine();
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    })();
    const receipts = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => (await queue.send(request(1000 + i))).wait()),
    );
    done = true;
    await mining;
    const all = await Promise.all(receipts.map(({ hash }) => provider.getTransaction(hash)));
    expect(all.map((tx) => tx?.nonce).sort((a, b) => Number(a) - Number(b))).to.deep.equal([...Array(100).keys()]);
    expect(new Set(all.map((tx) => tx?.to)).size).to.equal(100);
    expect(await count()).to.equal(100);
    expect(most).to.be.within(2, 16);
    expect(queue.inFlight()).to.equal(0);
  });

  it("sends for ten keys at once", async () => {
    const keys = Array.from({ length: 10 }, () => Wallet.createRandom());
    const writers = keys.map((signer) => open({ signer }));
    const handles = await Promise.all(Array.from({ length: 100 }, (_, i) => writers[i % 10]!.send(request(i + 1))));
    await mine();
    await Promise.all(handles.map((handle) => handle.wait()));
    const counts = await Promise.all(keys.map(({ address }) => provider.getTransactionCount(address, "latest")));
    expect(counts).to.deep.equal(Array(10).fill(10));
  });

  it("uses the nonce of a refused send again", async () => {
    const queue = open({ store: createMemoryStore() });
    expect((await queue.send(request(1))).nonce).to.equal(0);
    expect((await fail(queue.send({ ...request(2), value: 1n }))).code).to.equal("INSUFFICIENT_FUNDS");
    expect((await fail(queue.send({ ...request(2), gasLimit: 10n }))).code).to.equal("GAS_LIMIT_TOO_LOW");
    const handle = await queue.send(request(3));
    expect(handle.nonce).to.equal(1);
    await mine();
    expect((await handle.wait()).status).to.equal(1);
  });

  it("uses the nonce again when nothing listens, and goes on when something does", async () => {
    const line = await startFaultProxy(anvil.url);
    const own = await createProvider(line.url, profile);
    const queue = open({ provider: own });
    await queue.send(request(1));
    const port = Number(new URL(line.url).port);
    await line.stop();
    // A kept connection may break under the first request; the queue is asked once the port itself refuses.
    const refused = (e: unknown) => toLedgerError(e).code === "NODE_REFUSED_CONNECTION";
    while (!(await own.send("eth_chainId", []).then(() => false, refused)));
    const error = await fail(queue.send(request(2)));
    expect(error).to.include({ code: "NODE_REFUSED_CONNECTION", retryable: true });
    const again = await startFaultProxy(anvil.url, port);
    expect((await queue.send(request(3))).nonce).to.equal(1);
    queue.close();
    own.destroy();
    await again.stop();
  });

  it("does not double a send whose answer was lost", async () => {
    const queue = open();
    breakSends("break-after");
    const handle = await queue.send(request(1));
    await mine();
    expect((await handle.wait()).hash).to.equal(handle.hash);
    expect(await count()).to.equal(1);
  });

  it("does not take a mined transaction whose answer was lost for a stranger's", async () => {
    const queue = open();
    breakSends("break-after");
    const sending = queue.send(request(1));
    const held = async () => Number(((await rpc("txpool_status", [])) as { pending: string }).pending);
    while ((await held()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await mine();
    const handle = await sending;
    expect(handle.nonce).to.equal(0);
    await handle.wait();
    expect(await count()).to.equal(1);
  });

  it("keeps a send of unknown outcome, and sends it again until it is mined", async () => {
    const queue = open();
    breakSends("break-before", { status: 502 }, { error: { code: -32603, message: "Internal error" } });
    const handle = await queue.send(request(1));
    expect(await rpc("eth_getTransactionByHash", [handle.hash])).to.equal(null);
    const next = await queue.send(request(2));
    expect([handle.nonce, next.nonce]).to.deep.equal([0, 1]);
    const mining = setInterval(() => void mine(), 500);
    const receipts = await Promise.all([handle.wait({ timeoutMs: 15_000 }), next.wait({ timeoutMs: 15_000 })]);
    clearInterval(mining);
    expect(receipts.map(({ status }) => status)).to.deep.equal([1, 1]);
  });

  it("waits for a node that is full, behind or asks to slow down", async () => {
    const queue = open();
    breakSends(
      { error: { code: -32000, message: "txpool is full" } },
      { error: { code: -32008, message: "not ready" } },
      { status: 429 },
    );
    expect((await queue.send(request(1))).nonce).to.equal(0);
  });

  it("steps over nonces that another program has used, or is about to use", async () => {
    const queue = open();
    await foreign(0);
    await foreign(1);
    expect((await queue.send(request(1))).nonce).to.equal(2);
    await foreign(3);
    await mine();
    expect((await queue.send(request(2))).nonce).to.equal(4);
    await mine();
    expect(await count()).to.equal(5);
  });

  it("does not take the same bytes of an earlier life for its own", async () => {
    const first = open();
    const before = await first.send(request(1));
    first.close();
    const after = await open().send(request(1));
    expect([before.nonce, after.nonce]).to.deep.equal([0, 1]);
    await mine();
    await after.wait();
    expect(await count()).to.equal(2);
  });

  it("goes on with what was on its way when it was killed, and forgets nothing that is on record", async () => {
    const store = createMemoryStore();
    const first = open({ store });
    const sent = await Promise.all([1, 2, 3].map((n) => first.send(request(n), { id: `order-${n}` })));
    first.close();
    await rpc("anvil_dropAllTransactions", []);

    const second = open({ store });
    const recovered = await second.recovered();
    expect(recovered.map(({ id, hash, nonce }) => ({ id, hash, nonce }))).to.deep.equal(
      sent.map(({ id, hash, nonce }) => ({ id, hash, nonce })),
    );
    const repeated = await second.send(request(2), { id: "order-2" });
    expect(repeated.hash).to.equal(sent[1]?.hash);
    const fresh = await second.send(request(4));
    expect(fresh.nonce).to.equal(3);
    const mining = setInterval(() => void mine(), 200);
    await Promise.all([...recovered, fresh].map((handle) => handle.wait()));
    clearInterval(mining);
    expect(await count()).to.equal(4);

    second.close();
    const third = open({ store });
    expect((await third.send(request(3), { id: "order-3" })).hash).to.equal(sent[2]?.hash);
    expect((await fail(third.send(request(9), { id: "order-3" }))).code).to.equal("REQUEST_ID_REUSED");
    expect(await count()).to.equal(4);
  });

  it("gives one transaction to parallel repeats of a request id, none to another content", async () => {
    const queue = open();
    const [one, two] = await Promise.all([
      queue.send(request(1), { id: "same" }),
      queue.send({ ...request(1), gasLimit: 40_000n }, { id: "same" }),
    ]);
    expect(two.hash).to.equal(one.hash);
    expect((await fail(queue.send(request(2), { id: "same" }))).code).to.equal("REQUEST_ID_REUSED");
  });

  it("frees a request id whose send was refused", async () => {
    const queue = open({ store: createMemoryStore() });
    await fail(queue.send({ ...request(1), gasLimit: 10n }, { id: "again" }));
    expect((await queue.send(request(1), { id: "again" })).nonce).to.equal(0);
  });

  it("fills a nonce that nobody will ever use", async () => {
    const queue = open();
    const gone = await foreign(0);
    const handle = await queue.send(request(1));
    expect(handle.nonce).to.equal(1);
    await rpc("anvil_dropTransaction", [gone]);
    const mining = setInterval(() => void mine(), 100);
    expect((await handle.wait({ timeoutMs: 15_000 })).status).to.equal(1);
    clearInterval(mining);
    expect(await count()).to.equal(2);
  });

  it("calls a transaction dead when another one took its nonce for good", async () => {
    const queue = open();
    const handle = await queue.send(request(1));
    await rpc("anvil_dropTransaction", [handle.hash]);
    await foreign(0);
    await mine();
    const error = await fail(handle.wait({ timeoutMs: 15_000 }));
    expect(error.code).to.equal("TRANSACTION_REPLACED");
    expect(error.details).to.include({ hash: handle.hash, nonce: 0 });
    expect(handle.state()).to.equal("dead");
    expect((await queue.send(request(2))).nonce).to.equal(1);
  });

  it("sends nothing when the store fails", async () => {
    const store = createMemoryStore();
    let broken = false;
    const put = async (key: string, value: string) =>
      broken ? Promise.reject(new Error("disk full")) : store.put(key, value);
    const queue = open({ store: { ...store, put } });
    await queue.send(request(1));
    broken = true;
    expect((await fail(queue.send(request(2)))).code).to.equal("STORE_FAILED");
    broken = false;
    expect((await queue.send(request(3))).nonce).to.equal(1);
    await mine();
    expect(await count()).to.equal(2);
  });

  it("asks a node that is behind the record to be asked later", async () => {
    const store = createMemoryStore();
    const first = open({ store });
    await (await first.send(request(1))).wait({ timeoutMs: 1 }).catch(() => undefined);
    first.close();
    const key = [...store.entries.keys()].find((name) => name.endsWith("/window")) as string;
    store.entries.set(key, JSON.stringify({ first: 5, next: 6 }));
    expect(await fail(open({ store }).send(request(2)))).to.include({ code: "NODE_LAGGING", retryable: true });
  });

  it("explains a contract's refusal before it is sent, and one that is only found when mined", async () => {
    const deploying = deployEcho(provider, wallet, 4545);
    const mining = setInterval(() => void mine(), 50);
    const echo = await deploying;
    const queue = open();
    const data = ledger.encodeErrorResult("VoucherLocked", [7, 2]);
    const early = await fail(queue.send({ to: echo, data }));
    expect(early.code).to.equal("VOUCHER_LOCKED");
    expect(await count()).to.equal(1);
    const handle = await queue.send({ to: echo, data, gasLimit: 100_000n });
    const late = await fail(handle.wait());
    expect(late.code).to.equal("VOUCHER_LOCKED");
    expect(late.message).to.contain("voucherId 7, lock 2");
    expect(late.details).to.include({ hash: handle.hash });
    clearInterval(mining);
  });

  it("gives up a transaction that the pool takes and no block does, and goes on behind it", async () => {
    const queue = open();
    // The price of call data is known to the miner of this node, not to its pool.
    const never = await queue.send({ ...request(1), data: `0x${"ff".repeat(2000)}`, gasLimit: 90_000n });
    const behind = await queue.send(request(2));
    const mining = setInterval(() => void mine(), 50);
    const [dead, receipt] = await Promise.all([fail(never.wait()), behind.wait()]);
    clearInterval(mining);
    expect(dead.code).to.equal("TRANSACTION_REPLACED");
    expect(receipt.status).to.equal(1);
    expect((await queue.send(request(3))).nonce).to.equal(2);
  });

  it("estimates gas where no limit is given", async () => {
    const queue = open();
    const handle = await queue.send({ to: wallet.address });
    const sent = await provider.getTransaction(handle.hash);
    expect(sent?.gasLimit).to.equal(26_250n);
  });

  it("refuses a signer that is another key, or signs something else", async () => {
    const other = Wallet.createRandom();
    const twisted = Object.assign(Object.create(wallet) as HDNodeWallet, {
      signTransaction: (tx: object) => other.signTransaction(tx),
      getAddress: () => Promise.resolve(wallet.address),
    });
    expect((await fail(open({ signer: twisted }).send(request(1)))).code).to.equal("SIGNER_MISMATCH");
    const greedy = Object.assign(Object.create(wallet) as HDNodeWallet, {
      signTransaction: (tx: object) => wallet.signTransaction({ ...tx, nonce: 7 }),
      getAddress: () => Promise.resolve(wallet.address),
    });
    const error = await fail(open({ signer: greedy }).send(request(1)));
    expect(error.details.changed).to.deep.equal(["nonce"]);
    const mute = Object.assign(Object.create(wallet) as HDNodeWallet, {
      signTransaction: () => Promise.reject(new Error("user said no")),
      getAddress: () => Promise.resolve(wallet.address),
    });
    expect((await fail(open({ signer: mute }).send(request(1)))).code).to.equal("SIGNING_FAILED");
    expect(await count()).to.equal(0);
  });

  it("refuses a transaction that no pool takes for its size, and reuses the nonce", async () => {
    const queue = open();
    const data = `0x${"00".repeat(profile.maxTransactionBytes)}`;
    expect((await fail(queue.send({ ...request(1), data }))).code).to.equal("TRANSACTION_TOO_LARGE");
    expect((await queue.send(request(1))).nonce).to.equal(0);
  });

  it("lets a caller give up while it waits for room", async () => {
    const queue = open({ profile: { ...profile, maxInFlight: 1 } });
    await queue.send(request(1));
    const controller = new AbortController();
    const waiting = queue.send(request(2), { signal: controller.signal });
    setTimeout(() => controller.abort("tired"), 50);
    expect((await fail(waiting)).code).to.equal("ABORTED");
    await mine();
    expect((await queue.send(request(3))).nonce).to.equal(1);
  });

  it("turns everybody away when it is closed", async () => {
    const queue = open({ profile: { ...profile, maxInFlight: 1 } });
    const handle = await queue.send(request(1));
    const waiting = queue.send(request(2));
    const following = handle.wait();
    setTimeout(() => queue.close(), 50);
    expect((await fail(waiting)).code).to.equal("QUEUE_CLOSED");
    expect((await fail(following)).code).to.equal("QUEUE_CLOSED");
    expect((await fail(queue.send(request(3)))).code).to.equal("QUEUE_CLOSED");
  });

  it("never asks for pending counts", async () => {
    const asked: unknown[] = [];
    proxy.setRule((method, params) => {
      if (method === "eth_getTransactionCount") asked.push(params[1]);
      return "pass";
    });
    const handle = await open().send(request(1));
    await mine();
    await handle.wait();
    expect(asked.length).to.be.above(1);
    expect(new Set(asked)).to.deep.equal(new Set(["latest"]));
  });
});
