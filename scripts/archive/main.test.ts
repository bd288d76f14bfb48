import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFile, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect } from "chai";
import { decodeRlp, keccak256 } from "ethers";
import { callAll, sign, wallet } from "../../test/node/support.ts";
import { lockFolder } from "../node/disk/lock.ts";
import {
  archive,
  archived,
  archiveWith,
  checkpointOf,
  createArchiveBench,
  filesOf,
  linesOf,
  newestOf,
  sha256,
  start,
  startArchive,
  verify,
} from "./support.ts";

describe("The archive command", function () {
  this.timeout(180_000);
  const bench = createArchiveBench();
  let ledger: Awaited<ReturnType<typeof bench.startLedger>>;

  before(async () => {
    ledger = await bench.startLedger();
  });
  after(() => bench.clean());

  it("holds every block, in bytes that give its hash, and every event in words", async () => {
    const out = await archived(await bench.newFolder(), ledger);
    const lines = await linesOf(out);
    const head = await ledger.provider.getBlockNumber();
    expect(lines.map(({ block }) => block)).to.deep.equal(Array.from({ length: head + 1 }, (_, i) => i));
    for (const { block, hash, header, parentHash, receiptsRoot, timestamp } of lines) {
      expect(keccak256(header), `block ${block}`).to.equal(hash);
      expect((await ledger.provider.getBlock(block))!.hash).to.equal(hash);
      const items = decodeRlp(header) as string[];
      expect([parentHash, receiptsRoot, timestamp], `block ${block}`).to.deep.equal([
        items[0],
        items[5],
        Number(items[11]),
      ]);
    }
    const names = lines.flatMap(({ events }) => events.map(({ name }) => name));
    expect(names.filter((name) => name === "PartyAdmitted")).to.have.lengthOf(2);
    const [admitted] = lines.flatMap(({ events }) => events.filter(({ name }) => name === "PartyAdmitted")).slice(-1);
    expect(admitted!.args["admission"]).to.deep.include({ name: "数据管理部门", roles: ["authority"] });
    const { code, said } = await verify(out);
    expect(code, said).to.equal(0);
    expect(said).to.include(`blocks 0 to ${head}`).and.include(lines.at(-1)!.hash);
  });

  it("is checked by the tools of the system alone", async function () {
    if (spawnSync("sha256sum", ["--version"]).error !== undefined) {
      console.warn("      SKIPPED: there is no sha256sum on this machine");
      this.skip();
    }
    const out = await archived(await bench.newFolder(), ledger);
    const sums = (await readdir(join(out, "checkpoints"))).filter((name) => name.endsWith(".sha256"));
    const files = sums.map((name) => `checkpoints/${name}`);
    const child = spawn("sha256sum", ["--quiet", "-c", ...files], { cwd: out, stdio: "pipe" });
    await once(child, "close");
    expect(child.exitCode).to.equal(0);
    const { segment } = await checkpointOf(out, 1);
    const bytes = await readFile(join(out, segment.file));
    expect([segment.sha256, segment.sm3]).to.deep.equal([sha256(bytes), createHash("sm3").update(bytes).digest("hex")]);
  });

  it("is found whole by a second checker, in another language, that was written from the description", async function () {
    const python = spawnSync("python3", ["--version"]);
    if (python.error !== undefined) {
      console.warn("      SKIPPED: there is no python3 on this machine");
      this.skip();
    }
    const out = await archived(await bench.newFolder(), ledger);
    const check = join(import.meta.dirname, "independent-check.py");
    const { code, said } = await start(check, [out], "python3").ended();
    expect(code, said).to.equal(0);
    const last = sha256(await readFile(join(out, `checkpoints/00000${(await newestOf(out)).sequence}.json`)));
    expect(said).to.equal(`${(await ledger.provider.getBlockNumber()) + 1} ${last}\n`);
    await appendFile(join(out, "segments/000001.jsonl"), "x");
    expect((await start(check, [out], "python3").ended()).said).to.include("segments/000001.jsonl has another size");
  });

  it("holds blocks of many transactions, whose tree of receipts has branches at every depth", async () => {
    const sender = wallet();
    const raw = await Promise.all(Array.from({ length: 300 }, (_, nonce) => sign(sender, { nonce })));
    await callAll(
      ledger.url,
      raw.map((one) => ["eth_sendRawTransaction", one]),
    );
    while ((await ledger.provider.getTransactionCount(sender.address)) < raw.length) await delay(20);
    const out = await archived(await bench.newFolder(), ledger);
    const sizes = (await linesOf(out)).map(({ receipts }) => receipts.length);
    expect(Math.max(...sizes)).to.be.greaterThan(128);
    const { code, said } = await verify(out);
    expect(code, said).to.equal(0);
  });

  it("is the same to the byte, whoever makes it", async () => {
    const [one, other] = [await bench.newFolder(), await bench.newFolder()];
    for (const out of [one, other]) await archived(out, ledger);
    const shared = (await filesOf(one)).filter((file) => file !== "lock");
    expect(shared).to.include.members(["README.md", "checkpoints/000002.json", "segments/000002.jsonl"]);
    for (const file of shared) {
      // The last segment may be short in one of them, if a block came between.
      if (file.includes(String((await newestOf(one)).sequence).padStart(6, "0"))) continue;
      const [here, there] = await Promise.all([one, other].map((out) => readFile(join(out, file), "utf8")));
      expect(here === there, file).to.equal(true);
    }
  });

  it("grows and never changes: a second run adds a segment and leaves every byte before", async () => {
    const out = await archived(await bench.newFolder(), ledger);
    const before = new Map<string, string>();
    for (const file of await filesOf(out)) before.set(file, sha256(await readFile(join(out, file))));
    const { to, sequence } = await newestOf(out);
    const idle = await archive(out, ledger);
    expect(idle.code, idle.said).to.equal(0);
    expect(await filesOf(out)).to.deep.equal([...before.keys()]);
    await ledger.goOn();
    expect((await archive(out, ledger)).code).to.equal(0);
    for (const [file, digest] of before) expect(sha256(await readFile(join(out, file))), file).to.equal(digest);
    const next = await checkpointOf(out, sequence + 1);
    expect(next.from.number).to.equal(to.number + 1);
    expect((await verify(out)).code).to.equal(0);
  });

  it("takes away a segment that no checkpoint vouches for, and nothing else", async () => {
    const out = await archived(await bench.newFolder(), ledger);
    const { sequence } = await newestOf(out);
    const next = String(sequence + 1).padStart(6, "0");
    await writeFile(join(out, `segments/${next}.jsonl`), "half");
    await writeFile(join(out, `segments/${next}.jsonl.unfinished`), "half");
    await ledger.goOn(1);
    const { code, said } = await archive(out, ledger);
    expect(code, said).to.equal(0);
    expect(said).to.include(`Removed, unfinished: segments/${next}.jsonl\n`);
    expect((await verify(out)).code).to.equal(0);
  });

  it("stops when it is told to, and goes on at the next run", async () => {
    const out = await bench.newFolder();
    const run = startArchive(out, ledger, 1);
    while (!(await filesOf(out).catch((): string[] => [])).includes("checkpoints/000002.json")) await delay(2);
    run.child.kill("SIGINT");
    const { code, said } = await run.ended();
    expect(code, said).to.equal(0);
    if (!said.includes("Archived up to")) expect(said).to.include("the next run goes on");
    expect((await archive(out, ledger, 1)).code).to.equal(0);
    expect((await verify(out)).code).to.equal(0);
  });

  it("refuses another ledger, also one of the same chain id, and a chain that the deployment is not of", async () => {
    const out = await archived(await bench.newFolder(), ledger);
    const other = await bench.startLedger();
    const contracts = await archive(out, other);
    expect([contracts.code, contracts.said.includes("the deployment at 0x")], contracts.said).to.deep.equal([1, true]);
    // The deployment of the one and the node of the other: the blocks tell.
    const blocks = await archive(out, { ...ledger, url: other.url });
    expect(blocks.code).to.equal(1);
    expect(blocks.said).to.include("It is another ledger, or its history was changed");
    const deployment = JSON.parse(await readFile(ledger.deployment, "utf8")) as object;
    const wrong = join(await bench.folder(), "deployment.json");
    await writeFile(wrong, JSON.stringify({ ...deployment, chainId: "1" }));
    const chain = await archive(out, { ...ledger, deployment: wrong });
    expect([chain.code, chain.said.includes("the deployment is of 1.")]).to.deep.equal([1, true]);
  });

  it("lets one run write at a time", async () => {
    const out = await archived(await bench.newFolder(), ledger);
    const lock = await lockFolder(out);
    try {
      const { code, said } = await archive(out, ledger);
      expect([code, said.includes("is being written by another run")], said).to.deep.equal([1, true]);
    } finally {
      lock.release();
    }
  });

  it("names what is missing or wrong in what it was asked", async () => {
    const out = await bench.newFolder();
    const file = join(await bench.folder(), "file");
    await writeFile(file, "{}");
    const { url, deployment } = ledger;
    const where = ["--rpc-url", url, "--deployment", deployment];
    const cases: readonly [readonly string[], string][] = [
      [[], "--out is missing."],
      [["--out", out, "--all"], "Unknown option '--all'"],
      [["--out", out, ...where, "--segment-blocks", "0"], "--segment-blocks is 0; it must be 1 to 100000."],
      [["--out", out, "--rpc-url", url, "--deployment", `${file}s`], "cannot be read (ENOENT)."],
      [["--out", out, "--rpc-url", url, "--deployment", file], "is no record of a deployment"],
      [["--out", out, "--rpc-url", "http://127.0.0.1:9", "--deployment", deployment], "No node answers at"],
      [["--out", file, ...where], "cannot be read as a folder (ENOTDIR)."],
      [["--out", dirname(file), ...where], "holds file, which is no part of an archive."],
    ];
    for (const [args, told] of cases) {
      const { code, said } = await archiveWith(args);
      expect([code, said.includes(told)], said).to.deep.equal([1, true]);
    }
    expect(await stat(out).catch(() => null)).to.equal(null);
  });
});
