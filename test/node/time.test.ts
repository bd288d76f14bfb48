import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import type { NodeError } from "../../scripts/node/index.ts";
import { call, createBench, GENESIS_TIME, sign, wallet } from "./support.ts";

interface Block {
  number: string;
  timestamp: string;
  transactions: string[];
}

const blockOf = (url: string, number: number) =>
  call<Block>(url, "eth_getBlockByNumber", `0x${number.toString(16)}`, false);

async function mined(url: string, hash: string): Promise<number> {
  for (;;) {
    const receipt = await call<{ blockNumber: string } | null>(url, "eth_getTransactionReceipt", hash);
    if (receipt) return Number(receipt.blockNumber);
    await delay(5);
  }
}

describe("The time of the embedded node's blocks", () => {
  const bench = createBench();
  afterEach(() => bench.clean());

  it("in manual mode waits for seal, which takes all that is ready at the given time", async () => {
    const node = await bench.start(await bench.folder());
    const key = wallet();
    for (const nonce of [0, 1, 3]) await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce }));
    await delay(100);
    expect(node.head.number).to.equal(0);
    const head = await node.seal({ time: GENESIS_TIME + 86_400 });
    expect(head).to.include({ number: 1, time: GENESIS_TIME + 86_400 });
    const block = await blockOf(node.url, 1);
    expect(Number(block.timestamp)).to.equal(GENESIS_TIME + 86_400);
    expect(block.transactions).to.have.length(2);
    expect(node.queued).to.equal(1);
  });

  it("refuses a time that is not later than the last block's", async () => {
    const node = await bench.start(await bench.folder());
    await node.seal({ time: GENESIS_TIME + 5 });
    for (const time of [GENESIS_TIME + 5, 0, NaN, GENESIS_TIME + 6.5]) {
      const error = (await node.seal({ time }).catch((thrown: unknown) => thrown)) as NodeError;
      expect(error.code, String(time)).to.equal("NODE_TIME_NOT_LATER");
    }
    expect(node.head.number).to.equal(1);
  });

  it("spreads what one block cannot hold over blocks a second apart", async () => {
    const node = await bench.start(await bench.folder(), { blockGasLimit: 250_000 });
    const key = wallet();
    for (let nonce = 0; nonce < 5; nonce++) {
      await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce, gasLimit: 100_000 }));
    }
    const head = await node.seal({ time: GENESIS_TIME + 10 });
    expect(head).to.include({ number: 3, time: GENESIS_TIME + 12 });
    const counts = await Promise.all(
      [1, 2, 3].map(async (number) => (await blockOf(node.url, number)).transactions.length),
    );
    expect(counts).to.deep.equal([2, 2, 1]);
  });

  it("in story time seals what arrives within milliseconds, then a second later each", async () => {
    const node = await bench.start(await bench.folder());
    const key = wallet();
    const day = GENESIS_TIME + 86_400;
    node.setStoryTime(day);
    const started = performance.now();
    for (let nonce = 0; nonce < 40; nonce++) {
      await mined(node.url, await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce })));
    }
    expect(performance.now() - started).to.be.lessThan(5_000);
    expect(Number((await blockOf(node.url, 1)).timestamp)).to.equal(day);
    expect(Number((await blockOf(node.url, 2)).timestamp)).to.equal(day + 1);
    node.setStoryTime(day + 86_400);
    const number = await mined(
      node.url,
      await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 40 })),
    );
    expect(Number((await blockOf(node.url, number)).timestamp)).to.equal(day + 86_400);
  });

  it("seals at once what already waited when the story's time is set", async () => {
    const node = await bench.start(await bench.folder());
    const hash = await call(node.url, "eth_sendRawTransaction", await sign(wallet(), { nonce: 0 }));
    node.setStoryTime(GENESIS_TIME + 7);
    expect(await mined(node.url, hash)).to.equal(1);
  });

  it("turned to auto follows the clock, with at most one block an interval and one when idle", async () => {
    const now = 1_800_000_000;
    const started = performance.now();
    const clock = () => now * 1000 + (performance.now() - started);
    const node = await bench.start(await bench.folder(), { clock, blockSeconds: 0.5, idleSeconds: 1 });
    const key = wallet();
    node.setMode("auto");
    const first = await mined(node.url, await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce: 0 })));
    expect(Number((await blockOf(node.url, first)).timestamp)).to.be.within(now, now + 2);
    const from = performance.now();
    for (let nonce = 1; nonce < 30; nonce++) {
      await call(node.url, "eth_sendRawTransaction", await sign(key, { nonce }));
      await delay(30);
    }
    const intervals = (performance.now() - from) / 500;
    expect(node.head.number - first).to.be.within(1, Math.ceil(intervals));
    const idle = node.head.number;
    await delay(2_600);
    expect(node.head.number - idle).to.be.within(1, 3);
  });

  it("never runs behind its last block, even when the clock does", async () => {
    const node = await bench.start(await bench.folder(), { clock: () => 0, blockSeconds: 0.1 });
    await node.seal({ time: GENESIS_TIME + 1_000 });
    node.setMode("auto");
    const number = await mined(
      node.url,
      await call(node.url, "eth_sendRawTransaction", await sign(wallet(), { nonce: 0 })),
    );
    expect(Number((await blockOf(node.url, number)).timestamp)).to.equal(GENESIS_TIME + 1_001);
  });
});
