import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { dump } from "./dump.ts";
import { key, u64 } from "./keys.ts";
import { openLedgerStore, type LedgerStore } from "./ledger.ts";
import { defineTable } from "./table.ts";
import type { Tx } from "./tx.ts";
import type { BlockRef } from "./view.ts";

const counters = defineTable<{ count: number }>("counter");
const tables = ["counter"];

function blockAt(number: number, branch = "a"): BlockRef {
  return { number, hash: `0x${branch}${number}`, parentHash: `0x${branch}${number - 1}`, time: 1000 + number };
}

describe("the ledger store", () => {
  let folder: string;
  let store: LedgerStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ledger-store-"));
    store = await openLedgerStore({ folder, undoDepth: 8 });
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const lines = async () => {
    const view = store.view();
    const all = await Array.fromAsync(dump(view, tables));
    view.release();
    return all;
  };
  const put = (k: string, count: number) => (tx: Tx) => tx.put(counters, k, { count });

  it("refuses a second gateway on the same folder with a sentence", async () => {
    const refused = await openLedgerStore({ folder, undoDepth: 8 }).catch((error: unknown) => error);
    expect(refused).to.include({ code: "STORE_IN_USE" });
    expect((refused as Error).message).to.equal(`The data folder ${folder} is in use by another gateway.`);
  });

  it("refuses a block that does not follow the last", async () => {
    await store.apply({ block: blockAt(1), project: put("a", 1) });
    for (const block of [blockAt(1), blockAt(0), blockAt(2, "b")]) {
      const refused = await store.apply({ block, project: put("a", 2) }).catch((error: Error) => error.message);
      expect(refused).to.match(/does not follow/);
    }
    expect(store.cursor).to.eql(blockAt(1));
  });

  it("writes nothing of a block whose projection fails", async () => {
    await store.apply({ block: blockAt(1), project: put("a", 1) });
    const failing = (tx: Tx) => {
      tx.put(counters, "a", { count: 2 });
      throw new Error("broken");
    };
    await store.apply({ block: blockAt(2), project: failing }).catch(() => undefined);
    expect(await lines()).to.eql(['counter "a" {"count":1}']);
    expect(store.cursor?.number).to.equal(1);
  });

  it("shows a view the block it was taken at, whatever is written since", async () => {
    await store.apply({ block: blockAt(1), project: put("a", 1) });
    const view = store.view();
    await store.apply({ block: blockAt(2), project: put("a", 2) });
    expect(view.get(counters, "a")).to.eql({ count: 1 });
    expect(view.block?.number).to.equal(1);
    expect(await view.list(counters)).to.eql([{ key: "a", row: { count: 1 } }]);
    view.release();
    const later = store.view();
    expect(later.get(counters, "a")).to.eql({ count: 2 });
    later.release();
  });

  it("lets a projection read its own writes, alone and in lists", async () => {
    await store.apply({ block: blockAt(1), project: (tx) => ["x", "y", "z"].forEach((k) => put(key("l", k), 1)(tx)) });
    let seen: unknown;
    await store.apply({
      block: blockAt(2),
      async project(tx) {
        tx.del(counters, key("l", "y"));
        tx.put(counters, key("l", "w"), { count: 2 });
        expect(tx.get(counters, key("l", "y"))).to.equal(undefined);
        seen = [
          (await tx.list(counters, { under: ["l"] })).map((e) => e.key.slice(2)),
          (await tx.list(counters, { under: ["l"], limit: 2, reverse: true })).map((e) => e.key.slice(2)),
          (await tx.list(counters, { under: ["l"], after: key("l", "w"), limit: 1 })).map((e) => e.key.slice(2)),
          (await tx.list(counters, { under: ["l"], after: key("l", "x"), limit: 1 })).map((e) => e.key.slice(2)),
        ];
      },
    });
    expect(seen).to.eql([["w", "x", "z"], ["z", "x"], ["x"], ["z"]]);
  });

  it("keeps undo records for the last blocks only", async () => {
    for (let n = 1; n <= 20; n++) await store.apply({ block: blockAt(n), project: put("a", n) });
    let undone = 0;
    while (await store.undo()) undone++;
    expect(undone).to.equal(8);
    expect(store.cursor?.number).to.equal(12);
  });

  it("forgets undo records when final blocks are written above them", async () => {
    await store.apply({ block: blockAt(1), project: put("a", 1) });
    await store.applyFinal([
      { block: blockAt(2), project: put("a", 2) },
      { block: blockAt(9), project: put("a", 9) },
    ]);
    expect(await store.undo()).to.equal(false);
    expect(store.cursor?.number).to.equal(9);
  });

  it("goes on where it was after it was closed", async () => {
    await store.apply({ block: blockAt(1), project: put("a", 1) });
    await store.apply({ block: blockAt(2), project: put("a", 2) });
    await store.close();
    store = await openLedgerStore({ folder, undoDepth: 8 });
    expect(store.cursor).to.eql(blockAt(2));
    expect(await store.undo()).to.equal(true);
    expect(await lines()).to.eql(['counter "a" {"count":1}']);
  });

  it("undoes exactly, for any sequence of writes", async function () {
    this.timeout(60_000);
    const write = fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.option(fc.nat(5), { nil: undefined }));
    const blocks = fc.array(fc.array(write, { maxLength: 6 }), { minLength: 1, maxLength: 7 });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(blocks, async (batches) => {
        const states: string[][] = [];
        for (const batch of batches) {
          states.push(await lines());
          number++;
          const parentHash = store.cursor?.hash ?? "0x";
          await store.apply({
            block: { number, hash: `0x${number}`, parentHash, time: number },
            project: (tx) => {
              for (const [k, count] of batch)
                count === undefined ? tx.del(counters, k) : tx.put(counters, k, { count });
            },
          });
        }
        const keepOne = states.length > 1 ? 1 : 0;
        while (states.length > keepOne) {
          expect(await store.undo()).to.equal(true);
          expect(await lines()).to.eql(states.pop());
        }
        number = store.cursor?.number ?? 0;
      }),
      { numRuns: 60 },
    );
  });

  it("tells listeners of every block applied and undone", async () => {
    const seen: string[] = [];
    store.onChange(({ kind, block }) => seen.push(`${kind} ${block?.number}`));
    await store.apply({ block: blockAt(1), project: put(u64(1), 1) });
    await store.apply({ block: blockAt(2), project: put(u64(1), 2) });
    await store.undo();
    expect(seen).to.eql(["applied 1", "applied 2", "undone 1"]);
  });
});
