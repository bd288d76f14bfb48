import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createRpc } from "../chain/rpc.ts";
import { createFetcher } from "../index/fetch.ts";
import { createSync } from "../index/sync.ts";
import { digestOf, dump } from "../store/dump.ts";
import { openLedgerStore, type LedgerStore } from "../store/ledger.ts";
import { defineTable } from "../store/table.ts";
import { digest } from "../testing/ledger-chain.ts";
import { tellLater } from "../testing/later-history.ts";
import { tellHistory } from "../testing/ledger-history.ts";
import { tellMembers } from "../testing/members-history.ts";
import { tellRemarks } from "../testing/remark-history.ts";
import { createLedgerProjection, ledgerSchema, ledgerTables } from "./projection.ts";

const quiet = { warn: () => undefined, info: () => undefined };
const never = new AbortController().signal;

describe("an index of the ledger", function () {
  this.timeout(60_000);
  let history: Awaited<ReturnType<typeof tellHistory>>;
  const open: { store: LedgerStore; folder: string }[] = [];

  before(async () => {
    history = await tellHistory();
  });
  after(async () => {
    for (const { store, folder } of open) {
      await store.close();
      await rm(folder, { recursive: true });
    }
    await history.stop();
  });

  async function index(undoDepth: number, widest = 500) {
    const folder = await mkdtemp(join(tmpdir(), "ledger-index-"));
    const store = await openLedgerStore({ folder, undoDepth });
    open.push({ store, folder });
    await store.reset({ chainId: "31338", genesisHash: "0x", deployment: "d", schema: ledgerSchema });
    const fetcher = createFetcher({
      rpc: createRpc({ urls: [history.anvil.url] }),
      addresses: Object.values(history.addresses),
      widest,
    });
    const projection = createLedgerProjection(history.addresses);
    const { startBlock } = history;
    const sync = createSync({ fetcher, store, projection, startBlock, undoDepth, pollMs: 5, log: quiet });
    return { store, sync };
  }

  const digestNow = async (store: LedgerStore) => {
    const view = store.view();
    const value = await digestOf(view, ledgerTables);
    view.release();
    return value;
  };

  it("agrees with a fresh one after a reorganisation", async () => {
    const { store, sync } = await index(64);
    await sync.catchUp(never);
    const { beta, gamma } = history.parties;
    const snapshot = await history.anvil.rpc.call<string>("evm_snapshot");
    const before = await digestNow(store);
    await history.call("ledger", gamma.key, "split", history.voucher(1, 4), [3, 4]);
    await history.call("ledger", gamma.key, "transferBatch", [history.voucher(1, 4)], beta.address);
    await history.call("ledger", history.authority.key, "changeStanding", gamma.address, 3, digest("suspended"));
    await sync.catchUp(never);
    expect(await digestNow(store)).to.not.equal(before);
    await history.anvil.rpc.call("evm_revert", snapshot);
    await history.anvil.mine(5);
    await sync.catchUp(never);
    expect(sync.status().reorganisations).to.equal(3);
    expect(await digestNow(store)).to.equal(before);
    const fresh = await index(0);
    await fresh.sync.catchUp(never);
    expect(await digestNow(fresh.store)).to.equal(before);
  });

  describe("with what follows an initial registration", () => {
    before(async () => {
      // The reorganisation took back transactions whose numbers its keys count as used.
      await history.stop();
      history = await tellHistory();
      const { derivedCertificate } = await tellLater(history);
      const { registry, alpha: holder, beta, gamma, person } = history.parties;
      await tellRemarks(history, derivedCertificate, { registry, holder, objectors: [beta, gamma, person] });
      await tellMembers(history);
    });

    it("is the same bytes whether it came block by block or at once, in wide or narrow ranges", async () => {
      const blockwise = await index(10_000);
      await blockwise.sync.catchUp(never);
      const atOnce = await index(0);
      await atOnce.sync.catchUp(never);
      const narrow = await index(3, 1);
      await narrow.sync.catchUp(never);
      const expected = await digestNow(atOnce.store);
      expect(await digestNow(blockwise.store)).to.equal(expected);
      expect(await digestNow(narrow.store)).to.equal(expected);
    });

    it("names every table that it fills", async () => {
      const { store, sync } = await index(0);
      await sync.catchUp(never);
      const view = store.view();
      const filled = new Set<string>();
      for (const name of ledgerTables) {
        const [first] = await view.list(defineTable<unknown>(name), { limit: 1 });
        if (first !== undefined) filled.add(name);
      }
      expect([...filled].sort()).to.eql([...ledgerTables].sort());
      view.release();
    });

    it("is empty again, byte by byte on the way, when every block is undone", async () => {
      const { store, sync } = await index(10_000);
      await sync.catchUp(never);
      const last = await digestNow(store);
      // Down ten blocks and up again gives the same rows.
      for (let i = 0; i < 10; i++) expect(await store.undo()).to.equal(true);
      expect(await digestNow(store)).to.not.equal(last);
      await sync.catchUp(never);
      expect(await digestNow(store)).to.equal(last);
      while (store.cursor !== undefined) expect(await store.undo()).to.equal(true);
      const view = store.view();
      expect(await Array.fromAsync(dump(view, ledgerTables))).to.eql([]);
      view.release();
    });
  });
});
