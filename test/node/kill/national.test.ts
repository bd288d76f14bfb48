import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { encryptKeystoreJsonSync } from "ethers";
import { IAssetRegistry__factory } from "../../../packages/sdk/src/contracts/index.ts";
import type { RawLog } from "../../../packages/gateway/src/chain/types.ts";
import { startChild } from "../../../packages/gateway/src/testing/child.ts";
import { apply, certify, declare } from "../../../packages/gateway/src/testing/ledger-history.ts";
import {
  startLedgerChain,
  type LedgerChain,
  type TestParty,
} from "../../../packages/gateway/src/testing/ledger-chain.ts";
import { createRandom, seedOf } from "../../../packages/gateway/src/testing/random.ts";
import { createStandInBench, token } from "../national/support.ts";

const kills = Number(process.env["KILLS"] ?? 6);
const cases = 6;
const seed = seedOf();
const password = "correct horse";

/** Submissions of certified cases, with a gateway that is killed at random instants and a stand-in that comes and goes. */
describe(`submissions to the national service system, killed ${kills} times (SEED=${seed})`, function () {
  this.timeout(180_000 + kills * 10_000);
  const random = createRandom(seed);
  let chain: LedgerChain;
  let registry: TestParty;
  let bench: Awaited<ReturnType<typeof createStandInBench>>;
  let folder: string;
  let options: string[];

  before(async () => {
    chain = await startLedgerChain();
    registry = await chain.admitRegistry("广西数据登记中心");
    await chain.call("assets", chain.authority.key, "setRegistryCode", registry.address, 45, 1);
    const firm = await chain.admit({ name: "阿尔法数据有限公司" });
    for (let n = 0; n < cases; n++) {
      const caseId = await apply(chain, firm, registry, await declare(chain, firm), [1]);
      await certify(chain, registry, caseId);
    }
    const time = await chain.now();
    bench = await createStandInBench(() => time * 1000);
    folder = await mkdtemp(join(tmpdir(), "national-kills-"));
    const keystore = join(folder, "keystore");
    await mkdir(keystore);
    await writeFile(join(folder, "password"), password);
    await writeFile(join(folder, "token"), token);
    const text = encryptKeystoreJsonSync(registry.key, password, { scrypt: { N: 1024, r: 8, p: 1 } });
    await writeFile(join(keystore, "registry.json"), text);
    const contracts = Object.fromEntries(
      Object.entries(chain.addresses).map(([name, address]) => [name, { address, block: chain.startBlock }]),
    );
    const deployment = join(folder, "deployment.json");
    await writeFile(deployment, JSON.stringify({ chainId: chain.anvil.chainId, contracts }));
    options = Object.entries({
      "data-dir": folder,
      deployment,
      "rpc-url": chain.anvil.url,
      port: "0",
      "poll-ms": "10",
      "log-level": "silent",
      "max-delay-ms": "0",
      "keystore-dir": keystore,
      "keystore-password-file": join(folder, "password"),
      "national-url": bench.url,
      "national-token-file": join(folder, "token"),
    }).map(([name, value]) => `--${name}=${value}`);
    // Blocks come when the test wants them: what is sent waits while processes die.
    await chain.anvil.rpc.call("evm_setAutomine", false);
  });
  after(async () => {
    await chain?.stop();
    await bench?.clean();
    await rm(folder, { recursive: true, force: true });
  });

  /** How often each submission's answer was written down. */
  const mirrored = async () => {
    const events = IAssetRegistry__factory.createInterface();
    const topics = [events.getEvent("SubmissionMirrored").topicHash];
    const filter = { address: chain.addresses["AssetRegistry"], fromBlock: "0x0", topics };
    const logs = await chain.anvil.rpc.call<RawLog[]>("eth_getLogs", filter);
    return logs.map((log) => {
      const { caseId, kind, answer } = events.parseLog(log)!.args;
      return { place: `${caseId}:${kind}`, receiptNumber: answer.receiptNumber as string };
    });
  };

  it("brings each one there once, and its answer to the ledger once", async () => {
    let url = "";
    let seenAtKills = 0;
    for (let round = 0; round < kills; round++) {
      const child = await startChild("gateway-child", options, (line) => (url = line));
      const away = random() < 0.3;
      if (away) await bench.stop();
      await delay(random() * 150);
      if (random() < 0.6) await chain.anvil.mine();
      if (away) await bench.start();
      await delay(random() * 60);
      await child.kill();
      seenAtKills = (await mirrored()).length;
    }
    const child = await startChild("gateway-child", options, (line) => (url = line));
    try {
      while ((await mirrored()).length < cases * 3) {
        await chain.anvil.mine();
        await delay(50);
      }
      expect((await fetch(`${url}/livez`)).ok).to.equal(true);
    } finally {
      await child.kill();
    }
    console.log(`      ${cases * 3} submissions, ${seenAtKills} on the ledger at the last kill`);

    const found = await mirrored();
    expect(new Set(found.map(({ place }) => place)).size).to.equal(cases * 3);
    expect(found).to.have.length(cases * 3);
    const answer = await fetch(`${bench.url}/v1/submissions?limit=1000`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await answer.json()) as { items: { receiptNumber: string }[] };
    expect(items).to.have.length(cases * 3);
    const numbers = (list: readonly { receiptNumber: string }[]) => list.map((one) => one.receiptNumber).sort();
    expect(numbers(found)).to.deep.equal(numbers(items));
    // Nothing was sent twice, not even in vain: each nonce of the registry's is a step of a case or one of these.
    const nonces = Number(await chain.anvil.rpc.call("eth_getTransactionCount", registry.key.address, "latest"));
    expect(nonces).to.equal(cases * 4 + cases * 3);
  });
});
