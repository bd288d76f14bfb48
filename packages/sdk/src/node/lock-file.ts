import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { LedgerError } from "../errors/ledger-error.ts";

/**
 * Takes a lock that lasts as long as this process: a file with its process id. That of a process that was killed is taken
 * over.
 *
 * @returns gives the lock back
 * @throws LedgerError INTAKE_RUNNING when a living process has it
 */
export function lockFile(path: string): () => void {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx", mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code !== "EEXIST") throw new LedgerError("STORE_FAILED", { cause, details: { path } });
    }
    const holder = holderOf(path);
    if (holder === undefined ? isFresh(path) : isAlive(holder))
      throw new LedgerError("INTAKE_RUNNING", { details: { path, holder } });
    rmSync(path, { force: true });
  }
}

/** The process that a lock names; undefined for a lock that was not finished, or is gone. */
function holderOf(path: string): number | undefined {
  try {
    const holder = Number(readFileSync(path, "utf8"));
    return Number.isInteger(holder) && holder > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a lock that names nobody may be about to: it is made first and written then. */
function isFresh(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < 2_000;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
