import { cp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { openJournal } from "../../scripts/node/disk/journal.ts";
import type { EmbeddedNode, NodeError } from "../../scripts/node/index.ts";
import { call, createBench, createMemoryLog, deployTally, GENESIS_TIME, sign, wallet, word } from "./support.ts";

const BLOCKS = 6;

describe("A restart of the embedded node", () => {
  const bench = createBench();
  const key = wallet();
  /** A folder as a crash leaves it: copied while its node ran; and one as a stop leaves it. */
  let crashed: string;
  let stopped: string;
  let tally: string;
  let hashes: string[];

  before(async () => {
    stopped = await bench.folder();
    const node = await bench.start(stopped);
    const deployed = await deployTally(key);
    tally = deployed.address;
    await call(node.url, "eth_sendRawTransaction", deployed.raw);
    await node.seal({ time: GENESIS_TIME + 10 });
    for (let number = 2; number <= BLOCKS; number++) {
      for (const nonce of [2 * number - 3, 2 * number - 2]) {
        await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce, to: tally, data: word(nonce) }));
      }
      await node.seal({ time: GENESIS_TIME + 10 * number });
    }
    // Waits for the nonce before it.
    await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 2 * BLOCKS, to: tally, data: word(99) }));
    hashes = await blockHashes(node);
    crashed = await copy(stopped);
    await node.stop();
  });
  after(() => bench.clean());

  async function copy(from: string): Promise<string> {
    const to = join(await bench.folder(), "data");
    await cp(from, to, { recursive: true });
    await rm(join(to, "engine.json"), { force: true });
    return to;
  }

  async function blockHashes({ url, head }: EmbeddedNode): Promise<string[]> {
    const found: string[] = [];
    for (let number = 0; number <= head.number; number++) {
      found.push((await call<{ hash: string }>(url, "eth_getBlockByNumber", `0x${number.toString(16)}`, false)).hash);
    }
    return found;
  }

  const refusal = async (dataDir: string) =>
    (await bench.start(dataDir).catch((thrown: unknown) => thrown)) as NodeError;

  it("after a crash replays the journal and has every block hash and every waiting transaction again", async () => {
    const node = await bench.start(await copy(crashed));
    expect(await blockHashes(node)).to.deep.equal(hashes);
    expect(node.queued).to.equal(1);
    await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 2 * BLOCKS - 1 }));
    await node.seal({ time: GENESIS_TIME + 1_000 });
    expect(await call(node.url, "eth_getStorageAt", tally, word(99), "latest")).to.equal(word(1));
    expect(node.queued).to.equal(0);
  });

  it("after a stop starts from the snapshot, and the blocks made then are those of a replay from genesis", async () => {
    const dataDir = await copy(stopped);
    expect(await readdir(join(dataDir, "snapshots"))).to.deep.equal([`block-${BLOCKS}.snapshot`]);
    const log = createMemoryLog();
    const node = await bench.start(dataDir, { log });
    // The tally keeps the hash of the block before: the engine must know hashes from before the snapshot.
    await call(
      node.url,
      "eth_sendRawTransaction",
      await sign(key, { nonce: 2 * BLOCKS - 1, to: tally, data: word(7) }),
    );
    await node.seal({ time: GENESIS_TIME + 1_000 });
    await node.seal({ time: GENESIS_TIME + 1_001 });
    const before = await blockHashes(node);
    const kept = await call(node.url, "eth_getStorageAt", tally, `0x${"f".repeat(62)}f8`, "latest");
    expect(kept).to.equal(hashes[BLOCKS]);
    await node.stop();
    await rm(join(dataDir, "snapshots"), { recursive: true });
    expect(await blockHashes(await bench.start(dataDir))).to.deep.equal(before);
    expect(log.text()).to.equal("");
  });

  it("with a damaged snapshot takes the one before or the journal, and says so", async () => {
    const dataDir = await copy(stopped);
    const first = await bench.start(dataDir);
    await first.seal({ time: GENESIS_TIME + 1_000 });
    const expected = await blockHashes(first);
    await first.stop();
    const newest = join(dataDir, "snapshots", `block-${BLOCKS + 1}.snapshot`);
    await truncate(newest, 500);
    const log = createMemoryLog();
    const second = await bench.start(dataDir, { log });
    expect(await blockHashes(second)).to.deep.equal(expected);
    expect(log.text()).to.match(/snapshot .*block-7\.snapshot cannot be used .*cut off or altered/);
    await second.stop();
    for (const name of await readdir(join(dataDir, "snapshots"))) {
      await writeFile(join(dataDir, "snapshots", name), "nonsense");
    }
    expect(await blockHashes(await bench.start(dataDir))).to.deep.equal(expected);
  });

  it("cuts an unfinished block off the journal and mines its transactions again", async () => {
    const dataDir = await copy(crashed);
    // The last record is the result of the last block; the one before it is the block itself.
    const whole = await readFile(join(dataDir, "journal.log"));
    const journal = await openJournal(dataDir, { chainId: 7_919 }, createMemoryLog());
    await journal.close();
    const result = whole.lastIndexOf(Buffer.from(`{"number":${BLOCKS}`)) - 1 - 12;
    for (const length of [result - 1, result - 100]) {
      await writeFile(join(dataDir, "journal.log"), whole.subarray(0, length));
      const log = createMemoryLog();
      const node = await bench.start(dataDir, { log });
      expect(log.text())
        .to.match(/unfinished record of \d+ bytes/)
        .and.include(`The last block is ${BLOCKS - 1}`);
      expect(await blockHashes(node)).to.deep.equal(hashes.slice(0, BLOCKS));
      expect(node.queued).to.equal(3);
      await node.seal({ time: GENESIS_TIME + 10 * BLOCKS });
      expect(await blockHashes(node)).to.deep.equal(hashes);
      await node.stop();
      await rm(join(dataDir, "snapshots"), { recursive: true });
    }
  });

  it("without the result of the last block executes it again with the same hash", async () => {
    const dataDir = await copy(crashed);
    const path = join(dataDir, "journal.log");
    const size = (await readFile(path)).length;
    await truncate(path, size - 5);
    expect(await blockHashes(await bench.start(dataDir))).to.deep.equal(hashes);
  });

  it("refuses a journal that is damaged in the middle, and one that ends before its snapshot", async () => {
    const damaged = await copy(stopped);
    const bytes = await readFile(join(damaged, "journal.log"));
    bytes[300] = (bytes[300] as number) ^ 1;
    await writeFile(join(damaged, "journal.log"), bytes);
    const first = await refusal(damaged);
    expect(first.code).to.equal("NODE_JOURNAL_CORRUPT");
    expect(first.message).to.match(/journal\.log is damaged at byte \d+/);
    const short = await copy(stopped);
    await truncate(join(short, "journal.log"), 400);
    const second = await refusal(short);
    expect(second.code).to.equal("NODE_JOURNAL_CORRUPT");
    expect(second.message).to.match(/snapshot of block 6, but the journal ends at block \d/);
  });

  it("refuses a damaged queue", async () => {
    const dataDir = await copy(crashed);
    const bytes = await readFile(join(dataDir, "queue.log"));
    bytes[20] = (bytes[20] as number) ^ 1;
    await writeFile(join(dataDir, "queue.log"), bytes);
    expect((await refusal(dataDir)).code).to.equal("NODE_QUEUE_CORRUPT");
  });

  it("refuses to start when the engine does not give the recorded blocks again", async () => {
    const dataDir = await copy(crashed);
    // A chain of other rules: the description is altered on both sides, so only the replay can tell.
    const meta = JSON.parse(await readFile(join(dataDir, "chain.json"), "utf8")) as Record<string, unknown>;
    await writeFile(join(dataDir, "chain.json"), JSON.stringify({ ...meta, blockGasLimit: 100_000_000 }));
    const error = (await bench
      .start(dataDir, { blockGasLimit: 100_000_000 })
      .catch((thrown: unknown) => thrown)) as NodeError;
    expect(error.code).to.equal("NODE_REPLAY_MISMATCH");
  });
});
