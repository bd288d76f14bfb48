import { expect } from "chai";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { startFaultProxy, type FaultProxy } from "../testing/fault-proxy.ts";
import { readLogRanges, readLogs, type LedgerLog } from "./logs.ts";
import { createRpc, type Rpc } from "./rpc.ts";
import { Wallet, getCreateAddress } from "ethers";

/** `PUSH1 7 PUSH0 PUSH0 LOG1 NUMBER PUSH0 PUSH0 LOG1`: two logs a call, the second with the block number as topic. */
const loggerInit = "0x6960075f5fa1435f5fa1005f52600a6016f3";

describe("readLogs", function () {
  this.timeout(30_000);
  let anvil: Anvil;
  let proxy: FaultProxy;
  let rpc: Rpc;
  let logger: string;
  let last: number;
  const wallet = Wallet.createRandom();
  const limit = 30;
  const asked: [from: number, to: number][] = [];

  before(async () => {
    anvil = await startAnvil(["--no-mining"]);
    const direct = createRpc(anvil.url);
    const send = async (nonce: number, change: object) => {
      const terms = { type: 0, chainId: 4545, gasPrice: 0, nonce, gasLimit: 200_000, ...change };
      await direct("eth_sendRawTransaction", [await wallet.signTransaction(terms)]);
    };
    logger = getCreateAddress({ from: wallet.address, nonce: 0 });
    await send(0, { data: loggerInit });
    await direct("anvil_mine", ["0x1"]);
    for (let nonce = 1; nonce <= 40; nonce += 1) {
      await send(nonce, { to: logger });
      await direct("anvil_mine", ["0x5"]);
    }
    last = Number(await direct("eth_blockNumber", []));
    proxy = await startFaultProxy(anvil.url);
    rpc = createRpc(proxy.url);
  });
  after(async () => {
    await proxy.stop();
    await anvil.stop();
  });
  beforeEach(() => {
    asked.length = 0;
    // The limit and words of a Besu node, before the real node's logs.
    proxy.setRule((method, [filter]) => {
      const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
      asked.push([Number(fromBlock), Number(toBlock)]);
      const message = "Requested range exceeds maximum RPC range limit";
      return Number(toBlock) - Number(fromBlock) + 1 > limit ? { error: { code: -32005, message } } : "pass";
    });
  });

  const all = async (maxLogRange: number, toBlock = last) => {
    const logs: LedgerLog[] = [];
    for await (const log of readLogs({ address: logger, fromBlock: 0, toBlock }, { rpc, profile: { maxLogRange } })) {
      logs.push(log);
    }
    return logs;
  };

  it("gives every log once and in order, however wide the ranges", async () => {
    const blocks = Array.from({ length: 40 }, (_, i) => 2 + 5 * i).flatMap((block) => [block, block]);
    for (const width of [1, 7, 30, 64, 100_000]) {
      const logs = await all(width);
      expect(logs.map(({ blockNumber }) => blockNumber)).to.deep.equal(blocks);
      expect(logs.map(({ logIndex }) => logIndex)).to.deep.equal(blocks.map((_, i) => i % 2));
      expect(Number(logs[1]?.topics[0])).to.equal(2);
    }
  });

  it("halves ranges that are refused, and grows them again without asking too much each time", async () => {
    await all(100_000);
    const widths = asked.map(([from, to]) => to - from + 1);
    expect(widths.slice(0, 4)).to.deep.equal([last + 1, ...[2, 4, 8].map((part) => Math.floor((last + 1) / part))]);
    expect(widths.slice(4).filter((width) => width > limit).length).to.be.within(1, 3);
    expect(widths.length).to.be.below(16);
  });

  it("tells the ranges themselves, without gap and overlap", async () => {
    const ranges = [];
    const query = { address: logger, fromBlock: 3, toBlock: last };
    for await (const range of readLogRanges(query, { rpc, profile: { maxLogRange: 64 } })) ranges.push(range);
    expect(ranges[0]?.fromBlock).to.equal(3);
    expect(ranges.at(-1)?.toBlock).to.equal(last);
    for (const [i, range] of ranges.entries()) {
      if (i > 0) expect(range.fromBlock).to.equal((ranges[i - 1]?.toBlock as number) + 1);
      for (const { blockNumber } of range.logs) expect(blockNumber).to.be.within(range.fromBlock, range.toBlock);
    }
  });

  it("filters by topic", async () => {
    const seven = `0x${"7".padStart(64, "0")}`;
    const found: LedgerLog[] = [];
    const query = { topics: [[seven]], fromBlock: 0, toBlock: last };
    for await (const log of readLogs(query, { rpc, profile: { maxLogRange: 30 } })) found.push(log);
    // LOG1 takes its topic from the stack: the first log of each call carries seven, as does that of block 7.
    expect(found.length).to.equal(41);
  });

  it("tries again after a broken line, a lagging node and a slow one", async () => {
    const faults = ["break-before", { error: { code: -32008, message: "behind" } }, { status: 503 }] as const;
    let n = 0;
    proxy.setRule(() => faults[n++] ?? "pass");
    expect((await all(100_000)).length).to.equal(80);
    expect(n).to.equal(4);
  });

  it("gives up with the node's error when one block is too much, and on a request it cannot mend", async () => {
    const answer = (code: number, message: string) => proxy.setRule(() => ({ error: { code, message } }));
    answer(-32005, "query returned more than 10000 results");
    expect(await all(64).catch((error) => error.code)).to.equal("LOG_RANGE_TOO_WIDE");
    answer(-32602, "invalid argument 0");
    expect(await all(64).catch((error) => error.code)).to.equal("RPC_INVALID_REQUEST");
  });

  it("asks nothing for an empty range, and stops when the caller gives up", async () => {
    expect(await all(10, -1)).to.deep.equal([]);
    expect(asked).to.deep.equal([]);
    const controller = new AbortController();
    const query = { fromBlock: 0, toBlock: last };
    const seen: number[] = [];
    const reading = (async () => {
      for await (const range of readLogRanges(query, {
        rpc,
        profile: { maxLogRange: 10 },
        signal: controller.signal,
      })) {
        seen.push(range.toBlock);
        if (seen.length === 2) controller.abort();
      }
    })();
    expect(await reading.catch((error) => error.code)).to.equal("ABORTED");
    expect(seen).to.deep.equal([9, 19]);
  });
});
