import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Signer } from "ethers";
import type { LedgerDeployment } from "@data-voucher/sdk";
import { runUntilReady } from "../../scripts/test/run-until-ready.ts";
import { createBench } from "./launch.ts";
import { largestOf, startLedger, type ListedVoucher } from "./sdk-ledger.ts";

const root = join(import.meta.dirname, "../..");
const readmes = ["README.md", "README.zh-CN.md"];
/** The README promises a first start, from the clone on, within four minutes; here all is installed already. */
const limitSeconds = 240;

describe("What the README says", function () {
  this.timeout(2 * limitSeconds * 1000);
  const bench = createBench();
  let texts: string[];

  before(async () => {
    texts = await Promise.all(readmes.map((name) => readFile(join(root, name), "utf8")));
  });
  after(() => bench.clean());

  /** Runs a command of the README in a data folder until it is ready, and ends it; what it said, and in what time. */
  async function run(command: string, dataDir: string) {
    for (const text of texts) expect(text).to.include(command);
    const env = { DATA_DIR: dataDir, PORT: "0", RPC_PORT: "0" };
    const { seconds, said, end } = await runUntilReady(command, { cwd: root, env, limitSeconds });
    await end();
    console.log(`      ${command}: ready in ${seconds.toFixed(1)} s`);
    return said;
  }

  it("npm start gives a ledger with its history, and npm start -- --rebuild builds its index anew", async () => {
    const dataDir = await bench.folder();
    const first = await run("npm start", dataDir);
    expect(first).to.match(/History +\d+ 笔 acts/);
    expect(first).not.to.include("Index built anew");
    expect(await run("npm start -- --rebuild", dataDir)).to.match(/Index built anew up to block \d+/);
  });

  it("npm start -- --empty gives a ledger without one", async () => {
    expect(await run("npm start -- --empty", await bench.folder())).not.to.include("History");
  });

  it("its example of the SDK moves 200 units to the buyer", async () => {
    const [example, twin] = texts.map((text) => /```ts\n([^]*?)```/.exec(text)?.[1]);
    expect(twin).to.equal(example);
    const ledger = await startLedger();
    try {
      const { key: signer, party: seller } = await ledger.desk("logistics");
      const { party: buyer } = await ledger.desk("coldchain");
      const { voucherId } = await largestOf(ledger, seller);
      const { block } = await runExample(example!.replace("http://127.0.0.1:8545", ledger.rpc), {
        deployment: ledger.deployment,
        signer,
        voucherId,
        buyer,
      });
      await ledger.indexed(block);
      const held = await ledger.askAll<ListedVoucher & { parent: string | null }>(`/v1/vouchers?holder=${buyer}`);
      const received = held.find(({ parent, units }) => parent === voucherId && units === "200");
      expect(received, JSON.stringify(held)).not.to.equal(undefined);
    } finally {
      await ledger.stop();
    }
  });

  /** Runs the example as a module of its own, with what it takes for granted as arguments. */
  async function runExample(
    example: string,
    given: { deployment: LedgerDeployment; signer: Signer; voucherId: string; buyer: string },
  ): Promise<{ block: number }> {
    const [imports, ...rest] = example.split("\n\n");
    const sdk = JSON.stringify(import.meta.resolve("@data-voucher/sdk"));
    const file = join(await bench.folder(), "example.mts");
    await writeFile(
      file,
      `${imports!.replace('"@data-voucher/sdk"', sdk)}
       export async function run({ deployment, signer, voucherId, buyer }) {
         ${rest.join("\n\n")}
         ledger.close();
         return { block };
       }`,
    );
    const module = (await import(pathToFileURL(file).href)) as { run(of: typeof given): Promise<{ block: number }> };
    return module.run(given);
  }
});
