import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { digestOf } from "../store/dump.ts";
import { openLedgerStore } from "../store/ledger.ts";
import type { RawLog } from "../chain/types.ts";
import { startAnvil, type Anvil } from "./anvil.ts";
import { startChild } from "./child.ts";
import { countingTables } from "./counting.ts";
import { createSender, deployEmitter, emission } from "./emitter.ts";
import { openOutbox } from "./outbox.ts";
import { createRandom, seedOf } from "./random.ts";
import { followInto } from "./follow-into.ts";

const kills = Number(process.env["KILLS"] ?? 8);
const seed = seedOf();

describe(`killed ${kills} times at random instants (SEED=${seed})`, function () {
  const random = createRandom(seed);
  this.timeout(60_000 + kills * 5_000);
  let anvil: Anvil;
  let emitter: string;
  let folder: string;

  beforeEach(async () => {
    anvil = await startAnvil();
    emitter = await deployEmitter(anvil);
    folder = await mkdtemp(join(tmpdir(), "kills-"));
  });

  afterEach(async () => {
    await anvil.stop();
    await rm(folder, { recursive: true });
  });

  it("the outbox loses nothing that it acknowledged and sends nothing twice", async () => {
    const senders = [1, 2, 3].map(() => createSender(anvil));
    const acknowledged = new Map<string, string>();
    const wanted = new Map<string, string>();
    const onLine = (line: string) => {
      const [key, id] = line.split(" ") as [string, string];
      expect(acknowledged.get(key) ?? id, "a key has one operation for ever").to.equal(id);
      acknowledged.set(key, id);
    };
    const args = [folder, anvil.url, String(anvil.chainId), emitter];
    for (let round = 0; round < kills; round++) {
      const child = await startChild("outbox-child", args, onLine);
      // What was not acknowledged is handed in again, as a client would; some of what was, too.
      for (const [key, raw] of wanted) {
        if (!acknowledged.has(key) || random() < 0.1) child.send(`${key} ${raw}`);
      }
      const until = Date.now() + 20 + random() * 250;
      while (Date.now() < until) {
        for (const sender of senders) {
          const key = `k${wanted.size}`;
          const raw = sender.sign(emitter, emission(1, wanted.size));
          wanted.set(key, raw);
          child.send(`${key} ${raw}`);
        }
        if (random() < 0.5) await anvil.mine();
        await delay(random() * 8);
      }
      await child.kill();
    }

    const { outbox, home } = await openOutbox({ folder, url: anvil.url, chainId: anvil.chainId, contract: emitter });
    for (const [key, raw] of wanted) {
      const { operation } = await outbox.accept(raw, { client: "c", request: { key, bodyHash: raw } });
      expect(acknowledged.get(key) ?? operation.id).to.equal(operation.id);
      acknowledged.set(key, operation.id);
    }
    const stop = new AbortController();
    const running = outbox.run(stop.signal);
    while (outbox.open > 0) {
      await anvil.mine();
      await delay(20);
    }
    stop.abort();
    await running;
    const states = [...acknowledged.values()].map((id) => outbox.get(id)!);
    await home.close();
    expect(states.every((operation) => operation.state === "final" && operation.success)).to.equal(true);
    const logs = await anvil.rpc.call<RawLog[]>("eth_getLogs", { address: emitter, fromBlock: "0x0" });
    const values = logs.map((log) => Number(BigInt(log.data))).sort((a, b) => a - b);
    expect(values).to.eql(Array.from({ length: wanted.size }, (_, i) => i));
  });

  it("the index ends equal to one that was never disturbed, through reorganisations too", async () => {
    let sender = createSender(anvil);
    const kept = join(folder, "kept");
    for (let round = 0; round < kills; round++) {
      const child = await startChild("index-child", [kept, anvil.url, emitter], () => undefined);
      const until = Date.now() + 20 + random() * 200;
      while (Date.now() < until) {
        const snapshot = random() < 0.2 ? await anvil.rpc.call("evm_snapshot") : undefined;
        for (let i = Math.ceil(random() * 4); i > 0; i--) {
          await anvil.rpc.call("eth_sendRawTransaction", sender.sign(emitter, emission(i, round)));
          await anvil.mine();
          if (random() < 0.3) await delay(5);
        }
        if (snapshot === undefined) continue;
        await anvil.rpc.call("evm_revert", snapshot);
        sender = createSender(anvil);
        await anvil.mine(6);
      }
      await child.kill();
    }
    const digests: string[] = [];
    for (const where of [kept, join(folder, "fresh")]) {
      const store = await openLedgerStore({ folder: where, undoDepth: 16 });
      await followInto(store, anvil.url, emitter);
      const view = store.view();
      digests.push(await digestOf(view, countingTables));
      view.release();
      await store.close();
    }
    expect(digests[0]).to.equal(digests[1]);
  });
});
