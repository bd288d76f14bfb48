import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, unlink } from "node:fs/promises";
import { join } from "node:path";
import { explainDisk } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Position } from "./appender.ts";
import { writeWhole } from "./files.ts";

/** What a snapshot is of. */
export interface SnapshotHead {
  number: number;
  hash: string;
  time: number;
  /** Where in the journal the blocks behind this one begin. */
  journal: Position;
}

/** A snapshot: its head and the engine's own dump. */
export interface Snapshot extends SnapshotHead {
  state: Buffer;
}

/** The folder of snapshots: a help for fast starts, never the record. */
export interface Snapshots {
  /** Numbers of the blocks with a snapshot file, newest first; reading one may still find it damaged. */
  list(): Promise<number[]>;
  /** The snapshot of a block, or undefined with a sentence in the log when it cannot be used. */
  load(number: number): Promise<Snapshot | undefined>;
  /** Writes one and removes all but it and the one before. */
  save(snapshot: Snapshot): Promise<void>;
}

const MAGIC = "data-voucher snapshot 1\n";
const NAME = /^block-(\d+)\.snapshot$/;
const KEPT = 2;

/** Opens `<dataDir>/snapshots`, which exists after `lockFolder` and a first save. */
export function createSnapshots(dataDir: string, log: Log): Snapshots {
  const folder = join(dataDir, "snapshots");
  const pathOf = (number: number) => join(folder, `block-${number}.snapshot`);

  async function names(): Promise<string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw explainDisk(error, folder);
    }
  }

  async function list(): Promise<number[]> {
    const numbers = (await names()).flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
    return numbers.sort((a, b) => b - a);
  }

  return {
    list,
    async load(number) {
      const path = pathOf(number);
      try {
        return decode(await readFile(path));
      } catch (error) {
        log.warn(`The snapshot ${path} cannot be used (${(error as Error).message}): an older one or the journal is.`);
        return undefined;
      }
    },
    async save(snapshot) {
      await mkdirSafe(folder);
      const { state, ...head } = snapshot;
      const json = Buffer.from(`${JSON.stringify(head)}\n`);
      const digest = createHash("sha256").update(json).update(state).digest("hex");
      await writeWhole(pathOf(snapshot.number), [Buffer.from(`${MAGIC}${digest}\n`), json, state]);
      const old = (await list()).filter((number) => number !== snapshot.number).slice(KEPT - 1);
      const leftovers = (await names()).filter((name) => name.endsWith(".tmp")).map((name) => join(folder, name));
      for (const path of [...old.map(pathOf), ...leftovers]) await unlink(path);
    },
  };
}

function decode(bytes: Buffer): Snapshot {
  const digestAt = MAGIC.length;
  const jsonAt = digestAt + 65;
  if (bytes.length < jsonAt || bytes.toString("latin1", 0, digestAt) !== MAGIC) throw new Error("it is no snapshot");
  const body = bytes.subarray(jsonAt);
  const digest = createHash("sha256").update(body).digest("hex");
  if (bytes.toString("latin1", digestAt, jsonAt) !== `${digest}\n`) {
    throw new Error("its checksum is wrong: cut off or altered");
  }
  const stateAt = body.indexOf(10) + 1;
  const head = JSON.parse(body.toString("utf8", 0, stateAt)) as SnapshotHead;
  return { ...head, state: body.subarray(stateAt) };
}

async function mkdirSafe(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw explainDisk(error, folder);
  }
}
