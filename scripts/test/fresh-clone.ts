/**
 * Measures the first start as a newcomer has it: clones the repository into a folder of its own, runs the first command
 * of the README there with a new data folder, waits until the ledger is ready, stops it and says how long it took. Not
 * part of any suite, since it installs everything anew: `node scripts/test/fresh-clone.ts`.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runUntilReady } from "./run-until-ready.ts";

const limitSeconds = 240;
const root = join(import.meta.dirname, "../..");

/** The first command of the README, without its comment. */
async function firstCommand(clone: string): Promise<string> {
  const text = await readFile(join(clone, "README.md"), "utf8");
  const command = /```sh\n(.+)/.exec(text)?.[1]?.replace(/\s+#.*$/, "");
  if (!command) throw new Error("README.md has no command");
  return command;
}

const place = await mkdtemp(join(tmpdir(), "data-voucher-clone-"));
try {
  const clone = join(place, "clone");
  execFileSync("git", ["clone", "--quiet", root, clone], { stdio: "inherit" });
  const command = await firstCommand(clone);
  console.log(`$ ${command}`);
  const env = { DATA_DIR: join(place, "data"), PORT: "0", RPC_PORT: "0" };
  const { seconds, end } = await runUntilReady(command, { cwd: clone, env, limitSeconds: 4 * limitSeconds });
  await end();
  const verdict = seconds < limitSeconds ? "within" : "NOT within";
  console.log(`\nReady ${seconds.toFixed(1)} s after the command, ${verdict} ${limitSeconds} s.`);
  if (seconds >= limitSeconds) process.exitCode = 1;
} finally {
  await rm(place, { recursive: true, force: true });
}
