import { type ChildProcessByStdio, spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import { type Counts, hasSummary, readCounts, readFailures } from "./counts.ts";
import { type Suite, filesOf, suites } from "./suites.ts";

interface Result extends Counts {
  readonly suite: Suite;
  readonly seconds: number;
  /** What it printed of its failures; empty when there are none. */
  readonly failures: string;
}

const root = join(import.meta.dirname, "../..");
const path = `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`;
const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};

/** Exit code of a process (null when killed), once its output is read. A process it left behind is not waited for. */
function ended(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
    child.on("exit", () => {
      const letGo = setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), 5_000);
      child.on("close", () => clearTimeout(letGo));
    });
  });
}

const LINGER_MS = 60_000;

/** Runs one suite. Its output is shown as it comes when `live`, else in one piece at the end. */
async function run(suite: Suite, live: boolean): Promise<Result> {
  const started = performance.now();
  const files = filesOf(suite);
  const title = `\n== ${suite.name}: ${suite.about} (${files.length} files)\n`;
  if (files.length === 0) {
    process.stdout.write(`${title}No test files match ${suite.files.join(", ")}\n`);
    return { suite, passed: 0, failed: 1, skipped: 0, seconds: 0, failures: "It has no test files." };
  }
  let output = "";
  const [program, ...args] = suite.command as [string, ...string[]];
  const env = { ...process.env, ...colour, PATH: path };
  const child = spawn(program, [...args, ...files], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: suite.limitMinutes * 60_000,
    killSignal: "SIGKILL",
  });
  if (live) process.stdout.write(title);
  let summed: NodeJS.Timeout | undefined;
  let lingered = false;
  const letGo = () => {
    lingered = true;
    child.kill("SIGKILL");
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (live) process.stdout.write(text);
      if (suite.mayLinger && !summed && hasSummary(output)) summed = setTimeout(letGo, LINGER_MS);
    });
  }
  const exitCode = await ended(child);
  clearTimeout(summed);
  if (lingered) {
    const note = `\n${suite.name} was stopped after its summary: ${suite.mayLinger}.\n`;
    output += note;
    if (live) process.stdout.write(note);
  } else if (child.killed) {
    const note = `\n${suite.name} was stopped after ${suite.limitMinutes} minutes: something in it waits in vain or was left running.\n`;
    output += note;
    if (live) process.stdout.write(note);
  }
  if (!live) process.stdout.write(title + output);
  const counts = readCounts(output, lingered ? 0 : exitCode);
  const failures = counts.failed > 0 ? readFailures(output) : "";
  return { suite, ...counts, seconds: (performance.now() - started) / 1000, failures };
}

/** Suites that bear company share the cores; the others follow one by one. */
async function runAll(chosen: readonly Suite[]): Promise<Result[]> {
  const results: Result[] = [];
  const queue = chosen.filter(({ alone }) => !alone);
  const lanes = Math.max(1, Math.min(queue.length, availableParallelism()));
  const lane = async () => {
    for (let suite = queue.shift(); suite; suite = queue.shift()) results.push(await run(suite, lanes === 1));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  for (const suite of chosen.filter(({ alone }) => alone)) results.push(await run(suite, true));
  return chosen.map((suite) => results.find((result) => result.suite === suite)!);
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(", ")}; there are ${suites.map(({ name }) => name).join(", ")}`);
  process.exit(2);
}

const results = await runAll(names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name)));
const total = (key: keyof Counts) => results.reduce((sum, result) => sum + result[key], 0);
// Told again at the end, where whoever looks at a long log looks first.
for (const { suite, failures } of results) if (failures) console.log(`\n== failures of ${suite.name}\n${failures}`);
console.log("\n== summary");
for (const { suite, passed, failed, skipped, seconds } of results) {
  const columns = [passed, failed, skipped].map((count) => String(count).padStart(6));
  console.log(
    `${suite.name.padEnd(10)}${columns[0]} passed${columns[1]} failed${columns[2]} skipped  ${seconds.toFixed(1)} s`,
  );
}
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;
