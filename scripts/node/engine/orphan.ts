import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { readIfThere, writeWhole } from "../disk/files.ts";
import type { Log } from "../log.ts";

/** An engine process as noted in the data folder. */
interface Note {
  pid: number;
  identity: string;
}

const NAME = "engine.json";

/**
 * What tells a process from a later one with the same id: its start time and command line.
 * Undefined when there is no such process or the system does not say.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
      const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
      return `${started} ${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim()}`;
    }
    if (process.platform === "win32") return undefined;
    return execFileSync("ps", ["-o", "lstart=,command=", "-p", String(pid)], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Notes the running engine, so that the next start can end it should it outlive us. */
export async function noteEngine(dataDir: string, pid: number): Promise<void> {
  const identity = processIdentity(pid);
  if (identity) await writeWhole(join(dataDir, NAME), [Buffer.from(JSON.stringify({ pid, identity } satisfies Note))]);
}

/** Ends an engine that outlived a killed node; called while the folder's lock is held, so it can be nobody else's. */
export async function endOrphan(dataDir: string, log: Log): Promise<void> {
  const path = join(dataDir, NAME);
  const bytes = await readIfThere(path);
  if (!bytes) return;
  let note: Note | undefined;
  try {
    note = JSON.parse(bytes.toString("utf8")) as Note;
  } catch {
    log.warn(`The note ${path} about an earlier engine cannot be read and is removed.`);
  }
  if (note && processIdentity(note.pid) === note.identity) {
    log.warn(`An engine of an earlier run (process ${note.pid}) was still there and is ended.`);
    try {
      process.kill(note.pid, "SIGKILL");
    } catch {
      // It ended in between.
    }
  }
  await unlink(path);
}
