import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { encryptKeystoreJsonSync } from "ethers";
import { ILedger__factory } from "@data-voucher/sdk/contracts";
import { createKeys } from "../auth/keys.ts";
import type { RawLog } from "../chain/types.ts";
import { folders } from "../open.ts";
import { openHomeStore } from "../store/home.ts";
import { startChild } from "../testing/child.ts";
import { roleBits, type TestParty } from "../testing/ledger-chain.ts";
import { issueLongVoucher, type LongVoucher } from "../testing/long-voucher.ts";
import { createRandom, seedOf } from "../testing/random.ts";

const kills = Number(process.env["KILLS"] ?? 6);
const seed = seedOf();
/** Most requests that wait for an answer at a time. */
const mostOpen = 8;
const password = "correct horse";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly success: boolean | null;
}

/**
 * Writes with keys that the gateway holds. It chooses nonce and bytes, so a request handed in again would be another
 * transaction if it were not known: each one moves a number of units of its own, and the ledger's events tell how often.
 */
describe(`custody killed ${kills} times at random instants (SEED=${seed})`, function () {
  this.timeout(120_000 + kills * 10_000);
  const random = createRandom(seed);
  let voucher: LongVoucher;
  let desks: TestParty[];
  let apiKeys: string[];
  let folder: string;
  let options: string[];

  before(async () => {
    voucher = await issueLongVoucher();
    const { chain, holders } = voucher;
    folder = await mkdtemp(join(tmpdir(), "custody-kills-"));
    const keystore = join(folder, "keystore");
    await mkdir(keystore);
    await writeFile(join(folder, "password"), password);
    desks = [await chain.admit({ roles: roleBits.exchange }), await chain.admit({ roles: roleBits.exchange })];
    const home = await openHomeStore({ folder: join(folder, folders.home) });
    const keys = createKeys(home);
    apiKeys = [];
    for (const { address, key } of desks) {
      await chain.call("ledger", holders[0].key, "setApprovalForAll", address, true);
      const text = encryptKeystoreJsonSync(key, password, { scrypt: { N: 1024, r: 8, p: 1 } });
      await writeFile(join(keystore, `${key.address}.json`), text);
      const party = address.toLowerCase();
      const made = await keys.add({ role: "exchange", party, label: "desk", expiresAt: Date.now() + 3_600_000 });
      apiKeys.push(made.text);
    }
    await home.close();
    const { anvil, addresses, startBlock } = chain;
    const contracts = Object.fromEntries(
      Object.entries(addresses).map(([name, address]) => [name, { address, block: startBlock }]),
    );
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify({ chainId: anvil.chainId, contracts }));
    options = Object.entries({
      "data-dir": folder,
      deployment,
      "rpc-url": anvil.url,
      port: "0",
      "poll-ms": "10",
      "log-level": "silent",
      "rate-per-minute": "0",
      "max-delay-ms": "0",
      "keystore-dir": keystore,
      "keystore-password-file": join(folder, "password"),
    }).map(([name, value]) => `--${name}=${value}`);
    await anvil.rpc.call("evm_setAutomine", false);
  });
  after(async () => {
    await voucher?.chain.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts the gateway anew on what the one before left. */
  const start = async () => {
    let url = "";
    const child = await startChild("gateway-child", options, (line) => (url = line));
    return { url, kill: () => child.kill() };
  };

  it("does each request once, however often it is made", async () => {
    const { chain, voucherId, holders } = voucher;
    const acknowledged = new Map<number, string>();
    const acknowledgedAtKills: number[] = [];
    let wanted = 0;

    /** One of the desks asks that this many units are split off; undefined when it cannot know what became of it. */
    const ask = async (url: string, units: number): Promise<Told | undefined> => {
      const response = await fetch(`${url}/v1/transfers`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "idempotency-key": `units-${units}`,
          authorization: `Bearer ${apiKeys[units % apiKeys.length]!}`,
        },
        body: JSON.stringify({ voucherId: String(voucherId), to: holders[1].address, units: String(units) }),
      }).catch(() => undefined);
      const text = await response?.text().catch(() => undefined);
      if (response === undefined || text === undefined) return undefined;
      expect(response.ok, text).to.equal(true);
      const told = JSON.parse(text) as Told;
      expect(acknowledged.get(units) ?? told.id, "a key has one operation for ever").to.equal(told.id);
      acknowledged.set(units, told.id);
      return told;
    };

    for (let round = 0; round < kills; round++) {
      const gateway = await start();
      const asked: Promise<unknown>[] = [];
      // What was not acknowledged is asked for again, as a client would; some of what was, too.
      for (let units = 1; units <= wanted; units++) {
        if (!acknowledged.has(units) || random() < 0.1) asked.push(ask(gateway.url, units));
      }
      // The kill comes before, between and after answers, on a slow machine too.
      const answers = acknowledged.size + Math.floor(random() * 12);
      const latest = Date.now() + 5_000;
      do {
        if (wanted - acknowledged.size < mostOpen) asked.push(ask(gateway.url, ++wanted));
        if (random() < 0.4) await chain.anvil.mine();
        await delay(random() * 15);
      } while (acknowledged.size < answers && Date.now() < latest);
      await delay(random() * 20);
      acknowledgedAtKills.push(acknowledged.size);
      await gateway.kill();
      await Promise.all(asked);
    }

    const gateway = await start();
    const mining = setInterval(() => void chain.anvil.mine().catch(() => undefined), 50);
    try {
      await Promise.all(
        Array.from({ length: wanted }, async (_, i) => {
          const { id } = (await ask(gateway.url, i + 1))!;
          const response = await fetch(`${gateway.url}/v1/operations/${id}`, { headers: { prefer: "wait=30" } });
          const { state, success } = (await response.json()) as Told;
          expect([state, success], `request ${i + 1}`).to.eql(["final", true]);
        }),
      );
    } finally {
      clearInterval(mining);
      await gateway.kill();
    }
    expect(new Set(acknowledged.values()).size).to.equal(wanted);
    expect(acknowledgedAtKills.at(-1), "requests that were answered before a kill").to.be.greaterThan(kills);
    console.log(`      ${wanted} requests, ${acknowledgedAtKills.at(-1)} answered at the last kill`);

    const contract = ILedger__factory.createInterface();
    const topic = contract.getEvent("VoucherSplit").topicHash;
    const filter = { address: chain.addresses["Ledger"], fromBlock: "0x0", topics: [topic] };
    const logs = await chain.anvil.rpc.call<RawLog[]>("eth_getLogs", filter);
    const moved = logs.map((log) => Number(contract.parseLog(log as never)!.args["units"] as bigint));
    expect(moved.sort((a, b) => a - b)).to.eql(Array.from({ length: wanted }, (_, i) => i + 1));
    for (const { key } of desks) {
      const nonces = await chain.anvil.rpc.call<string>("eth_getTransactionCount", key.address, "latest");
      const own = Array.from({ length: wanted }, (_, i) => i + 1).filter((units) => desks[units % 2]!.key === key);
      expect(Number(nonces)).to.equal(own.length);
    }
  });
});
