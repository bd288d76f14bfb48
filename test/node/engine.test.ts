import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { keccak256 } from "ethers";
import { openJournal } from "../../scripts/node/disk/journal.ts";
import { openQueueFile } from "../../scripts/node/disk/queue-file.ts";
import { createSnapshots } from "../../scripts/node/disk/snapshots.ts";
import { openChain } from "../../scripts/node/engine/chain.ts";
import { createIntake } from "../../scripts/node/queue/intake.ts";
import { createNonces } from "../../scripts/node/queue/nonces.ts";
import { createPool } from "../../scripts/node/queue/pool.ts";
import { createSealer } from "../../scripts/node/sealer.ts";
import { ask, call, CHAIN_ID, createBench, createMemoryLog, GENESIS_TIME, sign, wallet } from "./support.ts";

const BLOCK_GAS_LIMIT = 200_000_000;
const META = {
  format: 1,
  chainId: CHAIN_ID,
  genesisTime: GENESIS_TIME,
  blockGasLimit: BLOCK_GAS_LIMIT,
  hardfork: "prague",
};

/** A data of 1 000 bytes that costs more by the floor (61 000) than by the plain count (37 000). */
const FLOOR_DATA = `0x${"ff".repeat(1_000)}`;

describe("The engine under the sealer", () => {
  const bench = createBench();
  afterEach(() => bench.clean());

  it("killed while nothing happens, is started again and reads wait for it", async () => {
    const log = createMemoryLog();
    const node = await bench.start(await bench.folder(), { log });
    const key = wallet();
    await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 0 }));
    const head = await node.seal({ time: GENESIS_TIME + 10 });
    const before = node.enginePid;
    process.kill(before, "SIGKILL");
    expect(await call(node.url, "eth_getTransactionCount", key.address, "latest")).to.equal("0x1");
    expect((await call<{ hash: string }>(node.url, "eth_getBlockByNumber", "latest", false)).hash).to.equal(head.hash);
    expect(node.enginePid).not.to.equal(before);
    expect(log.text()).to.match(/The engine stopped .*SIGKILL.*\n.*The engine is back at block 1 after \d+ ms/);
  });

  it("away, makes a caller without patience try again (-32008), while transactions are still accepted", async () => {
    const node = await bench.start(await bench.folder(), { patienceMs: 0 });
    const key = wallet();
    await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 0 }));
    process.kill(node.enginePid, "SIGKILL");
    let { error } = await ask(node.url, "eth_blockNumber");
    for (let tries = 0; !error && tries < 50; tries++) ({ error } = await ask(node.url, "eth_blockNumber"));
    expect(error?.code).to.equal(-32_008);
    expect(error?.message).to.match(/try again$/);
    await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 1 }));
    await node.seal({ time: GENESIS_TIME + 10 });
    expect(await call(node.url, "eth_getTransactionCount", key.address, "latest")).to.equal("0x2");
  });

  it("killed in the middle of blocks, gives each block once", async () => {
    const node = await bench.start(await bench.folder());
    const key = wallet();
    for (let round = 0; round < 5; round++) {
      for (let nonce = 0; nonce < 40; nonce++) {
        await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: round * 40 + nonce }));
      }
      const sealing = node.seal({ time: GENESIS_TIME + 10 * (round + 1) });
      await delay(round * 3);
      process.kill(node.enginePid, "SIGKILL");
      expect(await sealing).to.include({ number: round + 1, time: GENESIS_TIME + 10 * (round + 1) });
    }
    expect(Number(await call(node.url, "eth_getTransactionCount", key.address, "latest"))).to.equal(200);
  });

  /** The parts of a node, so that a transaction can get in that no public method lets in. */
  async function parts(dataDir: string) {
    const log = createMemoryLog();
    const journal = await openJournal(dataDir, { chainId: CHAIN_ID }, log);
    const { file, transactions } = await openQueueFile(dataDir, log);
    const snapshots = createSnapshots(dataDir, log);
    const pool = createPool({ total: 100, ahead: 10 });
    const chain = await openChain({
      ...{ dataDir, meta: META, journal, snapshots, log },
      onBlock: (plan, sealed) => intake.onBlock(plan, sealed),
    });
    const nonces = createNonces(async (from) =>
      Number(await chain.call<string>("eth_getTransactionCount", from, "latest")),
    );
    const balanceOf = async () => 0n;
    const limits = { chainId: CHAIN_ID, blockGasLimit: BLOCK_GAS_LIMIT };
    const intake = createIntake({ ...limits, pool, nonces, file, balanceOf, log, onReady: () => undefined });
    const timing = {
      clock: Date.now,
      mode: "manual" as const,
      blockSeconds: 1,
      idleSeconds: 15,
      onPause: async () => undefined,
    };
    const sealer = createSealer({ ...timing, blockGasLimit: BLOCK_GAS_LIMIT, chain, pool, nonces, intake, log });
    const close = async () => {
      await sealer.stop();
      await chain.close();
      await journal.close();
      await file.close();
    };
    return { log, pool, chain, nonces, intake, sealer, transactions, close };
  }

  /** Puts a transaction into the pool past all checks. */
  async function smuggle(
    pool: ReturnType<typeof createPool>,
    key: ReturnType<typeof wallet>,
    nonce: number,
    gasLimit: number,
    data = "0x",
  ) {
    const raw = await sign(key, { nonce, gasLimit, data });
    const from = key.address.toLowerCase();
    const bytes = Buffer.from(raw.slice(2), "hex");
    const pending = pool.add(
      { hash: keccak256(raw), from, nonce, raw: bytes, gasLimit: BigInt(gasLimit), cost: 0n },
      0,
    );
    pending.onDisk = true;
    return pending.hash;
  }

  it("refusing a transaction, makes it dropped with its reason, and the others go on", async () => {
    const dataDir = await bench.folder();
    const { log, pool, chain, nonces, intake, sealer, close } = await parts(dataDir);
    const [bad, good] = [wallet(), wallet()];
    await nonces.fetch(bad.address.toLowerCase());
    const refused = await smuggle(pool, bad, 0, 20_000);
    const behind = await smuggle(pool, bad, 1, 50_000);
    await intake.accept(await sign(good, { nonce: 0 }));
    await sealer.seal({ time: GENESIS_TIME + 1 });
    expect(log.text()).to.match(
      new RegExp(`Transaction ${refused} .* is given up: the engine refused it \\(intrinsic gas`),
    );
    expect(pool.all().map(({ hash }) => hash)).to.deep.equal([behind]);
    expect(nonces.known(good.address.toLowerCase())).to.equal(1);
    // The nonce is free for a better one, and what waited behind it follows.
    await intake.accept(await sign(bad, { nonce: 0 }));
    await sealer.seal({ time: GENESIS_TIME + 2 });
    expect(pool.size).to.equal(0);
    expect(nonces.known(bad.address.toLowerCase())).to.equal(2);
    expect(chain.head.number).to.equal(2);
    await close();
  });

  it("leaving a transaction out of its block, makes it dropped, and a replay leaves it out again", async () => {
    const dataDir = await bench.folder();
    const first = await parts(dataDir);
    const [bad, good] = [wallet(), wallet()];
    await first.nonces.fetch(bad.address.toLowerCase());
    const excluded = await smuggle(first.pool, bad, 0, 40_000, FLOOR_DATA);
    const behind = await smuggle(first.pool, bad, 1, 50_000);
    await first.intake.accept(await sign(good, { nonce: 0 }));
    await first.sealer.seal({ time: GENESIS_TIME + 1 });
    expect(first.log.text()).to.match(
      new RegExp(`Transaction ${excluded} .* is given up: the engine could not execute it`),
    );
    expect(first.pool.all().map(({ hash }) => hash)).to.deep.equal([behind]);
    expect(first.nonces.known(good.address.toLowerCase())).to.equal(1);
    const { head } = first.chain;
    await first.close();
    const second = await parts(dataDir);
    expect(second.chain.head).to.deep.equal(head);
    expect(second.transactions.map(({ hash }) => hash)).not.to.include(excluded);
    await second.close();
  });
});
