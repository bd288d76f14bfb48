/**
 * Compares indexing the ledger with the least that the same work needs, in one run:
 * `node packages/gateway/src/testing/measure-projection.ts`. The pair runs five times in turn; medians are printed.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Level } from "level";
import { createRpc } from "../chain/rpc.ts";
import { quantity, type RawLog } from "../chain/types.ts";
import { createFetcher } from "../index/fetch.ts";
import { createSync } from "../index/sync.ts";
import { createLedgerProjection, ledgerSchema } from "../ledger/projection.ts";
import { openLedgerStore } from "../store/ledger.ts";
import { u64 } from "../store/keys.ts";
import { digest, startLedgerChain } from "./ledger-chain.ts";
import { apply, certify, declare } from "./ledger-history.ts";
import { terms } from "./terms.ts";

const [rounds, each, turn, runs] = [240, 50, 20, 5];
const folder = await mkdtemp(join(tmpdir(), "measure-"));
let folders = 0;
const fresh = () => join(folder, String(folders++));
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** A ledger on which vouchers are issued and pass from hand to hand, many a transaction. */
async function busyLedger() {
  const chain = await startLedgerChain();
  const registry = await chain.admitRegistry("登记中心");
  await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
  const grantor = await chain.admit({ name: "Grantor" });
  const holders = await Promise.all([chain.admit({ name: "One" })]);
  holders.push(await chain.admit({ name: "Two" }));
  const assetId = await declare(chain, grantor);
  const certificateId = await certify(chain, registry, await apply(chain, grantor, registry, assetId));
  await chain.call("ledger", grantor.key, "openSeries", terms(certificateId, await chain.now()));
  await chain.anvil.rpc.call("evm_setAutomine", false);
  const ledger = chain.addresses["Ledger"]!;
  const send = async (party: (typeof holders)[number], method: string, ...args: unknown[]) => {
    const raw = await chain.sign(party.key, ledger, chain.encode("ledger", method, ...args));
    await chain.anvil.rpc.call("eth_sendRawTransaction", raw);
    await chain.anvil.mine();
  };
  for (let round = 0; round < rounds; round++) {
    const serials = Array.from({ length: each }, (_, i) => 4_294_967_297n + BigInt((round % turn) * each + i));
    const [from, to] = [holders[(Math.floor(round / turn) + 1) % 2]!, holders[Math.floor(round / turn) % 2]!];
    if (round < turn) {
      const parties = serials.map(() => to.address);
      await send(grantor, "issueBatch", 1, parties, serials.map(() => 5), serials.map((id) => digest(String(id)))); // prettier-ignore
    } else await send(from, "transferBatch", serials, to.address);
  }
  return chain;
}

const chain = await busyLedger();
const rpc = createRpc({ urls: [chain.anvil.url] });
const projection = createLedgerProjection(chain.addresses);
const addresses = projection.addresses!;
const head = Number(await rpc.call("eth_blockNumber"));
const everything = { address: addresses, fromBlock: "0x0", toBlock: quantity(head) };
const { length: events } = await rpc.call<RawLog[]>("eth_getLogs", everything);

/** `eth_getLogs` and four Level puts an event. */
async function floor() {
  const db = new Level(fresh());
  await db.open();
  const start = performance.now();
  for (let from = 0; from <= head; from += 20) {
    const filter = { address: addresses, fromBlock: quantity(from), toBlock: quantity(from + 19) };
    const logs = await rpc.call<RawLog[]>("eth_getLogs", filter);
    const puts = logs.flatMap(({ topics, data, blockNumber, logIndex, transactionHash }) => {
      const place = u64(Number(blockNumber)) + logIndex;
      const value = JSON.stringify({ topics: topics.slice(1), data: data.slice(2, 66), transactionHash });
      return ["a", "b", "c", "d"].map((table) => ({ type: "put" as const, key: table + place, value }));
    });
    await db.batch(puts);
  }
  const rate = (events / (performance.now() - start)) * 1000;
  await db.close();
  return rate;
}

async function ours() {
  const store = await openLedgerStore({ folder: fresh(), undoDepth: 8 });
  await store.reset({ chainId: "0", genesisHash: "0x", deployment: "d", schema: ledgerSchema });
  const fetcher = createFetcher({ rpc, addresses, widest: 2_000 });
  const log = { warn: console.warn, info: console.info };
  const sync = createSync({ fetcher, store, projection, startBlock: 1, undoDepth: 8, pollMs: 5, log });
  const start = performance.now();
  await sync.catchUp(new AbortController().signal);
  const rate = (events / (performance.now() - start)) * 1000;
  await store.close();
  return rate;
}

const floors: number[] = [];
const own: number[] = [];
for (let i = 0; i < runs; i++) {
  floors.push(await floor());
  own.push(await ours());
}
const [bare, whole] = [median(floors), median(own)];
console.log(
  `the ledger's ${events} events: floor ${Math.round(bare)} events/s, ours ${Math.round(whole)} events/s, ` +
    `${Math.round((whole / bare) * 100)} %`,
);
await chain.stop();
await rm(folder, { recursive: true });
