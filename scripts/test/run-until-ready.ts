import { spawn } from "node:child_process";

/** A command of the README that is running. */
export interface Running {
  /** Seconds from the command to readiness. */
  readonly seconds: number;
  /** Everything that it wrote on standard output until then. */
  readonly said: string;
  /** Ends it as Ctrl-C does: everyone in its process group. */
  end(): Promise<void>;
}

/** Where and how a command runs. */
export interface RunOptions {
  readonly cwd: string;
  /** Environment besides the present one. */
  readonly env: Readonly<Record<string, string>>;
  /** Seconds after which it is ended. */
  readonly limitSeconds: number;
}

/**
 * Runs a command line in a shell, as a reader of the README does, until the ledger says that it is ready.
 * @throws Error with what it said when it ends before, or is not ready in time
 */
export async function runUntilReady(command: string, { cwd, env, limitSeconds }: RunOptions): Promise<Running> {
  const started = performance.now();
  const child = spawn("/bin/sh", ["-c", command], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  let complained = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const kill = (signal: "SIGINT" | "SIGKILL") => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, signal);
  };
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complained += text));
  const ready = new Promise<"ready">((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (/Ready in/.test(said)) resolve("ready");
    });
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), limitSeconds * 1000)));
  const outcome = await Promise.race([ready, ended, late]);
  clearTimeout(timer);
  if (outcome !== "ready") {
    kill("SIGKILL");
    const how = outcome === "late" ? `is not ready after ${limitSeconds} s` : `ended with ${outcome}`;
    throw new Error(`${command} ${how}:\n${said.slice(-2_000)}\n${complained.slice(-2_000)}`);
  }
  return {
    seconds: (performance.now() - started) / 1000,
    said,
    async end() {
      kill("SIGINT");
      await ended;
    },
  };
}
