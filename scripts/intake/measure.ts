/**
 * Sends a list of many lines to an embedded node of its own, as an applicant would, and counts what is on the ledger
 * afterwards: `npm run bench:intake` writes bench/results/intake.md. `LINES=300` makes it short and writes nothing.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import {
  casesByAsset,
  cellsOf,
  createIntakeLedger,
  declaredCount,
  listOf,
  readReport,
} from "../../test/node/intake-ledger.ts";

const usual = 10_000;
const lines = Number(process.env["LINES"] ?? usual);
const results = new URL("../../bench/results/intake.md", import.meta.url);
const say = (text: string) => void process.stdout.write(`${text}\n`);
const seconds = (since: number) => (performance.now() - since) / 1000;

/** The embedded node in a process of its own, a block a second. */
async function startNode(folder: string) {
  const script = join(import.meta.dirname, "../node/main.ts");
  const args = ["--data-dir", folder, "--rpc-port", "0", "--chain-id", "7919"];
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "ignore"] });
  const [text] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  const url = /ready (\S+)/.exec(text)?.[1];
  if (url === undefined) throw new Error(`The node said ${text}`);
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** Runs the command to its end; its exit code, and how long it took. */
async function run(args: readonly string[]) {
  const began = performance.now();
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    // Warnings of a list of like lines would drown the progress.
    for (const line of text.split("\n")) if (/已/.test(line)) say(line);
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, took: seconds(began) };
}

/** What is on the ledger against what was in the list; throws on any loss or double. */
async function count(intake: Awaited<ReturnType<typeof createIntakeLedger>>, report: string) {
  const told = readReport(await readFile(report, "utf8"));
  const cases = await casesByAsset(intake);
  const declared = await declaredCount(intake);
  const doubled = [...cases.values()].filter(({ length }) => length !== 1).length;
  const wrong = [...told.values()].filter(({ assetId, caseId }) => cases.get(assetId)?.[0] !== caseId).length;
  if (told.size === lines && cases.size === lines && declared === lines && doubled === 0 && wrong === 0) return;
  throw new Error(
    `${lines} lines: ${told.size} reported, ${declared} declared, ${cases.size} applied, ${doubled} doubled, ${wrong} wrong`,
  );
}

const load = loadavg()[0] ?? 0;
const folder = await mkdtemp(join(tmpdir(), "intake-"));
const node = await startNode(join(folder, "node"));
try {
  const intake = await createIntakeLedger(node.url, folder);
  const now = Math.floor(Date.now() / 1000);
  const list = join(folder, "list.csv");
  await writeFile(list, listOf(Array.from({ length: lines }, (_, i) => cellsOf(i + 1, now))));
  const preview = await run([list, "--preview", ...intake.where]);
  const send = await run([list, ...intake.where]);
  if (preview.code !== 0 || send.code !== 0)
    throw new Error(`preview ended with ${preview.code}, send with ${send.code}`);
  const again = await run([list, ...intake.where]);
  await count(intake, join(`${list}.intake`, "report.csv"));
  const { size } = await stat(join(`${list}.intake`, "journal.jsonl"));
  intake.close();
  const rows = [
    ["read and checked on the ledger, nothing sent", preview.took],
    ["declared and applied, each line once", send.took],
    ["run again: nothing left to send", again.took],
  ] as const;
  const text = `# Bulk intake

Written by \`npm run bench:intake\`: ${lines} applications in one list (${2 * lines} transactions of one key), sent by the command
to an embedded node with a block a second, on ${availableParallelism()} cores (${process.platform} ${process.arch}), Node ${process.versions.node}; when it
began the machine had a load of ${load.toFixed(1)} from other work. Afterwards the ledger's events were counted: ${lines} assets, ${lines}
cases, none doubled, none lost, every case that which the report names.

| step | seconds | lines a second |
| --- | ---: | ---: |
${rows.map(([name, took]) => `| ${name} | ${took.toFixed(1)} | ${Math.round(lines / took)} |`).join("\n")}

The journal had ${Math.round(size / 1024 / 1024)} MiB at the end.
`;
  say(text);
  if (lines === usual) await writeFile(results, text);
} finally {
  await node.stop();
  await rm(folder, { recursive: true, force: true });
}
