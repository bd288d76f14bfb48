import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import type { ChainMeta } from "../disk/meta.ts";
import { NodeError } from "../errors.ts";
import { findEngine } from "./binary.ts";
import { createEngineClient } from "./client.ts";
import type { EngineClient } from "./client.ts";

/** How many latest blocks keep their state for reads; each costs a copy of the state in memory. */
export const KEPT_STATES = 8;
const START_TIMEOUT_MS = 30_000;

/** A running engine. */
export interface EngineProcess {
  readonly pid: number;
  readonly port: number;
  /** The connection for all that changes the chain; others may be opened on `port`. */
  readonly control: EngineClient;
  /** Resolves with a sentence when the process has ended. */
  readonly ended: Promise<string>;
  /** Ends it at once; it keeps nothing on disk. */
  kill(): Promise<void>;
}

/**
 * Starts the engine on a private loopback port, without mining, accounts, fees or any file of its own.
 * A watchdog ends it when this process goes, however that happens.
 * @throws NodeError NODE_ENGINE_MISSING, NODE_ENGINE_FAILED
 */
export async function startEngine(meta: ChainMeta): Promise<EngineProcess> {
  // A group of its own: Ctrl-C reaches us only, and we end it when our last snapshot is written.
  const child = spawn(findEngine(), engineArguments(meta), { stdio: ["ignore", "pipe", "pipe"], detached: true });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-2000)));
  let running = true;
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(`it ended with ${signal ?? `code ${code}`} ${stderr}`.trim()));
  });
  const watchdog = child.pid === undefined ? undefined : startWatchdog(child.pid);
  let control: EngineClient | undefined;
  const stopped = ended.then((reason) => {
    running = false;
    watchdog?.kill("SIGKILL");
    control?.close();
    return reason;
  });

  async function kill(): Promise<void> {
    if (running) child.kill("SIGKILL");
    await stopped;
  }

  try {
    const port = await announcedPort(child, stopped);
    control = createEngineClient(port);
    await control.call("anvil_setLoggingEnabled", false);
    if (Number(await control.call("eth_chainId")) !== meta.chainId) throw new Error("it is not the engine we started");
    return { pid: child.pid ?? -1, port, control, ended: stopped, kill };
  } catch (error) {
    await kill();
    if (error instanceof NodeError) throw error;
    throw new NodeError("NODE_ENGINE_FAILED", `The engine did not start: ${(error as Error).message}.`, error);
  }
}

/** The engine takes a free port by itself and says which one: no port can be lost to somebody else in between. */
function announcedPort(child: ChildProcess, stopped: Promise<string>): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(() => reject(new Error("no answer in time")), START_TIMEOUT_MS);
    void stopped.then((reason) => reject(new Error(reason)));
    child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
      text = (text + piece).slice(-4000);
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    });
  });
}

function engineArguments(meta: ChainMeta): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--color", "never", "--no-cors", "--no-request-size-limit"],
    ...["--no-mining", "--accounts", "0", "--disable-console-log", "--prune-history", String(KEPT_STATES)],
    ...["--gas-price", "0", "--base-fee", "0", "--disable-min-priority-fee"],
    ...["--chain-id", String(meta.chainId), "--timestamp", String(meta.genesisTime)],
    ...["--gas-limit", String(meta.blockGasLimit), "--hardfork", meta.hardfork],
  ];
}

/** A shell that waits on a pipe from us and ends the engine when the pipe closes: when we are gone. */
function startWatchdog(pid: number): ChildProcess | undefined {
  if (process.platform === "win32") return undefined;
  const script = 'read -r line; kill -9 "$1" 2>/dev/null';
  const watchdog = spawn("/bin/sh", ["-c", script, "engine-watchdog", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watchdog.on("error", () => undefined);
  watchdog.stdin?.on("error", () => undefined);
  watchdog.unref();
  (watchdog.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  return watchdog;
}
