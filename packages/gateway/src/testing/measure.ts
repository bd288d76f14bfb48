/**
 * Compares the gateway with the least that the same work needs, in one run:
 * `node packages/gateway/src/testing/measure.ts`. Each pair runs three times in turn; the medians are printed.
 */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import Fastify from "fastify";
import { Level } from "level";
import Type from "typebox";
import { createRpc } from "../chain/rpc.ts";
import { quantity, type RawLog } from "../chain/types.ts";
import { fault } from "../errors.ts";
import { createFetcher } from "../index/fetch.ts";
import { createSync, type Projection } from "../index/sync.ts";
import { openLedgerStore } from "../store/ledger.ts";
import { key, u64 } from "../store/keys.ts";
import { defineTable } from "../store/table.ts";
import { startAnvil } from "./anvil.ts";
import { createSender, deployBurster, deployEmitter, emission } from "./emitter.ts";
import { startTestGateway } from "./gateway.ts";
import { openOutbox } from "./outbox.ts";

const folder = await mkdtemp(join(tmpdir(), "measure-"));
let folders = 0;
const fresh = () => join(folder, String(folders++));
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

async function compare(name: string, unit: string, floor: () => Promise<number>, ours: () => Promise<number>) {
  const floors: number[] = [];
  const own: number[] = [];
  for (let i = 0; i < 3; i++) {
    floors.push(await floor());
    own.push(await ours());
  }
  const [a, b] = [median(floors), median(own)];
  console.log(
    `${name}: floor ${Math.round(a)} ${unit}/s, ours ${Math.round(b)} ${unit}/s, ${Math.round((b / a) * 100)} %`,
  );
}

const requests = async (port: number, path: string) => {
  const ms = 2_000;
  const worker = new Worker(new URL("load.ts", import.meta.url), { workerData: { port, path, connections: 20, ms } });
  const [answers] = (await once(worker, "message")) as [number];
  await worker.terminate();
  return (answers / ms) * 1000;
};

/** A page read: bare Fastify and one Level get, against the whole gateway with a route like a voucher's page. */
async function measureReads() {
  const row = {
    id: "7",
    series: 1,
    holder: `0x${"ab".repeat(20)}`,
    units: "1000",
    state: "live",
    title: "广西降水 2024",
  };
  const db = new Level(fresh());
  await db.put("7", JSON.stringify(row));
  const bare = Fastify();
  bare.get("/x/:id", async (request) => JSON.parse(await db.get((request.params as { id: string }).id)) as unknown);
  const barePort = Number(new URL(await bare.listen({ port: 0, host: "127.0.0.1" })).port);

  const table = defineTable<typeof row>("page");
  const whole = await startTestGateway(
    { RATE_PER_MINUTE: "10000000" },
    {
      rows: (tx) => tx.put(table, "7", row),
      routes: (app, { onLedger }) => {
        const Row = Type.Object({
          id: Type.String(),
          series: Type.Integer(),
          holder: Type.String(),
          units: Type.String(),
          state: Type.String(),
          title: Type.String(),
        });
        const params = Type.Object({ id: Type.String({ pattern: "^\\d{1,20}$" }) });
        app.get(
          "/x/:id",
          { preHandler: onLedger, schema: { params, response: { 200: Row } } },
          ({ view, params: { id } }) => {
            const found = view.get(table, id);
            if (found === undefined) throw fault("NOT_FOUND");
            return found;
          },
        );
      },
    },
  );
  await whole.anvil.rpc.call("eth_sendRawTransaction", whole.sender.sign(whole.emitter, emission(1, 1)));
  await whole.anvil.mine();
  await whole.indexed();
  const port = Number(new URL(await whole.app.listen({ port: 0, host: "127.0.0.1" })).port);
  await compare(
    "page read",
    "requests",
    () => requests(barePort, "/x/7"),
    () => requests(port, "/x/7"),
  );
  await bare.close();
  await db.close();
  await whole.stop();
}

/** Acceptance: single synced Level puts, against signed transactions checked and accepted by 100 clients at once. */
async function measureOutbox() {
  const anvil = await startAnvil();
  const contract = await deployEmitter(anvil);
  const count = 3_000;
  const sender = createSender(anvil);
  const raws = Array.from({ length: count * 3 }, (_, i) => sender.sign(contract, emission(1, i)));
  let taken = 0;
  const floor = async () => {
    const db = new Level(fresh());
    await db.open();
    const start = performance.now();
    for (let i = 0; i < count; i++) await db.put(`k${i}`, raws[i]!, { sync: true } as never);
    const rate = (count / (performance.now() - start)) * 1000;
    await db.close();
    return rate;
  };
  const ours = async () => {
    const { outbox, home } = await openOutbox({ folder: fresh(), url: anvil.url, chainId: anvil.chainId, contract });
    const list = raws.slice(taken, (taken += count));
    const start = performance.now();
    let next = 0;
    const client = async () => {
      while (next < list.length) {
        const i = next++;
        await outbox.accept(list[i]!, { client: "c", request: { key: String(i), bodyHash: list[i]! } });
      }
    };
    await Promise.all(Array.from({ length: 100 }, client));
    const rate = (count / (performance.now() - start)) * 1000;
    await home.close();
    return rate;
  };
  await compare("outbox acceptance", "transactions", floor, ours);
  await anvil.stop();
}

/** Indexing: eth_getLogs, sliced words and four Level puts an event, against the engine with four rows an event. */
async function measureIndex() {
  const anvil = await startAnvil();
  const contract = await deployBurster(anvil);
  const sender = createSender(anvil);
  const [transactions, each] = [1_000, 100];
  for (let i = 0; i < transactions; i++) {
    await anvil.rpc.call("eth_sendRawTransaction", sender.sign(contract, emission(i, each), undefined, 1_000_000n));
    if (i % 20 === 19) await anvil.mine();
  }
  const events = transactions * each;
  const head = Number(await anvil.rpc.call("eth_blockNumber"));
  const rpc = createRpc({ urls: [anvil.url] });

  const floor = async () => {
    const db = new Level(fresh());
    await db.open();
    const start = performance.now();
    for (let from = 0; from <= head; from += 4) {
      const filter = { address: [contract], fromBlock: quantity(from), toBlock: quantity(from + 3) };
      const logs = await rpc.call<RawLog[]>("eth_getLogs", filter);
      const puts = logs.flatMap(({ topics, data, blockNumber, logIndex }) => {
        const place = u64(Number(blockNumber)) + logIndex;
        const value = JSON.stringify({ topic: BigInt(topics[0]!).toString(), value: BigInt(data).toString() });
        return ["a", "b", "c", "d"].map((table) => ({ type: "put" as const, key: table + place, value }));
      });
      await db.batch(puts);
    }
    const rate = (events / (performance.now() - start)) * 1000;
    await db.close();
    return rate;
  };

  const [byTopic, byValue, latest] = [
    defineTable<string>("byTopic"),
    defineTable<string>("byValue"),
    defineTable<string>("latest"),
  ];
  const projection: Projection = {
    decode: ({ topics, data }) => ({
      name: "Emitted",
      args: { topic: BigInt(topics[0]!).toString(), value: BigInt(data).toString() },
    }),
    project({ id, block, logIndex, args }, tx) {
      tx.put(byTopic, key(args["topic"] as string, u64(block), u64(logIndex)), id);
      tx.put(byValue, key(args["value"] as string, u64(block), u64(logIndex)), id);
      tx.put(latest, id, id);
    },
  };
  const ours = async () => {
    const store = await openLedgerStore({ folder: fresh(), undoDepth: 8 });
    await store.reset({ chainId: "0", genesisHash: "0x", deployment: "d", schema: 1 });
    const fetcher = createFetcher({ rpc, addresses: [contract], widest: 2_000 });
    const log = { warn: console.warn, info: console.info };
    const sync = createSync({ fetcher, store, projection, startBlock: 1, undoDepth: 8, pollMs: 5, log });
    const start = performance.now();
    await sync.catchUp(new AbortController().signal);
    const rate = (events / (performance.now() - start)) * 1000;
    await store.close();
    return rate;
  };
  await compare("indexing", "events", floor, ours);
  await anvil.stop();
}

await measureReads();
await measureOutbox();
await measureIndex();
await rm(folder, { recursive: true });
