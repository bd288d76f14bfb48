import { expect } from "chai";
import { Wallet } from "ethers";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startAnvil, type Anvil } from "../testing/anvil.ts";
import { createRpc } from "./rpc.ts";

describe("a queue that is killed", function () {
  this.timeout(90_000);
  let anvil: Anvil;
  let folder: string;
  before(async () => {
    anvil = await startAnvil(["--no-mining"]);
    folder = await mkdtemp(join(tmpdir(), "queue-"));
  });
  after(async () => {
    await anvil.stop();
    await rm(folder, { recursive: true });
  });

  it("sends every job exactly once, however often it is killed", async () => {
    const rpc = createRpc(anvil.url);
    const { address, privateKey } = Wallet.createRandom();
    const jobs = 150;
    const program = fileURLToPath(new URL("../testing/queue-child.ts", import.meta.url));
    const acknowledged = new Map<string, string>();
    let lastLine = Number.POSITIVE_INFINITY;

    /** Runs the program until it is done or has told so many lines. */
    const run = (linesUntilKill: number) =>
      new Promise<boolean>((resolve, reject) => {
        const child = spawn(process.execPath, [program, anvil.url, privateKey, join(folder, "log"), String(jobs)], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let text = "";
        let lines = 0;
        child.stdout.on("data", (chunk: Buffer) => {
          const parts = (text + chunk.toString()).split("\n");
          text = parts.pop() ?? "";
          lastLine = Date.now();
          for (const line of parts) {
            const [word, job, hash] = line.split(" ");
            if (word === "sent" && job && hash) {
              expect(acknowledged.get(job) ?? hash).to.equal(hash);
              acknowledged.set(job, hash);
            }
            if ((lines += 1) === linesUntilKill) child.kill("SIGKILL");
          }
        });
        child.once("error", reject);
        child.once("exit", (code, signal) => {
          lastLine = Number.POSITIVE_INFINITY;
          if (signal === "SIGKILL" || code === 0) resolve(code === 0);
          else reject(new Error(`ended with ${code}`));
        });
      });

    let mining = true;
    const miner = (async () => {
      // Only while the program lives and has nothing more to send: a kill must find transactions on their way.
      while (mining) {
        if (Date.now() - lastLine > 120) await rpc("anvil_mine", ["0x1"]);
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
    })();
    for (const lines of [1, 5, 17, 40, 90, 200]) expect(await run(lines)).to.equal(false);
    expect(await run(Number.POSITIVE_INFINITY)).to.equal(true);
    mining = false;
    await miner;

    expect(acknowledged.size).to.equal(jobs);
    expect(Number(await rpc("eth_getTransactionCount", [address, "latest"]))).to.equal(jobs);
    for (const [job, hash] of acknowledged) {
      const sent = (await rpc("eth_getTransactionByHash", [hash])) as { to: string; blockNumber: string | null };
      expect(Number(sent.to)).to.equal(0x10000 + Number(job));
      expect(sent.blockNumber).to.match(/^0x/);
    }
  });
});
