import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A program of this folder running as a process of its own. */
export interface Child {
  send(line: string): void;
  /** kill -9 */
  kill(): Promise<void>;
}

/** Starts it and returns when it says "ready"; every other line goes to the listener. */
export async function startChild(program: string, args: string[], onLine: (line: string) => void): Promise<Child> {
  const file = fileURLToPath(new URL(`${program}.ts`, import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [file, ...args]);
  const exited = once(child, "exit");
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdin.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on("line", (line) => (line === "ready" ? resolve() : onLine(line)));
    void exited.then(() => reject(new Error(`${program} ended before it was ready: ${complaint}`)));
  });
  return {
    send: (line) => void child.stdin.write(`${line}\n`),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
