import { once } from "node:events";
import http, { Agent } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { expect } from "chai";
import { openLedgerGateway, type LedgerGateway } from "../../testing/ledger-gateway.ts";
import { issueLongVoucher, splitOften, transferOften, type LongVoucher } from "../../testing/long-voucher.ts";

/** What a trace of 1 000 steps may take, for 99 of 100 requests. */
const limitMs = 20;
/** How many times as long as the bare sending of as many bytes the answer may take. About ten is usual. */
const limitTimes = 24;
const warmUp = 150;
const requests = 200;
const mostRuns = 5;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** How many bytes an answer has; they are counted and let go, so that the client costs as little as it can. */
async function bytesOf(url: string): Promise<number> {
  const request = http.get(url, { agent });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  expect(response.statusCode).to.equal(200);
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  return bytes;
}

async function msOf(url: string, size: number): Promise<number> {
  const started = performance.now();
  expect(await bytesOf(url)).to.equal(size);
  return performance.now() - started;
}

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)]!;

describe("a voucher with 1 000 steps is told in one request, within 20 ms at the 99th percentile", function () {
  this.timeout(240_000);
  let voucher: LongVoucher;
  let gateway: LedgerGateway | undefined;
  let floor: http.Server;

  beforeEach(async () => {
    voucher = await issueLongVoucher();
  });
  afterEach(async () => {
    floor?.close();
    await gateway?.stop();
    await voucher?.chain.stop();
  });
  after(() => agent.destroy());

  /**
   * Measures in turn the answer and the floor: a bare server that sends as many bytes over the same kind of connection.
   * At the median the answer keeps to its share of the floor, which a slow machine slows as much. At the 99th percentile
   * it keeps 20 ms, or that share where the machine is so busy that the bare sending is slow too.
   *
   * Other programs take turns on the processor, and one such turn among a hundred requests spoils a 99th percentile; they
   * can make an answer slower but never faster. So one run that keeps the limits shows that the gateway keeps them, while
   * one that does not may only show the machine: the measurement is repeated a few times, and the best run counts.
   */
  async function measure(path: string): Promise<void> {
    gateway = await openLedgerGateway(voucher.chain);
    await gateway.indexed();
    const url = `${await gateway.app.listen({ port: 0, host: "127.0.0.1" })}${path}`;
    const size = await bytesOf(url);
    const body = Buffer.alloc(size, "x");
    floor = http.createServer((_request, response) => response.end(body)).listen(0, "127.0.0.1");
    await once(floor, "listening");
    const bare = `http://127.0.0.1:${(floor.address() as AddressInfo).port}/`;
    for (let i = 0; i < warmUp; i++) await Promise.all([msOf(url, size), msOf(bare, size)]);

    const told: string[] = [];
    for (let run = 0; run < mostRuns; run++) {
      const times: number[] = [];
      const floors: number[] = [];
      for (let i = 0; i < requests; i++) {
        times.push(await msOf(url, size));
        floors.push(await msOf(bare, size));
      }
      const [p50, p99, floor50, floor99] = [at(times, 0.5), at(times, 0.99), at(floors, 0.5), at(floors, 0.99)];
      const [all, most, bare50, bare99] = [p50, p99, floor50, floor99].map((ms) => `${ms.toFixed(1)} ms`);
      told.push(`p50 ${all} over a floor of ${bare50}, p99 ${most} over a floor of ${bare99}`);
      if (process.env["SHOW_TIMES"]) console.info(`      ${told.at(-1)}`);
      if (p50 < limitTimes * floor50 && p99 < Math.max(limitMs, limitTimes * floor99)) return;
    }
    expect.fail(`no run of ${mostRuns} kept ${limitMs} ms and ${limitTimes} times the floor:\n${told.join("\n")}`);
  }

  it("when it passed from hand to hand", async () => {
    await transferOften(voucher, 999);
    const path = "/v1/vouchers/1-1/provenance";
    await measure(path);
    const { steps, holders } = await gateway!.get(path);
    expect(steps).to.have.length(1_000);
    expect(holders).to.have.length(1_000);
  });

  it("when it was split again and again, into 1 000 vouchers", async () => {
    await splitOften(voucher, 999);
    const path = "/v1/vouchers/1-1/provenance";
    await measure(path);
    const { steps, lineage } = await gateway!.get(path);
    expect(steps).to.have.length(1_000);
    expect(lineage.nodes).to.have.length(1_000);
    expect(lineage.edges).to.have.length(999);
  });
});
