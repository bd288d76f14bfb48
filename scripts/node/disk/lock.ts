import { mkdir, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { explainDisk, NodeError } from "../errors.ts";

/** The hold of one process on a data folder. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes a data folder for this process, creating it when needed.
 * The lock is one of the operating system on the file `lock` (taken through SQLite, which Node carries), so it ends
 * with its holder however that dies and there is never a stale one to judge.
 * @throws NodeError NODE_DATA_IN_USE, NODE_DATA_READONLY, NODE_DATA_FULL
 */
export async function lockFolder(dataDir: string): Promise<FolderLock> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainDisk(error, dataDir);
  }
  const path = join(dataDir, "lock");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    // journal_mode=MEMORY: no side file; nothing is ever stored.
    database.exec("PRAGMA journal_mode=MEMORY; PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    const message = (error as Error).message;
    if (/locked|busy/i.test(message)) {
      throw new NodeError(
        "NODE_DATA_IN_USE",
        `The data folder ${dataDir} is in use by another running node: stop that one or choose another folder.`,
        error,
      );
    }
    // A folder that cannot be written says so in words of its own.
    await probeFolder(dataDir);
    throw new NodeError("NODE_DATA_READONLY", `The lock file ${path} cannot be opened (${message}).`, error);
  }
  const held = database;
  try {
    await probeFolder(dataDir);
  } catch (error) {
    held.close();
    throw error;
  }
  return { release: () => held.close() };
}

/**
 * Writes a byte and takes it away. Only under the lock: two processes at the same probe would take each other's away.
 * @throws NodeError NODE_DATA_READONLY, NODE_DATA_FULL
 */
async function probeFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, "probe.tmp");
  try {
    const file = await open(probe, "w", 0o600);
    await file.writeFile("x");
    await file.close();
    await unlink(probe);
  } catch (error) {
    throw explainDisk(error, dataDir);
  }
}
