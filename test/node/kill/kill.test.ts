import { existsSync, watch } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { call, callAll, createBench, deployTally, wallet, word } from "../support.ts";
import { startLoad } from "./load.ts";
import type { Load } from "./load.ts";
import { enginePid, isRunning, startProcess, until } from "./process.ts";
import type { NodeProcess } from "./process.ts";

const KILLS = Number(process.env["KILLS"] ?? 20);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const WRITERS = 6;
const FAST = ["--block-seconds", "0.15", "--idle-seconds", "1", "--snapshot-ms", "40"];

/** The same row of numbers in [0, 1) for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Seen {
  number: string;
  hash: string;
  parentHash: string;
}

interface Receipt {
  status: string;
  blockHash: string;
  transactionIndex: string;
}

/** Notes the hash of every block that a client could have seen; throws when one changes. */
async function observe(url: string, seen: Map<number, string>): Promise<void> {
  const latest = await call<Seen>(url, "eth_getBlockByNumber", "latest", false);
  for (let block = latest; ;) {
    const number = Number(block.number);
    const known = seen.get(number);
    if (known !== undefined && known !== block.hash) {
      throw new Error(`block ${number} was ${known} and became ${block.hash}`);
    }
    seen.set(number, block.hash);
    if (known !== undefined || number === 0) return;
    block = await call<Seen>(url, "eth_getBlockByHash", block.parentHash, false);
  }
}

/** Every block that was ever seen is the same now. */
async function compareAll(url: string, seen: ReadonlyMap<number, string>): Promise<void> {
  const numbers = [...seen.keys()];
  const blocks = await callAll<Seen | null>(
    url,
    numbers.map((number) => ["eth_getBlockByNumber", `0x${number.toString(16)}`, false]),
  );
  blocks.forEach((block, at) => expect(block?.hash).to.equal(seen.get(numbers[at] as number), `block ${numbers[at]}`));
}

/** Resolves at the next change of a file whose name fits, or after some time if there is none. */
async function nextChange(folder: string, name: RegExp): Promise<void> {
  const controller = new AbortController();
  const change = new Promise<void>((resolve) => {
    watch(folder, { signal: controller.signal }, (_event, file) => file && name.test(file) && resolve());
  });
  await Promise.race([change, delay(3_000)]);
  controller.abort();
}

/** Waits for the folder that the first snapshot makes: the first kills may come before it. */
async function snapshotFolder(dataDir: string): Promise<string> {
  const folder = join(dataDir, "snapshots");
  await until("a first snapshot is written", () => existsSync(folder));
  return folder;
}

describe(`The embedded node killed ${KILLS} times under load (SEED=${SEED})`, function () {
  this.timeout(600_000);
  const bench = createBench();
  const random = createRandom(SEED);
  let node: NodeProcess | undefined;
  let load: Load | undefined;

  after(async () => {
    load?.abandon();
    await node?.kill();
    await bench.clean();
  });

  it("loses nothing that it acknowledged, doubles nothing, and keeps every block hash", async () => {
    const dataDir = await bench.folder();
    node = await startProcess(dataDir, 0, ...FAST);
    const port = Number(new URL(node.url).port);
    const { url } = node;
    const { raw, address } = await deployTally(wallet());
    await call(url, "eth_sendRawTransaction", raw);
    await until("the tally is there", async () => (await call(url, "eth_getCode", address)) !== "0x");

    const seen = new Map<number, string>();
    load = startLoad(url, address, WRITERS);
    const did = { node: 0, engine: 0, journal: 0, snapshot: 0 };
    const starts: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await delay(random() * 700);
      await observe(url, seen);
      const dice = random();
      if (dice < 0.35) {
        const pid = enginePid(dataDir);
        if (pid !== undefined && isRunning(pid)) process.kill(pid, "SIGKILL");
        did.engine++;
        await observe(url, seen);
        continue;
      }
      if (dice > 0.8) await nextChange(await snapshotFolder(dataDir), /\.tmp$/);
      else if (dice > 0.6) await nextChange(dataDir, /^journal\.log$/);
      did[dice > 0.8 ? "snapshot" : dice > 0.6 ? "journal" : "node"]++;
      const pid = enginePid(dataDir);
      await node.kill();
      if (pid !== undefined) await until("the engine ends with its node", () => !isRunning(pid), 5_000);
      node = await startProcess(dataDir, port, ...FAST);
      starts.push(node.startMs);
      await observe(url, seen);
    }
    await load.stop();

    const { acknowledged } = load;
    for (const { address: sender, sent } of load.counts()) {
      const count = async () => Number(await call(url, "eth_getTransactionCount", sender, "latest"));
      await until(`all of ${sender} is mined`, async () => (await count()) >= sent);
      expect(await count(), "nonces used").to.equal(sent);
    }
    expect(acknowledged.size).to.be.greaterThan(KILLS * WRITERS);
    await observe(url, seen);

    // Once more from the first block on, without any snapshot.
    await node.stop();
    expect((await readdir(join(dataDir, "snapshots"))).length).to.equal(2);
    await rm(join(dataDir, "snapshots"), { recursive: true });
    node = await startProcess(dataDir, port, ...FAST);
    await compareAll(url, seen);
    const hashes = [...acknowledged.keys()];
    const ids = [...acknowledged.values()];
    const receipts = await callAll<Receipt | null>(
      url,
      hashes.map((hash) => ["eth_getTransactionReceipt", hash]),
    );
    receipts.forEach((receipt, at) => expect(receipt?.status, `acknowledged ${hashes[at]}`).to.equal("0x1"));
    const places = new Set(receipts.map((receipt) => `${receipt?.blockHash} ${receipt?.transactionIndex}`));
    const tallies = await callAll(
      url,
      ids.map((id) => ["eth_getStorageAt", address, word(id)]),
    );
    tallies.forEach((times, at) => expect(times, `times that ${ids[at]} was done`).to.equal(word(1)));
    expect(places.size).to.equal(acknowledged.size);
    const mean = starts.reduce((sum, ms) => sum + ms, 0) / Math.max(1, starts.length);
    const last = Math.max(...seen.keys());
    console.log(
      `      ${JSON.stringify(did)}, ${acknowledged.size} acknowledged, ${last} blocks, start ${mean | 0} ms`,
    );
  });
});
