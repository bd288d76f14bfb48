import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { keccak256, Wallet } from "ethers";
import { ILedger__factory } from "@data-voucher/sdk/contracts";
import type { Deployment } from "../../scripts/deploy/deploy.ts";
import { call, callAll } from "../node/support.ts";
import { allBlocks, type SeenBlock } from "./chain.ts";
import { createBench, createRandom, freePort } from "./launch.ts";

const KILLS = Number(process.env["KILLS"] ?? 6);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const CHAIN_ID = 452_022;
const SPLIT = "transferFrom(uint256,address,uint256)";
/** How often a firm splits: it has a unit for each. Afterwards it approves, which has no end. */
const SPLITS = 100;

interface KeyFile {
  readonly account: string;
  readonly privateKey: string;
}

describe(`A running ledger killed ${KILLS} times while firms trade (SEED=${SEED})`, function () {
  this.timeout(600_000);
  const bench = createBench();
  const random = createRandom(SEED);

  let abandoned = false;

  after(() => {
    // A failed test must not leave its firms trading.
    abandoned = true;
    return bench.clean();
  });

  it("carries out what it acknowledged exactly once, keeps every block, and counts the same units", async () => {
    const dataDir = await bench.told();
    const [gatewayPort, rpcPort] = [await freePort(), await freePort()];
    const gateway = `http://127.0.0.1:${gatewayPort}`;
    const rpc = `http://127.0.0.1:${rpcPort}`;
    const env = { PORT: String(gatewayPort), RPC_PORT: String(rpcPort) };
    let start = bench.launch({ dataDir, env });
    await start.ready();

    const get = async <T>(path: string) => (await (await fetch(gateway + path)).json()) as T;
    const keyOf = async (name: string) =>
      JSON.parse(await readFile(join(dataDir, `keys/${name}.json`), "utf8")) as KeyFile;
    const deployment = JSON.parse(await readFile(join(dataDir, "deployment.json"), "utf8")) as Deployment;
    const to = deployment.contracts["Ledger"]!.address;
    const fresh = (await keyOf("fresh")).account;
    const { party } = await get<{ party: string }>(`/v1/accounts/${fresh}`);

    // Only clients with a key may hand in what is not simulated first.
    const { operator: apiKey } = JSON.parse(await readFile(join(dataDir, "keys/api-keys.json"), "utf8")) as {
      operator: string;
    };

    const acknowledged = new Set<string>();
    let running = true;
    /** A careful firm: it repeats one request, under one idempotency key, until the gateway has taken it. */
    async function trade(name: string, voucherId: bigint): Promise<{ account: string; nonce: number; splits: number }> {
      const { account, privateKey } = await keyOf(name);
      const wallet = new Wallet(privateKey);
      const first = Number(await call(rpc, "eth_getTransactionCount", account, "latest"));
      const ledger = ILedger__factory.createInterface();
      const split = ledger.encodeFunctionData(SPLIT, [voucherId, party, 1n]);
      let nonce = first;
      for (; running && !abandoned; nonce++) {
        const approval = () => ledger.encodeFunctionData("setApprovalForAll", [party, nonce % 2 === 0]);
        const data = nonce < first + SPLITS ? split : approval();
        const fields = { type: 0, chainId: CHAIN_ID, nonce, gasPrice: 0n, gasLimit: 1_000_000n, to, data };
        const raw = await wallet.signTransaction(fields);
        for (;;) {
          const answer = await fetch(`${gateway}/v1/transactions?simulate=false`, {
            method: "POST",
            headers: { "content-type": "application/json", "idempotency-key": `${name}-${nonce}`, "x-api-key": apiKey },
            body: JSON.stringify({ raw }),
          }).catch(() => undefined);
          if (answer?.ok) break;
          if (abandoned) throw new Error("given up");
          const problem =
            answer && ((await answer.json().catch(() => undefined)) as { retryable: boolean } | undefined);
          if (problem && !problem.retryable) throw new Error(JSON.stringify(problem));
          await delay(20);
        }
        acknowledged.add(keccak256(raw));
        await delay(40);
      }
      return { account, nonce, splits: Math.min(nonce - first, SPLITS) };
    }
    const writers = Promise.all([trade("logistics", (1n << 32n) | 1n), trade("coldchain", (1n << 32n) | 2n)]);
    let idle = false;
    writers.then(
      () => (idle = true),
      () => (idle = true),
    );

    let seen: SeenBlock[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      await delay(random() * 2_000);
      const now = await allBlocks(rpc);
      expect(now.slice(0, seen.length), `blocks before kill ${kill}`).to.deep.equal(seen);
      seen = now;
      expect(idle, `the firms have stopped before kill ${kill}`).to.equal(false);
      await start.end("SIGKILL");
      start = bench.launch({ dataDir, env });
      await start.ready();
    }
    running = false;
    const ends = await writers;

    expect(acknowledged.size).to.be.greaterThan(2 * KILLS);
    for (const { account, nonce } of ends) {
      for (let tries = 0; ; tries++) {
        const mined = Number(await call(rpc, "eth_getTransactionCount", account, "latest"));
        if (mined === nonce) break;
        expect(mined).to.be.lessThan(nonce);
        expect(tries, `transactions of ${account} that are mined`).to.be.lessThan(300);
        await delay(100);
      }
    }
    const receipts = await callAll<{ status: string; blockNumber: string } | null>(
      rpc,
      [...acknowledged].map((hash) => ["eth_getTransactionReceipt", hash]),
    );
    expect(receipts.filter((receipt) => receipt?.status !== "0x1")).to.deep.equal([]);
    expect((await allBlocks(rpc)).slice(0, seen.length)).to.deep.equal(seen);

    const last = Math.max(...receipts.map((receipt) => Number(receipt!.blockNumber)));
    for (let tries = 0; (await get<{ indexed: { number: number } }>("/v1/status")).indexed.number < last; tries++) {
      expect(tries).to.be.lessThan(300);
      await delay(50);
    }
    const splits = ends.reduce((sum, firm) => sum + firm.splits, 0);
    const { totals } = await get<{ totals: Record<string, string | number> }>("/v1/series/1");
    expect(totals).to.include({ issued: "1000", live: "635", used: "365", vouchers: 4 + splits });
    let held = 0n;
    for (let cursor = ""; ;) {
      type Page = { items: { units: string }[]; nextCursor: string | null };
      const page = await get<Page>(`/v1/vouchers?series=1&limit=200${cursor}`);
      for (const { units } of page.items) held += BigInt(units);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(held).to.equal(635n);
    console.log(`      ${acknowledged.size} acknowledged, ${seen.length} blocks at the last kill`);
    expect(await start.end("SIGTERM")).to.equal(0);
  });
});
