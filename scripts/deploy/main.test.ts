import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { hexlify, randomBytes, Wallet } from "ethers";
import { type Anvil, startAnvil } from "../../packages/gateway/src/testing/anvil.ts";
import { createBench } from "../../test/node/support.ts";
import { ChoicesError, parseChoices } from "./choices.ts";
import type { Deployment } from "./deploy.ts";

const main = join(import.meta.dirname, "main.ts");
const random = () => hexlify(randomBytes(32));
const admission = (roles: number, name: string) => ({
  partyId: random(),
  roles,
  jurisdiction: 156,
  identityDigest: random(),
  account: new Wallet(random()).address,
  powers: 15,
  name,
});
const choices = () => ({
  governance: admission(1, "治理委员会"),
  authority: admission(2, "数据管理部门"),
  upgradeDelay: 172_800,
  configurationDelay: 86_400,
});

describe("The deploy command", () => {
  const bench = createBench();
  after(() => bench.clean());

  const run = async (args: readonly string[], killAfter?: RegExp) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (killAfter?.test(said)) child.kill("SIGKILL");
      });
    }
    await once(child, "close");
    return { code: child.exitCode, said };
  };

  it("deploys, goes on after a kill, and records address, block and version of each contract", async function () {
    this.timeout(120_000);
    const node = await bench.start(await bench.folder(), { mode: "auto", blockSeconds: 0.05 });
    const folder = await bench.folder();
    const files = ["choices.json", "key", "deployment.json"].map((name) => join(folder, name));
    const [choicesFile, keyFile, out] = files as [string, string, string];
    await writeFile(choicesFile, JSON.stringify(choices()));
    await writeFile(keyFile, `${random()}\n`, { mode: 0o600 });
    const args = ["--rpc-url", node.url, "--choices", choicesFile, "--key-file", keyFile, "--out", out];

    const cut = await run(args, /^9\/\d+ /m);
    expect(cut.code, cut.said).to.equal(null);
    const whole = await run(args);
    expect(whole.code, whole.said).to.equal(0);
    const first = JSON.parse(await readFile(out, "utf8")) as Deployment;
    const named = [
      "Ledger",
      "WorkingCalendar",
      "RegistrationProfiles",
      "AssetRegistry",
      "Certificates",
      "PublicRecords",
    ];
    expect(Object.keys(first.contracts)).to.include.members(named);
    for (const { address, block, version } of Object.values(first.contracts)) {
      expect(address).to.match(/^0x[0-9a-fA-F]{40}$/);
      expect(block).to.be.at.least(first.startBlock);
      expect(version).to.match(/^\d+\.\d+\.\d+$/);
    }
    const head = node.head.number;
    const again = await run(args);
    expect(again.code, again.said).to.equal(0);
    expect(JSON.parse(await readFile(out, "utf8"))).to.deep.equal(first);
    // Blocks come by the clock; had every step been sent again, each would have waited for one of its own.
    const steps = Number(/^1\/(\d+) /m.exec(again.said)![1]);
    expect(steps).to.be.above(9);
    expect(node.head.number - head).to.be.below(steps);
  });

  describe("on a network that asks a price for gas", () => {
    const gwei = 1_000_000_000;
    let node: Anvil;
    before(async () => {
      node = await startAnvil({ blockTime: 1, baseFee: gwei });
    });
    after(() => node?.stop());

    /** Arguments for a new key, which holds so much. */
    async function prepare(balance: bigint): Promise<{ args: string[]; out: string }> {
      const folder = await bench.folder();
      const files = ["choices.json", "key", "deployment.json"].map((name) => join(folder, name));
      const [choicesFile, keyFile, out] = files as [string, string, string];
      const key = random();
      await writeFile(choicesFile, JSON.stringify(choices()));
      await writeFile(keyFile, key, { mode: 0o600 });
      await node.rpc.call("anvil_setBalance", new Wallet(key).address, `0x${balance.toString(16)}`);
      return { args: ["--rpc-url", node.url, "--choices", choicesFile, "--key-file", keyFile, "--out", out], out };
    }
    const ether = 10n ** 18n;

    it("says that the price is too low, and what the network asks", async () => {
      const { args } = await prepare(ether);
      const { code, said } = await run(args);
      expect(code).to.equal(1);
      expect(said).to.match(
        /Step 1 \(.+\) was refused by the node: .+ The network asks \d+ wei per gas and the step offers 0: set --gas-price/,
      );
      expect(said).not.to.match(/^\s+at /m);
    });

    it("says that the deployer cannot pay, and how much a step may cost", async () => {
      const { args } = await prepare(1n);
      const { code, said } = await run([...args, "--gas-price", String(2 * gwei)]);
      expect(code).to.equal(1);
      expect(said).to.include("holds 1 wei and a step may cost 16000000000000000: fund it and run the same command.");
    });

    it("deploys for the price that is set", async function () {
      this.timeout(180_000);
      const { args, out } = await prepare(10n * ether);
      const { code, said } = await run([...args, "--gas-price", String(2 * gwei)]);
      expect(code, said).to.equal(0);
      const { contracts } = JSON.parse(await readFile(out, "utf8")) as Deployment;
      expect(await node.rpc.call("eth_getCode", contracts["Ledger"]!.address, "latest")).not.to.equal("0x");
    });

    it("stops waiting for a network that makes no blocks", async function () {
      this.timeout(120_000);
      await node.rpc.call("evm_setIntervalMining", 0);
      const { args } = await prepare(10n * ether);
      const { code, said } = await run([...args, "--gas-price", String(2 * gwei), "--patience", "1"]);
      expect(code).to.equal(1);
      expect(said).to.match(/Step 1 .+ is not mined after 1 s\. The newest block is \d+.+ makes blocks/);
    });
  });

  it("says what is missing or wrong, with the value", async () => {
    const { code, said } = await run([]);
    expect(code).to.equal(1);
    expect(said).to.include("--choices");
    const folder = await bench.folder();
    await writeFile(join(folder, "key"), random());
    const gone = ["--rpc-url", "http://127.0.0.1:9", "--choices", "c", "--key-file", join(folder, "key"), "--out", "o"];
    expect((await run(gone)).said).to.include("No node answers at http://127.0.0.1:9.");
    expect((await run([...gone, "--gas-price", "1.5"])).said).to.include(
      '--gas-price is "1.5"; it must be a whole number',
    );
    const given = choices();
    const cases: readonly [unknown, RegExp][] = [
      [{ ...given, upgradeDelay: -1 }, /^upgradeDelay is -1; it must be a whole number/],
      [{ ...given, authority: undefined }, /^authority is missing/],
      [{ ...given, authority: { ...given.authority, account: "0x12" } }, /^authority\.account is "0x12"/],
      [{ ...given, governance: { ...given.governance, partyId: "0xzz" } }, /^governance\.partyId is "0xzz"/],
      [{ ...given, governance: { ...given.governance, name: "" } }, /^governance\.name is ""/],
    ];
    for (const [wrong, message] of cases)
      expect(() => parseChoices(JSON.stringify(wrong))).to.throw(ChoicesError, message);
    expect(() => parseChoices("{")).to.throw(ChoicesError, "not JSON");
  });
});
