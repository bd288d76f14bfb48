import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START = join(import.meta.dirname, "../../scripts/start.ts");

/** How the program is started. */
export interface LaunchOptions {
  readonly dataDir: string;
  /** Environment besides PORT and RPC_PORT, which are free ones unless named here. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Told every whole line of standard output. */
  readonly onLine?: (line: string) => void;
  /** A program and arguments that run the start, for surroundings of its own. */
  readonly within?: readonly string[];
}

/** The addresses that a start printed. */
export interface Addresses {
  readonly gateway: string;
  readonly rpc: string;
  /** Milliseconds from the launch to readiness. */
  readonly took: number;
}

/** A start of the real program in a process of its own. */
export interface Launch {
  readonly pid: number;
  /** Resolves when it is ready. @throws Error with all that it said when it ends before */
  ready(): Promise<Addresses>;
  /** Everything that it wrote so far, standard output and error. */
  said(): string;
  /** What it wrote on standard error so far. */
  complained(): string;
  /** Sends a signal and waits for the end; returns the exit code, null when the signal ended it. */
  end(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<number | null>;
  /** Waits for an end by itself. */
  readonly ended: Promise<number | null>;
}

/** Starts the ledger as users do, but for the build. */
export function launch({ dataDir, env = {}, args = [], onLine, within = [] }: LaunchOptions): Launch {
  const started = performance.now();
  const [program, ...rest] = [...within, process.execPath, START, ...args] as [string, ...string[]];
  const child = spawn(program, rest, {
    env: { ...process.env, PORT: "0", RPC_PORT: "0", ...env, DATA_DIR: dataDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  let complained = "";
  let line = "";
  let ready: (addresses: Addresses) => void;
  const isReady = new Promise<Addresses>((resolve) => (ready = resolve));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    complained += text;
  });
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    const lines = `${line}${text}`.split("\n");
    line = lines.pop()!;
    for (const whole of lines) {
      onLine?.(whole);
      if (!/Ready in/.test(whole)) continue;
      const gateway = /(http:\S+)\/docs/.exec(said)![1]!;
      const rpc = /JSON-RPC\s+(\S+)/.exec(said)![1]!;
      ready({ gateway, rpc, took: performance.now() - started });
    }
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const early = ended.then((code): never => {
    throw new Error(`The start ended with ${code}:\n${said}`);
  });
  early.catch(() => undefined);
  return {
    pid: child.pid!,
    ready: () => Promise.race([isReady, early]),
    said: () => said,
    complained: () => complained,
    async end(signal) {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

let told: Promise<string> | undefined;

/** A folder in which a first start told the history and ended; the same for the whole process, which removes it. */
function toldFolder(): Promise<string> {
  told ??= (async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "data-voucher-told-"));
    process.on("exit", () => rmSync(dataDir, { recursive: true, force: true }));
    const first = launch({ dataDir });
    await first.ready();
    const code = await first.end("SIGINT");
    if (code !== 0) throw new Error(`The first start ended with ${code}:\n${first.said()}`);
    return dataDir;
  })();
  return told;
}

/** Folders and starts of one test file; `clean` ends and removes them all. */
export function createBench() {
  const folders: string[] = [];
  const launches: Launch[] = [];
  return {
    async folder(): Promise<string> {
      const path = await mkdtemp(join(tmpdir(), "data-voucher-e2e-"));
      folders.push(path);
      return path;
    },
    /** A folder of a ledger with its history, for tests of what comes after the first start. */
    async told(): Promise<string> {
      const path = await this.folder();
      await cp(await toldFolder(), path, { recursive: true });
      return path;
    },
    launch(options: LaunchOptions): Launch {
      const made = launch(options);
      launches.push(made);
      return made;
    },
    async clean(): Promise<void> {
      await Promise.all(launches.splice(0).map((made) => made.end("SIGKILL")));
      await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** The same row of numbers in [0, 1) for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
