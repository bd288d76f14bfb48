import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findEngine } from "../../scripts/node/engine/binary.ts";

/** A chain in a process of its own, with a block a second. */
export interface Chain {
  readonly url: string;
  stop(): Promise<void>;
}

export const CHAIN_ID = 7_919;
const START_MS = 30_000;

/** The text that `pattern` finds in what the process prints. */
async function announced(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = "";
  const signal = AbortSignal.timeout(START_MS);
  child.stdout!.setEncoding("utf8");
  while (true) {
    const [piece] = (await once(child.stdout!, "data", { signal })) as [string];
    text += piece;
    const found = pattern.exec(text)?.[1];
    if (found === undefined) continue;
    child.stdout!.resume();
    return found;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

/** The engine alone, which keeps nothing on disk. */
export async function startBare(): Promise<Chain> {
  const args = ["--port", "0", "--chain-id", String(CHAIN_ID), "--block-time", "1", "--order", "fifo"];
  const free = ["--gas-price", "0", "--base-fee", "0", "--disable-min-priority-fee", "--gas-limit", "200000000"];
  const child = spawn(findEngine(), [...args, ...free, "--accounts", "0", "--no-request-size-limit"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await announced(child, /Listening on 127\.0\.0\.1:(\d+)/);
  return { url: `http://127.0.0.1:${port}`, stop: () => end(child, "SIGKILL") };
}

/** The embedded node, whose answers are on disk. */
export async function startEmbedded(): Promise<Chain> {
  const folder = await mkdtemp(join(tmpdir(), "bench-node-"));
  const script = fileURLToPath(new URL("../../scripts/node/main.ts", import.meta.url));
  const args = ["--data-dir", folder, "--rpc-port", "0", "--chain-id", String(CHAIN_ID)];
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "ignore"] });
  const url = await announced(child, /ready (\S+)/);
  return {
    url,
    async stop() {
      await end(child, "SIGTERM");
      await rm(folder, { recursive: true });
    },
  };
}
