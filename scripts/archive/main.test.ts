import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFile, cp, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { packYear } from "@data-voucher/sdk";
import { IWorkingCalendar__factory } from "@data-voucher/sdk/contracts";
import { expect } from "chai";
import { hexlify, JsonRpcProvider, keccak256, Network, Wallet } from "ethers";
import { CHAIN_ID, createBench } from "../../test/node/support.ts";
import { officialYear } from "../calendar/official-year.ts";
import { lockFolder } from "../node/disk/lock.ts";
import { deployLedger } from "../deploy/deploy.ts";
import type { Checkpoint } from "./checkpoint.ts";

const main = join(import.meta.dirname, "main.ts");
const random = () => hexlify(randomBytes(32));
const authority = new Wallet(random());
const admission = (roles: number, account: string, name: string) => ({
  partyId: random(),
  roles,
  jurisdiction: 156,
  identityDigest: random(),
  safeUseCommitment: `0x${"00".repeat(32)}`,
  account,
  powers: 15,
  name,
});
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

interface Line {
  readonly block: number;
  readonly hash: string;
  readonly header: string;
  readonly receipts: readonly string[];
  readonly events: readonly { readonly name: string; readonly args: Record<string, unknown> }[];
}

describe("The archive command", function () {
  this.timeout(180_000);
  const bench = createBench();
  let provider: JsonRpcProvider;
  let url: string;
  let deploymentFile: string;
  let calendar: string;

  before(async () => {
    ({ url, deploymentFile, calendar } = await startLedger());
  });
  after(async () => {
    provider?.destroy();
    await bench.clean();
  });

  /** A deployed ledger on a node of its own. */
  async function startLedger() {
    const node = await bench.start(await bench.folder(), { mode: "auto", blockSeconds: 0.05 });
    const options = { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1 };
    const own = new JsonRpcProvider(node.url, Network.from(CHAIN_ID), options);
    own.pollingInterval = 50;
    provider ??= own;
    const choices = {
      governance: admission(1, new Wallet(random()).address, "Governance"),
      authority: admission(2, authority.address, "数据管理部门"),
      upgradeDelay: 0,
      configurationDelay: 0,
    };
    const deployment = await deployLedger({ provider: own, deployerKey: random(), choices });
    if (own !== provider) own.destroy();
    const file = join(await bench.folder(), "deployment.json");
    await writeFile(file, JSON.stringify(deployment));
    return { url: node.url, deploymentFile: file, calendar: deployment.contracts["WorkingCalendar"]!.address };
  }

  /** Makes a few more blocks, each with an event of the ledger. */
  async function goOn(times = 3): Promise<void> {
    const ledger = IWorkingCalendar__factory.connect(calendar, authority.connect(provider));
    const year = [...packYear(officialYear(2026))] as [bigint, bigint];
    for (let i = 0; i < times; i++) await (await ledger.loadYear(2026, year, random())).wait();
  }

  function start(file: string, args: readonly string[]) {
    const child = spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const end = once(child, "close");
    const out = { said: "" };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (out.said += text));
    }
    return { child, ended: async () => (await end, { code: child.exitCode, said: out.said }) };
  }

  const argsOf = (out: string, blocks = 10) => [
    ...["--out", out, "--rpc-url", url, "--deployment", deploymentFile],
    ...["--segment-blocks", String(blocks)],
  ];
  const archive = (out: string, blocks?: number) => start(main, argsOf(out, blocks)).ended();
  const verify = (out: string, ...args: readonly string[]) => start(join(out, "verify.mjs"), args).ended();

  async function archived(blocks?: number): Promise<string> {
    const out = join(await bench.folder(), "archive");
    const { code, said } = await archive(out, blocks);
    expect(code, said).to.equal(0);
    return out;
  }

  const checkpoint = async (out: string, sequence: number) =>
    JSON.parse(await readFile(join(out, `checkpoints/00000${sequence}.json`), "utf8")) as Checkpoint;

  async function linesOf(out: string): Promise<Line[]> {
    const names = (await readdir(join(out, "segments"))).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(out, "segments", name), "utf8")));
    return texts.flatMap((text) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line) as Line),
    );
  }

  it("holds every block, in bytes that give its hash, and every event in words", async () => {
    const out = await archived();
    const lines = await linesOf(out);
    const head = await provider.getBlockNumber();
    expect(lines.map(({ block }) => block)).to.deep.equal(Array.from({ length: head + 1 }, (_, i) => i));
    for (const { block, hash, header } of lines) {
      expect(keccak256(header), `block ${block}`).to.equal(hash);
      expect((await provider.getBlock(block))!.hash).to.equal(hash);
    }
    const names = lines.flatMap(({ events }) => events.map(({ name }) => name));
    expect(names.filter((name) => name === "PartyAdmitted")).to.have.lengthOf(2);
    const [admitted] = lines.flatMap(({ events }) => events.filter(({ name }) => name === "PartyAdmitted")).slice(-1);
    expect(admitted!.args["admission"]).to.deep.include({ name: "数据管理部门", roles: ["authority"] });
    const { code, said } = await verify(out);
    expect(code, said).to.equal(0);
    expect(said).to.include(`blocks 0 to ${head}`).and.include(lines.at(-1)!.hash);
  });

  it("is checked by the tools of the system alone", async () => {
    const out = await archived();
    const sums = (await readdir(join(out, "checkpoints"))).filter((name) => name.endsWith(".sha256"));
    const files = sums.map((name) => `checkpoints/${name}`);
    const child = spawn("sha256sum", ["--quiet", "-c", ...files], { cwd: out, stdio: "pipe" });
    await once(child, "close");
    expect(child.exitCode).to.equal(0);
    const { segment } = await checkpoint(out, 1);
    const bytes = await readFile(join(out, segment.file));
    expect([segment.sha256, segment.sm3]).to.deep.equal([sha256(bytes), createHash("sm3").update(bytes).digest("hex")]);
  });

  it("grows and never changes: a second run adds a segment and leaves every byte before", async () => {
    const out = await archived();
    const before = new Map<string, string>();
    for (const file of await filesOf(out)) before.set(file, sha256(await readFile(join(out, file))));
    const { to, sequence } = await newest(out);
    const idle = await archive(out);
    expect(idle.code, idle.said).to.equal(0);
    expect(await filesOf(out)).to.deep.equal([...before.keys()]);
    await goOn();
    expect((await archive(out)).code).to.equal(0);
    for (const [file, digest] of before) expect(sha256(await readFile(join(out, file))), file).to.equal(digest);
    const next = await checkpoint(out, sequence + 1);
    expect(next.from.number).to.equal(to.number + 1);
    expect((await verify(out)).code).to.equal(0);
  });

  it("goes on after it was killed at any instant, and tells what it took away", async () => {
    let out = "";
    let removed = 0;
    for (let kill = 0; kill < 24; kill++) {
      if (kill % 6 === 0) out = join(await bench.folder(), "archive");
      const run = start(main, argsOf(out, 2));
      run.child.stdout.once("data", () => setTimeout(() => run.child.kill("SIGKILL"), Math.random() * 60));
      const { said } = await run.ended();
      removed += said.split("Removed, unfinished").length - 1;
      await goOn(1);
    }
    const { code, said } = await archive(out, 2);
    expect(code, said).to.equal(0);
    expect((await filesOf(out)).filter((file) => file.endsWith(".unfinished"))).to.deep.equal([]);
    const checked = await verify(out);
    expect(checked.code, checked.said).to.equal(0);
    expect(checked.said).to.include(`blocks 0 to ${await provider.getBlockNumber()}`);
    console.log(`      took away ${removed} unfinished files`);
  });

  it("takes away a segment that no checkpoint vouches for, and nothing else", async () => {
    const out = await archived();
    const { sequence } = await newest(out);
    const next = String(sequence + 1).padStart(6, "0");
    await writeFile(join(out, `segments/${next}.jsonl`), "half");
    await writeFile(join(out, `segments/${next}.jsonl.unfinished`), "half");
    await goOn(1);
    const { code, said } = await archive(out);
    expect(code, said).to.equal(0);
    expect(said).to.include(`Removed, unfinished: segments/${next}.jsonl\n`);
    expect((await verify(out)).code).to.equal(0);
  });

  it("stops when it is told to, and goes on at the next run", async () => {
    const out = join(await bench.folder(), "archive");
    const run = start(main, argsOf(out, 1));
    while (!(await filesOf(out).catch((): string[] => [])).includes("checkpoints/000002.json")) await delay(2);
    run.child.kill("SIGINT");
    const { code, said } = await run.ended();
    expect(code, said).to.equal(0);
    if (!said.includes("Archived up to")) expect(said).to.include("the next run goes on");
    expect((await archive(out, 1)).code).to.equal(0);
    expect((await verify(out)).code).to.equal(0);
  });

  describe("an archive that is not what it was", () => {
    let whole: string;
    before(async () => {
      whole = await archived();
    });

    const line = async (out: string, change: (line: Line) => object) => {
      const file = join(out, "segments/000002.jsonl");
      const lines = (await readFile(file, "utf8")).split("\n");
      lines[3] = JSON.stringify(change(JSON.parse(lines[3]!) as Line));
      await writeFile(file, lines.join("\n"));
    };
    /** Makes digests fit again, as a forger would. */
    const reseal = async (out: string) => {
      let previous: string | null = null;
      for (let sequence = 1; sequence <= (await newest(out)).sequence; sequence++) {
        const old = await checkpoint(out, sequence);
        const bytes = await readFile(join(out, old.segment.file));
        const sm3 = createHash("sm3").update(bytes).digest("hex");
        const segment = { ...old.segment, bytes: bytes.length, sha256: sha256(bytes), sm3 };
        const text = `${canonical({ ...old, previous, segment })}\n`;
        previous = sha256(Buffer.from(text));
        const file = `checkpoints/00000${sequence}.json`;
        await writeFile(join(out, file), text);
        const sums = [...old.files, segment, { file, sha256: previous }];
        const words = sums.map((one) => `${one.sha256}  ${one.file}\n`).join("");
        await writeFile(join(out, file.replace("json", "sha256")), words);
      }
    };

    const damages: readonly (readonly [string, (out: string) => Promise<unknown>, RegExp])[] = [
      [
        "a flipped byte of a segment",
        async (out) => {
          const file = join(out, "segments/000002.jsonl");
          const bytes = await readFile(file);
          bytes[bytes.length >> 1]! ^= 1;
          await writeFile(file, bytes);
        },
        /segments\/000002\.jsonl has another SHA-256/,
      ],
      ["a segment cut off", (out) => truncate(join(out, "segments/000002.jsonl"), 100), /000002\.jsonl has 100 bytes/],
      ["a missing segment", (out) => rm(join(out, "segments/000002.jsonl")), /segments\/000002\.jsonl is missing/],
      [
        "a missing checkpoint",
        (out) => rm(join(out, "checkpoints/000002.json")),
        /000003\.json.*no checkpoint vouches/,
      ],
      ["an added file", (out) => writeFile(join(out, "segments/note.txt"), "x"), /segments\/note\.txt: no checkpoint/],
      [
        "two checkpoints exchanged",
        async (out) => {
          const at = (n: number) => join(out, `checkpoints/00000${n}.json`);
          await rename(at(1), at(9));
          await rename(at(2), at(1));
          await rename(at(9), at(2));
        },
        /checkpoints\/000001\.json is number 2/,
      ],
      ["a changed verifier", (out) => appendFile(join(out, "README.md"), "x"), /README\.md has \d+ bytes/],
      [
        "changed sums",
        (out) => writeFile(join(out, "checkpoints/000002.sha256"), ""),
        /000002\.sha256 does not say what/,
      ],
      [
        "an event left out by who makes the digests fit again",
        async (out) => {
          await line(out, (found) => ({ ...found, receipts: [], events: [] }));
          await reseal(out);
        },
        /segments\/000002\.jsonl line 4: (is not canonical|block \d+: the receipts are not the header's)/,
      ],
      [
        "a header of another history, digests fitting",
        async (out) => {
          await line(out, (found) => JSON.parse(canonical({ ...found, header: `0x${"00".repeat(64)}` })) as object);
          await reseal(out);
        },
        /line 4: block \d+: the header does not give the hash/,
      ],
      [
        "a block left out, digests fitting",
        async (out) => {
          const file = join(out, "segments/000002.jsonl");
          const lines = (await readFile(file, "utf8")).split("\n");
          lines.splice(3, 1);
          await writeFile(file, lines.join("\n"));
          await reseal(out);
        },
        /line 4: block \d+ follows block \d+/,
      ],
      [
        "a line that is no canonical JSON, digests fitting",
        async (out) => {
          const file = join(out, "segments/000002.jsonl");
          await writeFile(file, (await readFile(file, "utf8")).replace('{"block"', '{ "block"'));
          await reseal(out);
        },
        /line 1: is not canonical JSON/,
      ],
    ];
    for (const [name, damage, told] of damages) {
      it(`is found and named: ${name}`, async () => {
        const out = join(await bench.folder(), "archive");
        await cp(whole, out, { recursive: true });
        await damage(out);
        // With a verifier from elsewhere, as one would do.
        const { code, said } = await verify(whole, out);
        expect(code, said).to.equal(1);
        expect(said).to.match(told);
      });
    }

    it("is found when its end is cut off, by the digest that was kept elsewhere", async () => {
      const out = join(await bench.folder(), "archive");
      await cp(whole, out, { recursive: true });
      const { sequence } = await newest(out);
      const kept = sha256(await readFile(join(out, `checkpoints/00000${sequence}.json`)));
      expect((await verify(out, "--last", kept)).code).to.equal(0);
      for (const file of ["checkpoints/00000N.json", "checkpoints/00000N.sha256", "segments/00000N.jsonl"]) {
        await rm(join(out, file.replace("N", String(sequence))));
      }
      expect((await verify(out)).code).to.equal(0);
      const { code, said } = await verify(out, "--last", kept);
      expect([code, said.includes("something is missing at the end")]).to.deep.equal([1, true]);
    });

    it("is not continued where its newest part is damaged or missing", async () => {
      const last = (await newest(whole)).sequence;
      for (const [damage, told] of [
        [(out: string) => truncate(join(out, `segments/00000${last}.jsonl`), 5), "has 5 bytes, not"],
        [(out: string) => rm(join(out, "checkpoints/000001.json")), "has no checkpoints/000001.json"],
        [(out: string) => appendFile(join(out, `checkpoints/00000${last}.json`), " "), "is not what"],
      ] as const) {
        const out = join(await bench.folder(), "archive");
        await cp(whole, out, { recursive: true });
        await damage(out);
        const { code, said } = await archive(out);
        expect([code, said.includes(told)], said).to.deep.equal([1, true]);
      }
    });
  });

  it("refuses another ledger, also one of the same chain id, and a chain that the deployment is not of", async () => {
    const out = await archived();
    const other = await startLedger();
    const args = ["--out", out, "--rpc-url", other.url, "--deployment", other.deploymentFile];
    const { code, said } = await start(main, args).ended();
    expect(code).to.equal(1);
    expect(said).to.include("It is another ledger: archive it into another folder.");
    const deployment = JSON.parse(await readFile(deploymentFile, "utf8")) as object;
    const wrong = join(await bench.folder(), "deployment.json");
    await writeFile(wrong, JSON.stringify({ ...deployment, chainId: "1" }));
    const chain = await start(main, ["--out", out, "--rpc-url", url, "--deployment", wrong]).ended();
    expect([chain.code, chain.said.includes("the deployment is of 1.")]).to.deep.equal([1, true]);
  });

  it("lets one run write at a time", async () => {
    const out = await archived();
    const lock = await lockFolder(out);
    try {
      const { code, said } = await archive(out);
      expect([code, said.includes("is being written by another run")], said).to.deep.equal([1, true]);
    } finally {
      lock.release();
    }
  });

  it("names what is missing or wrong in what it was asked", async () => {
    const out = join(await bench.folder(), "archive");
    const file = join(await bench.folder(), "file");
    await writeFile(file, "{}");
    const where = ["--rpc-url", url, "--deployment", deploymentFile];
    const cases: readonly [readonly string[], string][] = [
      [[], "--out is missing."],
      [["--out", out, "--all"], "Unknown option '--all'"],
      [["--out", out, ...where, "--segment-blocks", "0"], "--segment-blocks is 0; it must be 1 to 100000."],
      [["--out", out, "--rpc-url", url, "--deployment", `${file}s`], "cannot be read (ENOENT)."],
      [["--out", out, "--rpc-url", url, "--deployment", file], "is no record of a deployment"],
      [["--out", out, "--rpc-url", "http://127.0.0.1:9", "--deployment", deploymentFile], "No node answers at"],
      [["--out", file, ...where], "cannot be"],
    ];
    for (const [args, told] of cases) {
      const { code, said } = await start(main, args).ended();
      expect([code, said.includes(told)], said).to.deep.equal([1, true]);
    }
    expect(await stat(out).catch(() => null)).to.equal(null);
  });

  async function newest(out: string): Promise<Checkpoint> {
    const names = (await readdir(join(out, "checkpoints"))).filter((name) => name.endsWith(".json")).sort();
    return JSON.parse(await readFile(join(out, "checkpoints", names.at(-1)!), "utf8")) as Checkpoint;
  }
});

async function filesOf(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(out.length + 1)).sort();
}

/** RFC 8785, written once more and otherwise than the code under test. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
