import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packYear } from "@data-voucher/sdk";
import { IWorkingCalendar__factory } from "@data-voucher/sdk/contracts";
import { expect } from "chai";
import { hexlify, JsonRpcProvider, Network, Wallet } from "ethers";
import { CHAIN_ID, createBench } from "../../test/node/support.ts";
import { deployLedger } from "../deploy/deploy.ts";
import { officialYear } from "./official-year.ts";
import { readSettings } from "./settings.ts";

const main = join(import.meta.dirname, "main.ts");
const random = () => hexlify(randomBytes(32));
const keys = { governance: random(), authority: random() };
const admission = (roles: number, name: keyof typeof keys) => ({
  partyId: random(),
  roles,
  jurisdiction: 156,
  identityDigest: random(),
  safeUseCommitment: `0x${"00".repeat(32)}`,
  account: new Wallet(keys[name]).address,
  powers: 15,
  name,
});
const notice = "国务院办公厅关于2026年部分节假日安排的通知";

describe("The calendar command", function () {
  this.timeout(120_000);
  const bench = createBench();
  let provider: JsonRpcProvider;
  let folder: string;
  let where: readonly string[];
  let address: string;

  before(async () => {
    const node = await bench.start(await bench.folder(), { mode: "auto", blockSeconds: 0.05 });
    const options = { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1 };
    provider = new JsonRpcProvider(node.url, Network.from(CHAIN_ID), options);
    const choices = {
      governance: admission(1, "governance"),
      authority: admission(2, "authority"),
      upgradeDelay: 0,
      configurationDelay: 0,
    };
    const deployment = await deployLedger({ provider, deployerKey: random(), choices });
    address = deployment.contracts["WorkingCalendar"]!.address;
    folder = await bench.folder();
    await file("deployment.json", deployment);
    await file("authority.json", { privateKey: keys.authority });
    await file("governance.json", { privateKey: keys.governance });
    await file("notice.txt", notice);
    where = ["--rpc-url", node.url, "--deployment", join(folder, "deployment.json")];
  });
  after(async () => {
    provider?.destroy();
    await bench.clean();
  });

  async function file(name: string, content: unknown): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    return path;
  }

  async function run(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    }
    await once(child, "close");
    return { code: child.exitCode, said };
  }

  const as = (name: string) => ["--key-file", join(folder, `${name}.json`), "--notice", join(folder, "notice.txt")];
  const onLedger = () => IWorkingCalendar__factory.connect(address, provider).calendarYear(2026);

  it("says what to send to the gateway, with the notice's digest, when it knows no ledger", async () => {
    const { code, said } = await run("--year", "2026", "--notice", join(folder, "notice.txt"));
    expect(code, said).to.equal(0);
    expect(said).to.include("2026 年 year 2026: 248 个工作日");
    const [, body] = /^POST \/v1\/calendar\/2026\n(.+)$/m.exec(said)!;
    const { year, ...days } = officialYear(2026);
    const documentDigest = `0x${createHash("sha256").update(notice).digest("hex")}`;
    expect(JSON.parse(body!), String(year)).to.deep.equal({ ...days, documentDigest });
  });

  it("says that the ledger has no such year, and loads it with an authority's key", async () => {
    expect((await run("--year", "2026", ...where)).said).to.match(/On the ledger: .*not loaded[\s\S]*POST/);
    const { code, said } = await run("--year", "2026", ...where, ...as("authority"));
    expect(code, said).to.equal(0);
    expect(said)
      .to.match(/Loaded as version 1 \(0x[0-9a-f]{64}\)/)
      .and.not.include("POST");
    const { workingDays, version } = await onLedger();
    expect(version).to.equal(1n);
    expect([...workingDays]).to.deep.equal(packYear(officialYear(2026)));
  });

  it("loads nothing where nothing differs", async () => {
    const { code, said } = await run("--year", "2026", ...where, ...as("authority"));
    expect(code, said).to.equal(0);
    expect(said).to.match(/version 1 of .*, 一致 the same\n$/);
    expect((await onLedger()).version).to.equal(1n);
  });

  it("shows each day that differs, and amends the year", async () => {
    const { holidays, makeUpDays } = officialYear(2026);
    const amended = { holidays: [...holidays.filter((day) => day !== "2026-10-07"), "2026-12-31"], makeUpDays };
    const days = ["--days", await file("days.json", amended)];
    const shown = await run("--year", "2026", ...days, ...where);
    expect(shown.said).to.match(/differs:\n {2}- 2026-10-07 放假 off\n {2}\+ 2026-12-31 放假 off\n\n/);
    expect((await onLedger()).version).to.equal(1n);
    const { code, said } = await run("--year", "2026", ...days, ...where, ...as("authority"));
    expect(code, said).to.equal(0);
    expect(said).to.include("Loaded as version 2");
    expect([...(await onLedger()).workingDays]).to.deep.equal(packYear({ year: 2026, ...amended }));
  });

  it("names what is missing or wrong in what it was asked", async () => {
    const bare = await file("bare.json", { holidays: "2026-10-01" });
    const cases: readonly [readonly string[], string][] = [
      [[], "--year is missing; it must be a year from 2000 to 2999."],
      [["--year", "20260"], "--year is 20260; it must be"],
      [["--year", "2026", "--key", "k"], "Unknown option '--key'"],
      [["--year", "2999"], "The official holidays of 2999 are not in the installed chinese-days package."],
      [["--year", "2026", "--rpc-url", "http://127.0.0.1:9"], "--rpc-url and --deployment go together"],
      [["--year", "2026", ...where, ...as("authority").slice(0, 2)], "name the ledger and the official notice as well"],
      [["--year", "2026", "--notice", join(folder, "none")], "none cannot be read (ENOENT)."],
      [["--year", "2026", "--days", join(folder, "notice.txt")], "notice.txt is not JSON."],
      [["--year", "2026", "--days", bare], 'bare.json must be { "holidays": ["2026-10-01"]'],
      [
        ["--year", "2026", ...where, "--key-file", bare, ...as("authority").slice(2)],
        "bare.json holds no private key.",
      ],
    ];
    for (const [args, sentence] of cases) {
      const message = await readSettings(args).then(
        () => "no complaint",
        (error: Error) => error.message,
      );
      expect(message, args.join(" ")).to.include(sentence);
    }
  });

  it("says in a sentence why a year cannot be loaded", async () => {
    const weekend = await file("weekend.json", { holidays: ["2026-10-03"], makeUpDays: [] });
    const nowhere = ["--rpc-url", "http://127.0.0.1:9", ...where.slice(2)];
    const cases: readonly [readonly string[], RegExp][] = [
      [["--days", weekend], /^CALENDAR_DAY_INVALID: .*: holidays is "2026-10-03"\.\n$/m],
      [nowhere, /No node answers at http:\/\/127\.0\.0\.1:9\. Start it, or correct --rpc-url\.\n$/],
      [["--year", "2025", ...where, ...as("governance")], /^ROLE_MISSING: .*\n$/m],
    ];
    for (const [args, sentence] of cases) {
      const { code, said } = await run("--year", "2026", ...args);
      expect(said).to.match(sentence);
      expect(code, said).to.equal(1);
    }
    expect((await onLedger()).version).to.equal(2n);
  });
});
