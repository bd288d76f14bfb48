import { spawn } from "node:child_process";
import { chmod, cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { lockFolder } from "../../scripts/node/disk/lock.ts";
import { findEngine } from "../../scripts/node/engine/binary.ts";
import { processIdentity } from "../../scripts/node/engine/orphan.ts";
import type { NodeError } from "../../scripts/node/index.ts";
import { enginePid, isRunning, startProcess, until } from "./kill/process.ts";
import { ask, call, CHAIN_ID, createBench, createMemoryLog, GENESIS_TIME, sign, wallet } from "./support.ts";

const MAIN = join(import.meta.dirname, "../../scripts/node/main.ts");

describe("The start of the embedded node", () => {
  const bench = createBench();
  afterEach(() => bench.clean());

  const refusal = async (...args: Parameters<typeof bench.start>) => {
    const outcome = await bench.start(...args).catch((thrown: unknown) => thrown as NodeError);
    expect(outcome).to.be.instanceOf(Error);
    return outcome as NodeError;
  };

  it("refuses a folder that another node holds, in this process or another, and takes it when that has gone", async () => {
    const dataDir = await bench.folder();
    const node = await bench.start(dataDir);
    expect(await refusal(dataDir)).to.include({ code: "NODE_DATA_IN_USE" });
    const other = await startProcess(dataDir, 0).catch((error: unknown) => String(error));
    expect(other).to.match(/NODE_DATA_IN_USE: The data folder .* is in use by another running node/);
    await node.stop();
    const process = await startProcess(dataDir, 0);
    expect(await refusal(dataDir)).to.include({ code: "NODE_DATA_IN_USE" });
    await process.kill();
    await bench.start(dataDir);
  });

  it("is given to one of many who ask for a new folder at once", async () => {
    const dataDir = join(await bench.folder(), "new");
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(dataDir)));
    const held = asked.filter((outcome) => outcome.status === "fulfilled");
    held.forEach(({ value }) => value.release());
    expect(held).to.have.length(1);
    for (const outcome of asked) {
      if (outcome.status === "rejected") expect(outcome.reason).to.include({ code: "NODE_DATA_IN_USE" });
    }
    expect(await readdir(dataDir)).to.deep.equal(["lock"]);
  });

  it("refuses a busy port with one sentence and leaves the folder free", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => holder.once("listening", resolve));
    const { port } = holder.address() as AddressInfo;
    const dataDir = await bench.folder();
    const error = await refusal(dataDir, { rpcPort: port });
    expect(error.code).to.equal("NODE_PORT_BUSY");
    expect(error.message).to.match(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is already in use`));
    await new Promise((resolve) => holder.close(resolve));
    await bench.start(dataDir, { rpcPort: port });
  });

  it("refuses the folder of another chain", async () => {
    const dataDir = await bench.folder();
    await (await bench.start(dataDir)).stop();
    expect((await refusal(dataDir, { chainId: 1 })).message).to.match(/another chain: .*chainId 7919.* wants 1\./);
    expect(await refusal(dataDir, { genesisTime: GENESIS_TIME + 1 })).to.include({ code: "NODE_DATA_MISMATCH" });
    await writeFile(join(dataDir, "chain.json"), "{");
    expect(await refusal(dataDir)).to.include({ code: "NODE_DATA_FORMAT" });
  });

  it("refuses a folder that it may not write to", async function () {
    if (process.platform === "win32") this.skip();
    const dataDir = await bench.folder();
    await chmod(dataDir, 0o555);
    // Root may write anywhere, so there the child becomes another user first, in a place that every user can read.
    const place = await bench.folder();
    await chmod(place, 0o755);
    for (const name of ["errors.ts", "disk/lock.ts"]) await cp(join(MAIN, "..", name), join(place, name));
    await writeFile(
      join(place, "try.mts"),
      `import { lockFolder } from "./disk/lock.ts";
      if (process.getuid() === 0) process.setuid(65534);
      await lockFolder(process.argv[2]).catch((error) => console.log(error.code, error.message));`,
    );
    const child = spawn(process.execPath, [join(place, "try.mts"), join(dataDir, "data")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    await new Promise((resolve) => child.once("close", resolve));
    await chmod(dataDir, 0o755);
    expect(said).to.match(/^NODE_DATA_READONLY The data folder cannot be written to .*EACCES/);
  });

  it("without space refuses transactions, keeps reading, and goes on when there is space again", async function () {
    if (process.platform !== "linux") this.skip();
    const dataDir = await bench.folder();
    // A small file system of its own, seen from here through the process that mounted it.
    const script = `mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"`;
    const command = [process.execPath, MAIN, "--data-dir", dataDir, "--rpc-port", "0", "--chain-id", String(CHAIN_ID)];
    const child = spawn("unshare", ["-rm", "sh", "-c", script, dataDir, ...command, "--block-seconds", "0.1"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const url = await Promise.race([
      new Promise<string>((resolve) =>
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          const ready = /^ready (\S+)/m.exec(text)?.[1];
          if (ready) resolve(ready);
        }),
      ),
      ended.then(() => undefined),
    ]);
    if (!url) {
      if (/unshare|mount/.test(said)) this.skip();
      throw new Error(said);
    }
    const inside = join(`/proc/${child.pid}/root`, dataDir);
    const key = wallet();
    const accepted: string[] = [];
    let error: { code: number; message: string } | undefined;
    for (let nonce = 0; !error && nonce < 400; nonce++) {
      const raw = await sign(key, { nonce, data: `0x${"11".repeat(8_000)}`, gasLimit: 2_000_000 });
      const answer = await ask(url, "eth_sendRawTransaction", raw);
      if (answer.error) error = answer.error;
      else accepted.push(answer.result as string);
    }
    expect(error?.code).to.equal(-32_603);
    expect(error?.message).to.match(/^the transaction was not accepted: There is no space left for .*queue\.log/);
    expect(await call(url, "eth_chainId")).to.equal(`0x${CHAIN_ID.toString(16)}`);
    // Blocks could not be written either; with space they follow and nothing accepted is missing.
    const remount = spawn("nsenter", ["-t", String(child.pid), "-U", "-m", "mount", "-o", "remount,size=64m", inside], {
      stdio: "ignore",
    });
    await new Promise((resolve) => remount.once("close", resolve));
    const count = async () => Number(await call(url, "eth_getTransactionCount", key.address, "latest"));
    await until("everything accepted is mined", async () => (await count()) === accepted.length, 20_000);
    const raw = await sign(key, { nonce: accepted.length });
    await call(url, "eth_sendRawTransaction", raw);
    child.kill("SIGTERM");
    await ended;
    expect(said).to.include("There is no space left");
  });

  it("ends an engine that outlived its node, but no other process whose number it finds", async () => {
    const dataDir = await bench.folder();
    const orphan = spawn(findEngine(), ["--port", "0", "--silent"], { stdio: "ignore" });
    const innocent = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], { stdio: "ignore" });
    try {
      await delay(200);
      const log = createMemoryLog();
      const note = join(dataDir, "engine.json");
      await writeFile(note, JSON.stringify({ pid: innocent.pid, identity: "another time and command" }));
      await (await bench.start(dataDir, { log })).stop();
      expect(isRunning(innocent.pid as number)).to.equal(true);
      await writeFile(note, JSON.stringify({ pid: orphan.pid, identity: processIdentity(orphan.pid as number) }));
      await bench.start(dataDir, { log });
      await until("the orphan ends", () => orphan.signalCode === "SIGKILL");
      expect(log.text()).to.include(`(process ${orphan.pid}) was still there and is ended`);
    } finally {
      orphan.kill("SIGKILL");
      innocent.kill("SIGKILL");
    }
  });

  it("stopped by a signal, writes a snapshot, ends its engine and leaves with 0", async () => {
    const dataDir = await bench.folder();
    const node = await startProcess(dataDir, 0, "--block-seconds", "0.05", "--idle-seconds", "0.2");
    await until("a block", async () => Number(await call(node.url, "eth_blockNumber")) > 0);
    const pid = enginePid(dataDir) as number;
    expect(isRunning(pid)).to.equal(true);
    await node.stop();
    expect(node.child.exitCode).to.equal(0);
    expect(isRunning(pid)).to.equal(false);
    expect(await readFile(join(dataDir, "chain.json"), "utf8")).to.include(`"chainId": ${CHAIN_ID}`);
    await rm(join(dataDir, "journal.log"));
    expect(await refusal(dataDir)).to.include({ code: "NODE_JOURNAL_CORRUPT" });
  });
});
