import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CHAIN_ID, GENESIS_TIME } from "../support.ts";

const MAIN = join(import.meta.dirname, "../../../scripts/node/main.ts");

/** The node as a process that can be killed. */
export interface NodeProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** All that it said on standard error. */
  said(): string;
  /** Milliseconds from the spawn to "ready". */
  readonly startMs: number;
  /** Kills it at once and waits for its end. */
  kill(): Promise<void>;
  /** Asks it to stop and waits for its end. */
  stop(): Promise<void>;
}

/** Starts the command-line node and waits until it is ready. */
export async function startProcess(dataDir: string, port: number, ...more: string[]): Promise<NodeProcess> {
  const started = performance.now();
  const named = ["--data-dir", dataDir, "--rpc-port", String(port), "--chain-id", String(CHAIN_ID)];
  const args = [MAIN, ...named, "--genesis-time", String(GENESIS_TIME), ...more];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const ready = /^ready (\S+)/m.exec(text)?.[1];
      if (ready) resolve(ready);
    });
    void ended.then(() => reject(new Error(`the node did not start: ${said}`)));
  });
  return {
    url,
    child,
    said: () => said,
    startMs: performance.now() - started,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Process id of the engine, as the node notes it in its folder. */
export function enginePid(dataDir: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(dataDir, "engine.json"), "utf8")) as { pid: number }).pid;
  } catch {
    return undefined;
  }
}

/** Whether a process is there and running (one that has ended but is not yet collected is not). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return !"ZX".includes(stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3));
  } catch {
    return false;
  }
}

/** Waits for a condition. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  for (const end = Date.now() + ms; !(await condition()); await delay(20)) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
  }
}
