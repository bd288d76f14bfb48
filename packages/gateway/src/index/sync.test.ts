import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { digestOf, dump } from "../store/dump.ts";
import { openLedgerStore, type LedgerStore } from "../store/ledger.ts";
import { freePort, startAnvil, type Anvil } from "../testing/anvil.ts";
import { counting, countingTables, sumTable } from "../testing/counting.ts";
import { createSender, deployEmitter, emission } from "../testing/emitter.ts";
import { createRpc } from "../chain/rpc.ts";
import { createFetcher } from "./fetch.ts";
import { createSync, TooDeep, type Sync } from "./sync.ts";

const quiet = { warn: () => undefined, info: () => undefined };
const identity = { chainId: "31338", genesisHash: "0x", deployment: "d", schema: 1 };

describe("the index", function () {
  this.timeout(60_000);
  let anvil: Anvil;
  let emitter: string;
  let sender: ReturnType<typeof createSender>;
  let folders: string[] = [];
  let stores: LedgerStore[] = [];

  beforeEach(async () => {
    anvil = await startAnvil();
    emitter = await deployEmitter(anvil);
    sender = createSender(anvil);
  });

  afterEach(async () => {
    await anvil.stop();
    for (const store of stores) await store.close();
    for (const folder of folders) await rm(folder, { recursive: true });
    folders = [];
    stores = [];
  });

  const emit = async (topic: number, value: number, mine = true) => {
    await anvil.rpc.call("eth_sendRawTransaction", sender.sign(emitter, emission(topic, value)));
    if (mine) await anvil.mine();
  };

  const open = async (undoDepth = 8, widest = 500): Promise<{ store: LedgerStore; sync: Sync }> => {
    const folder = await mkdtemp(join(tmpdir(), "index-"));
    folders.push(folder);
    const store = await openLedgerStore({ folder, undoDepth });
    stores.push(store);
    await store.reset(identity);
    return { store, sync: syncOf(store, anvil.url, undoDepth, widest) };
  };

  const syncOf = (store: LedgerStore, url: string, undoDepth: number, widest: number) => {
    const fetcher = createFetcher({ rpc: createRpc({ urls: [url] }), addresses: [emitter], widest });
    return createSync({ fetcher, store, projection: counting, startBlock: 1, undoDepth, pollMs: 20, log: quiet });
  };

  const never = new AbortController().signal;
  const sums = (store: LedgerStore, topic: number) => {
    const view = store.view();
    const row = view.get(sumTable, String(topic));
    view.release();
    return row && [row.count, row.sum];
  };
  const digest = async (store: LedgerStore) => {
    const view = store.view();
    const value = await digestOf(view, countingTables);
    view.release();
    return value;
  };

  it("gives the same rows whether it followed block by block or read all at once, in wide or narrow ranges", async () => {
    const live = await open();
    for (let i = 1; i <= 30; i++) {
      await emit(i % 3, i, i % 4 !== 0);
      if (i % 5 === 0) await live.sync.catchUp(never);
    }
    await anvil.mine(10);
    await live.sync.catchUp(never);
    const wide = await open();
    await wide.sync.catchUp(never);
    const narrow = await open(8, 1);
    await narrow.sync.catchUp(never);
    expect(sums(live.store, 0)).to.eql([10, "165"]);
    expect(await digest(wide.store)).to.equal(await digest(live.store));
    expect(await digest(narrow.store)).to.equal(await digest(live.store));
  });

  it("follows a reorganisation: what left the chain leaves the index, what replaced it enters", async () => {
    const { store, sync } = await open();
    await emit(1, 100);
    await sync.catchUp(never);
    const snapshot = await anvil.rpc.call<string>("evm_snapshot");
    await emit(2, 5);
    await emit(2, 6);
    await sync.catchUp(never);
    expect(sums(store, 2)).to.eql([2, "11"]);
    await anvil.rpc.call("evm_revert", snapshot);
    sender = createSender(anvil);
    for (let i = 0; i < 4; i++) await emit(3, 7);
    await sync.catchUp(never);
    expect(sums(store, 2)).to.equal(undefined);
    expect(sums(store, 3)).to.eql([4, "28"]);
    expect(sync.status().reorganisations).to.equal(2);
    const fresh = await open();
    await fresh.sync.catchUp(never);
    expect(await digest(fresh.store)).to.equal(await digest(store));
  });

  it("follows a reorganisation to a chain of the same height", async () => {
    const { store, sync } = await open();
    for (let i = 0; i < 5; i++) await emit(1, i);
    await sync.catchUp(never);
    await anvil.rpc.call("anvil_reorg", 3, []);
    await sync.catchUp(never);
    const fresh = await open();
    await fresh.sync.catchUp(never);
    expect(await digest(fresh.store)).to.equal(await digest(store));
    expect(sums(store, 1)).to.eql([2, "1"]);
  });

  it("stops with a sentence when the chain changed deeper than it can undo", async () => {
    const { sync } = await open(2);
    for (let i = 0; i < 6; i++) await emit(1, i);
    await sync.catchUp(never);
    await anvil.rpc.call("anvil_reorg", 5, []);
    const failed = await sync.run(never).catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(TooDeep);
    expect((failed as Error).message).to.match(/deeper than the index can undo: run `data-voucher-gateway rebuild`/);
  });

  it("goes on where it was after a restart", async () => {
    const { store, sync } = await open();
    await emit(1, 1);
    await sync.catchUp(never);
    const folder = folders.at(-1)!;
    await store.close();
    stores.pop();
    await emit(1, 2);
    const again = await openLedgerStore({ folder, undoDepth: 8 });
    stores.push(again);
    await syncOf(again, anvil.url, 8, 500).catchUp(never);
    expect(sums(again, 1)).to.eql([2, "3"]);
  });

  it("says that the node is away, and goes on when it is back", async () => {
    const { store } = await open();
    const port = await freePort();
    const sync = syncOf(store, `http://127.0.0.1:${port}`, 8, 500);
    const stop = new AbortController();
    const running = sync.run(stop.signal);
    while (sync.status().failure === undefined) await new Promise(setImmediate);
    expect(sync.status().failure).to.match(/no answer from the node/);
    stop.abort();
    await running;
  });

  it("keeps the blocks and transactions that hold something, and no empty block", async () => {
    const { store, sync } = await open();
    await emit(1, 1);
    await anvil.mine(3);
    await sync.catchUp(never);
    const view = store.view();
    const lines = await Array.fromAsync(dump(view, ["block", "transaction"]));
    view.release();
    // The deployment's block and transaction, and the emission's.
    expect(lines.filter((line) => line.startsWith("block"))).to.have.length(2);
    expect(lines.filter((line) => line.startsWith("transaction"))).to.have.length(2);
  });
});
