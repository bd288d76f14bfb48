import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { packYear } from "@data-voucher/sdk";
import { IWorkingCalendar__factory } from "@data-voucher/sdk/contracts";
import { expect } from "chai";
import { hexlify, JsonRpcProvider, Network, Wallet } from "ethers";
import { CHAIN_ID, createBench } from "../../test/node/support.ts";
import { officialYear } from "../calendar/official-year.ts";
import { deployLedger } from "../deploy/deploy.ts";
import type { Checkpoint } from "./checkpoint.ts";

const main = join(import.meta.dirname, "main.ts");
const random = () => hexlify(randomBytes(32));
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

/** SHA-256 in bare hexadecimal digits. */
export const sha256 = (bytes: Buffer | string) => createHash("sha256").update(bytes).digest("hex");

/** A line of a segment, as a reader of format.md sees it. */
export interface Line {
  readonly block: number;
  readonly hash: string;
  readonly parentHash: string;
  readonly receiptsRoot: string;
  readonly timestamp: number;
  readonly header: string;
  readonly receipts: readonly string[];
  readonly events: readonly {
    readonly name: string;
    readonly args: Record<string, unknown>;
    readonly concerns: readonly string[];
  }[];
}

/** A ledger that can be archived. */
export interface ArchivedLedger {
  readonly url: string;
  /** Path of its deployment.json. */
  readonly deployment: string;
}

/** Starts a program; what it said comes with its end. */
export function start(file: string, args: readonly string[], program = process.execPath) {
  const child = spawn(program, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const end = once(child, "close");
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  return { child, ended: async () => (await end, { code: child.exitCode, said }) };
}

/** Ledgers on nodes of their own, and archives of them. */
export function createArchiveBench() {
  const bench = createBench();
  const authority = new Wallet(random());

  /** A deployed ledger; `goOn` makes a few more blocks, each with an event. */
  async function startLedger() {
    const node = await bench.start(await bench.folder(), { mode: "auto", blockSeconds: 0.05 });
    const options = { staticNetwork: true, batchMaxCount: 1, cacheTimeout: -1 };
    const provider = new JsonRpcProvider(node.url, Network.from(CHAIN_ID), options);
    provider.pollingInterval = 50;
    providers.push(provider);
    const choices = {
      governance: admission(1, new Wallet(random()).address, "Governance"),
      authority: admission(2, authority.address, "数据管理部门"),
      upgradeDelay: 0,
      configurationDelay: 0,
    };
    const record = await deployLedger({ provider, deployerKey: random(), choices });
    const deployment = join(await bench.folder(), "deployment.json");
    await writeFile(deployment, JSON.stringify(record));
    const calendar = record.contracts["WorkingCalendar"]!.address;
    const goOn = async (times = 3) => {
      const ledger = IWorkingCalendar__factory.connect(calendar, authority.connect(provider));
      const year = [...packYear(officialYear(2026))] as [bigint, bigint];
      for (let i = 0; i < times; i++) {
        const { hash } = await ledger.loadYear(2026, year, random());
        // Asked again and again: who waits for the next block may wait for one that is there.
        while ((await provider.getTransactionReceipt(hash)) === null) await delay(10);
      }
    };
    return { url: node.url, deployment, provider, goOn };
  }
  const providers: JsonRpcProvider[] = [];

  return {
    startLedger,
    folder: () => bench.folder(),
    newFolder: async () => join(await bench.folder(), "archive"),
    async clean() {
      for (const provider of providers) provider.destroy();
      await bench.clean();
    },
  };
}

const argsOf = (out: string, { url, deployment }: ArchivedLedger, blocks: number) => [
  ...["--out", out, "--rpc-url", url, "--deployment", deployment],
  ...["--segment-blocks", String(blocks)],
];

/** Starts the command, with segments of so many blocks. */
export const startArchive = (out: string, ledger: ArchivedLedger, blocks = 10) =>
  start(main, argsOf(out, ledger, blocks));

/** Runs the command to its end. */
export const archive = (out: string, ledger: ArchivedLedger, blocks?: number) =>
  startArchive(out, ledger, blocks).ended();

/** Runs the command with other arguments. */
export const archiveWith = (args: readonly string[]) => start(main, args).ended();

/** Runs an archive's own verifier. */
export const verify = (out: string, ...args: readonly string[]) => start(join(out, "verify.mjs"), args).ended();

/** Makes an archive of a ledger. */
export async function archived(out: string, ledger: ArchivedLedger, blocks?: number): Promise<string> {
  const { code, said } = await archive(out, ledger, blocks);
  expect(code, said).to.equal(0);
  return out;
}

/** A checkpoint of an archive. */
export async function checkpointOf(out: string, sequence: number): Promise<Checkpoint> {
  return JSON.parse(await readFile(join(out, `checkpoints/00000${sequence}.json`), "utf8")) as Checkpoint;
}

/** The newest checkpoint of an archive. */
export async function newestOf(out: string): Promise<Checkpoint> {
  const names = (await readdir(join(out, "checkpoints"))).filter((name) => name.endsWith(".json")).sort();
  return JSON.parse(await readFile(join(out, "checkpoints", names.at(-1)!), "utf8")) as Checkpoint;
}

/** All lines of all segments. */
export async function linesOf(out: string): Promise<Line[]> {
  const names = (await readdir(join(out, "segments"))).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(out, "segments", name), "utf8")));
  return texts.flatMap((text) => text.trimEnd().split("\n")).map((line) => JSON.parse(line) as Line);
}

/** All files of a folder, sorted. */
export async function filesOf(out: string): Promise<string[]> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(out.length + 1)).sort();
}
