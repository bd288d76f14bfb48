import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { openQueueFile } from "../../../scripts/node/disk/queue-file.ts";
import type { QueuedTransaction } from "../../../scripts/node/disk/queue-file.ts";
import type { NodeError } from "../../../scripts/node/index.ts";
import { createBench, createMemoryLog } from "../support.ts";

function transaction(index: number, size = 10): QueuedTransaction {
  const hex = index.toString(16).padStart(2, "0");
  return {
    hash: `0x${hex.repeat(32)}`,
    from: `0x${hex.repeat(20)}`,
    nonce: index * 1_000_003,
    raw: Buffer.alloc(size, index),
  };
}

describe("The queue file", () => {
  const bench = createBench();
  let dataDir: string;
  let path: string;

  beforeEach(async () => {
    dataDir = await bench.folder();
    path = join(dataDir, "queue.log");
  });
  after(() => bench.clean());

  const open = (log = createMemoryLog()) => openQueueFile(dataDir, log);
  async function held(): Promise<QueuedTransaction[]> {
    const { file, transactions } = await open();
    await file.close();
    return transactions;
  }

  it("gives back what was added, in order, without what was dropped", async () => {
    const { file, transactions } = await open();
    expect(transactions).to.deep.equal([]);
    await Promise.all([1, 2, 3].map((index) => file.add(transaction(index))));
    await file.drop(transaction(2).hash, "a reason");
    await file.close();
    expect(await held()).to.deep.equal([transaction(1), transaction(3)]);
  });

  it("cut at any byte of its last record, loses only that one, which nobody was told of", async () => {
    const { file } = await open();
    await file.add(transaction(1));
    const tail = file.size();
    await file.add(transaction(2));
    await file.close();
    const bytes = await readFile(path);
    for (let length = tail; length < bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      expect(await held()).to.deep.equal([transaction(1)]);
    }
  });

  it("refuses damage before its end and says what can be done", async () => {
    const { file } = await open();
    await Promise.all([1, 2].map((index) => file.add(transaction(index))));
    await file.close();
    const bytes = await readFile(path);
    bytes[30] = (bytes[30] as number) ^ 1;
    await writeFile(path, bytes);
    const error = (await open().catch((thrown: unknown) => thrown)) as NodeError;
    expect(error.code).to.equal("NODE_QUEUE_CORRUPT");
    expect(error.message).to.include(`${path} is damaged at byte 0`);
  });

  it("shrinks to what is kept while additions go on, and loses none of them", async () => {
    const { file } = await open();
    await Promise.all(Array.from({ length: 50 }, (_, index) => file.add(transaction(index, 5_000))));
    const before = file.size();
    const kept = [transaction(7, 5_000)];
    const added = [101, 102, 103].map((index) => transaction(index));
    await Promise.all([file.add(added[0]!), file.compact(() => [...kept, added[0]!]), ...added.slice(1).map(file.add)]);
    expect(file.size()).to.be.lessThan(before / 5);
    await file.add(transaction(104));
    await file.close();
    expect(await held()).to.deep.equal([...kept, ...added, transaction(104)]);
  });
});
