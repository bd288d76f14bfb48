import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, open, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { allBlocks, type SeenBlock } from "./chain.ts";
import { createBench, type Launch, type LaunchOptions } from "./launch.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("A start that cannot go well", function () {
  this.timeout(120_000);
  const bench = createBench();
  let template: string;
  let blocks: SeenBlock[];

  before(async () => {
    template = await bench.folder();
    const start = bench.launch({ dataDir: template, args: ["--empty"] });
    await start.ready();
    await start.end("SIGINT");
    // Once more, so that there are two snapshots.
    const again = bench.launch({ dataDir: template });
    const { rpc } = await again.ready();
    blocks = await allBlocks(rpc);
    await again.end("SIGINT");
  });
  after(() => bench.clean());

  /** A copy of a ledger that stopped. */
  async function copy(): Promise<string> {
    const folder = await bench.folder();
    await cp(template, folder, { recursive: true, preserveTimestamps: true });
    return folder;
  }

  /** What a start says that must fail: nothing but sentences, and no stack. */
  async function complaint(options: LaunchOptions): Promise<string> {
    const start = bench.launch(options);
    const code = await start.ended;
    expect(code, start.said()).to.equal(1);
    expect(start.said()).not.to.match(/^\s+at .*:\d+:\d+/m);
    return start.complained();
  }

  /** A start over a mended folder: all blocks are there. */
  async function mended(dataDir: string): Promise<Launch> {
    const start = bench.launch({ dataDir });
    const { rpc } = await start.ready();
    expect((await allBlocks(rpc)).slice(0, blocks.length)).to.deep.equal(blocks);
    await start.end("SIGINT");
    return start;
  }

  for (const name of ["PORT", "RPC_PORT"]) {
    it(`names ${name} when that port is taken, before anything is made`, async () => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as AddressInfo;
      const dataDir = await bench.folder();
      const said = await complaint({ dataDir, env: { [name]: String(port) } });
      server.close();
      expect(said).to.match(new RegExp(`PORT_BUSY: Port ${port} .* in use .* set ${name} to another port`));
      expect(await readdir(dataDir)).not.to.include("ledger.json");
    });
  }

  it("refuses a folder on which another ledger runs, and leaves that one alone", async () => {
    const dataDir = await copy();
    const first = bench.launch({ dataDir });
    const { gateway } = await first.ready();
    expect(await complaint({ dataDir })).to.match(/NODE_DATA_IN_USE: The data folder .* is in use by another/);
    expect((await fetch(`${gateway}/livez`)).status).to.equal(200);
    expect(await first.end("SIGINT")).to.equal(0);
  });

  it("lets one of two first starts have a new folder, and never mixes their keys", async () => {
    const dataDir = await bench.folder();
    const both = [bench.launch({ dataDir, args: ["--empty"] }), bench.launch({ dataDir, args: ["--empty"] })];
    const ready = await Promise.allSettled(both.map((start) => start.ready()));
    expect(ready.map(({ status }) => status).sort()).to.deep.equal(["fulfilled", "rejected"]);
    const loser = both[ready.findIndex(({ status }) => status === "rejected")]!;
    expect(loser.complained()).to.match(/NODE_DATA_IN_USE/);
    await both[ready.findIndex(({ status }) => status === "fulfilled")]!.end("SIGINT");
    const again = bench.launch({ dataDir });
    await again.ready();
    await again.end("SIGINT");
  });

  it("refuses a folder that cannot be written", async function () {
    if (process.platform === "win32") this.skip();
    const dataDir = await bench.folder();
    let within: string[] = [];
    if (process.getuid?.() === 0) {
      // Root may write anywhere but on a file system that is mounted read-only.
      within = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o ro tmpfs "$0" && exec "$@"', dataDir];
      if (spawnSync("unshare", [...within.slice(1), "true"]).status !== 0) this.skip();
    } else {
      await chmod(dataDir, 0o555);
    }
    const said = await complaint({ dataDir, within });
    await chmod(dataDir, 0o755);
    expect(said).to.match(/DATA_READONLY: The data folder cannot be written/);
  });

  it("refuses a file in place of the folder, or of one above it", async () => {
    const file = join(await bench.folder(), "file");
    await writeFile(file, "not a folder");
    for (const dataDir of [file, join(file, "below")]) {
      expect(await complaint({ dataDir })).to.match(/DATA_NOT_FOLDER: DATA_DIR is .*file/);
    }
    expect(await readFile(file, "utf8")).to.equal("not a folder");
  });

  for (const [setting, said] of [
    [{ env: { PORT: "80800" } }, /SETTINGS_INVALID: PORT is "80800"; it must be a port/],
    [{ env: { RPC_PORT: "http" } }, /SETTINGS_INVALID: RPC_PORT is "http"; it must be a port/],
    [{ env: { PORT: "8080", RPC_PORT: "8080" } }, /SETTINGS_INVALID: PORT and RPC_PORT are both 8080/],
    [{ args: ["--emtpy"] }, /SETTINGS_INVALID: Unknown option '--emtpy'[\s\S]*--empty {3}begin without/],
    [{ args: ["now"] }, /SETTINGS_INVALID: Unexpected argument 'now'/],
  ] as const) {
    it(`explains ${JSON.stringify(setting)}`, async () => {
      expect(await complaint({ dataDir: await bench.folder(), ...setting })).to.match(said);
    });
  }

  for (const [file, damage] of [
    ["ledger.json", "{"],
    ["ledger.json", '{"format":1,"chainId":452022,"genesisTime":"yesterday","story":false}'],
    ["ledger.json", undefined],
    ["keys/seed", "0x1234"],
    ["keys/seed", undefined],
  ] as const) {
    it(`refuses to go on when ${file} is ${damage === undefined ? "missing" : `"${damage}"`}`, async () => {
      const dataDir = await copy();
      const path = join(dataDir, file);
      await (damage === undefined ? rm(path) : writeFile(path, damage));
      const before = await readdir(dataDir);
      expect(await complaint({ dataDir }))
        .to.include("DATA_DAMAGED")
        .and.include(path);
      expect(await readdir(dataDir)).to.have.members(before);
    });
  }

  for (const damage of ["{", "{}", undefined]) {
    it(`writes deployment.json again from the ledger when it is ${damage ?? "missing"}`, async () => {
      const dataDir = await copy();
      const path = join(dataDir, "deployment.json");
      const whole = await readFile(path, "utf8");
      await (damage === undefined ? rm(path) : writeFile(path, damage));
      await mended(dataDir);
      expect(await readFile(path, "utf8")).to.equal(whole);
    });
  }

  it("writes deployment.json again when an address in it is altered", async () => {
    const dataDir = await copy();
    const path = join(dataDir, "deployment.json");
    const whole = await readFile(path, "utf8");
    await writeFile(path, whole.replace(/("address": "0x)..../, "$10123"));
    await mended(dataDir);
    expect(await readFile(path, "utf8")).to.equal(whole);
  });

  it("cuts an unfinished record off the journal and says so", async () => {
    const dataDir = await copy();
    const path = join(dataDir, "node/journal.log");
    const journal = await open(path, "a");
    await journal.write(Buffer.from([0, 0, 1]));
    await journal.close();
    const start = await mended(dataDir);
    expect(start.complained()).to.match(/journal ended in an unfinished/i);
  });

  it("never loses blocks of a truncated journal without a word", async () => {
    const dataDir = await copy();
    const path = join(dataDir, "node/journal.log");
    await truncate(path, (await stat(path)).size - 100);
    const start = bench.launch({ dataDir });
    const ready = await start.ready().catch(() => undefined);
    expect(start.complained()).to.match(/journal/i);
    if (ready) await start.end("SIGINT");
  });

  it("refuses a journal with a flipped byte in its middle and leaves it as it is", async () => {
    const dataDir = await copy();
    const path = join(dataDir, "node/journal.log");
    const bytes = await readFile(path);
    const middle = bytes.length >> 1;
    bytes[middle] = bytes[middle]! ^ 1;
    await writeFile(path, bytes);
    await rm(join(dataDir, "node/snapshots"), { recursive: true });
    expect(await complaint({ dataDir })).to.match(/NODE_JOURNAL_CORRUPT: .*journal\.log/);
    expect(await readFile(path)).to.deep.equal(bytes);
  });

  it("starts from an older snapshot or the journal when the newest is cut off", async () => {
    const dataDir = await copy();
    const folder = join(dataDir, "node/snapshots");
    const [newest] = (await readdir(folder)).sort((a, b) => Number(/\d+/.exec(b)) - Number(/\d+/.exec(a)));
    const path = join(folder, newest!);
    await truncate(path, (await stat(path)).size >> 1);
    const start = await mended(dataDir);
    expect(start.complained()).to.match(/snapshot .* cannot be used/);
  });

  it("says that the build is missing", async () => {
    const place = await bench.folder();
    await cp(join(ROOT, "scripts"), join(place, "scripts"), { recursive: true });
    await cp(join(ROOT, "package.json"), join(place, "package.json"));
    const run = () => spawnSync(process.execPath, ["scripts/start.ts"], { cwd: place, encoding: "utf8" });
    expect(run().stderr).to.match(/BUILD_MISSING: .*Run "npm ci" and "npm run build"/);
    await mkdir(join(place, "node_modules"));
    for (const name of await readdir(join(ROOT, "node_modules"))) {
      if (name !== "@data-voucher") await symlink(join(ROOT, "node_modules", name), join(place, "node_modules", name));
    }
    for (const name of ["sdk", "gateway"]) {
      const folder = join("node_modules/@data-voucher", name);
      await mkdir(join(place, folder), { recursive: true });
      await cp(join(ROOT, folder, "package.json"), join(place, folder, "package.json"));
    }
    const { stderr, status } = run();
    expect(stderr).to.match(/BUILD_MISSING: .*Run "npm ci" and "npm run build"/);
    expect(status).to.equal(1);
  });

  it("says which Node is needed, in words that any Node can run", async () => {
    const place = await bench.folder();
    await mkdir(join(place, "scripts"));
    await cp(join(ROOT, "scripts/require-node.cjs"), join(place, "scripts/require-node.cjs"));
    const run = async (wanted: string) => {
      await writeFile(join(place, "package.json"), JSON.stringify({ engines: { node: `>=${wanted}` } }));
      return spawnSync(process.execPath, ["scripts/require-node.cjs"], { cwd: place, encoding: "utf8" });
    };
    const [major, minor] = process.versions.node.split(".").map(Number) as [number, number];
    for (const wanted of [`${major + 1}.0`, `${major}.${minor + 1}`]) {
      const { status, stderr } = await run(wanted);
      expect(status).to.equal(1);
      expect(stderr).to.include(`needs Node ${wanted} or newer; this is Node ${process.versions.node}`);
    }
    expect((await run(`${major}.${minor}`)).status).to.equal(0);
  });
});
