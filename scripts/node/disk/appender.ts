import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { explainDisk } from "../errors.ts";
import { encodeRecord } from "./records.ts";

/** Where a record ended up: offset behind it and the check that the next record continues. */
export interface Position {
  offset: number;
  check: number;
}

/** Appends records to one file; a promise resolves when its record is on disk. */
export interface Appender {
  /** Writes and syncs; records given while a sync is under way share the next one (group commit). */
  append(payload: Uint8Array): Promise<Position>;
  /** Position behind the last record that is on disk. */
  position(): Position;
  /** Waits for everything given so far, then closes the file. */
  close(): Promise<void>;
}

interface Waiting {
  payload: Uint8Array;
  resolve: (position: Position) => void;
  reject: (error: Error) => void;
}

/**
 * Opens `path` for appending behind `start`; whatever stands behind that position is cut.
 * A write that fails (no space) is undone and reported, and later appends are tried again; a sync that fails is final,
 * because what the disk then holds is unknown: every later append is refused until a restart has read the file again.
 */
export async function createAppender(path: string, start: Position): Promise<Appender> {
  let file: FileHandle;
  try {
    file = await open(path, "r+");
    if ((await file.stat()).size > start.offset) {
      await file.truncate(start.offset);
      await file.sync();
    }
  } catch (error) {
    throw explainDisk(error, path);
  }
  let position = start;
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let broken: Error | undefined;

  async function writeGroup(group: Waiting[]): Promise<void> {
    const pieces: Buffer[] = [];
    const positions: Position[] = [];
    let { offset, check } = position;
    for (const { payload } of group) {
      const record = encodeRecord(payload, check);
      pieces.push(record.bytes);
      offset += record.bytes.length;
      check = record.check;
      positions.push({ offset, check });
    }
    const bytes = Buffer.concat(pieces);
    try {
      for (let written = 0; written < bytes.length;) {
        written += (await file.write(bytes, written, bytes.length - written, position.offset + written)).bytesWritten;
      }
    } catch (error) {
      await file.truncate(position.offset).catch((again: unknown) => {
        broken = explainDisk(again, path);
      });
      throw explainDisk(error, path);
    }
    try {
      await file.datasync();
    } catch (error) {
      broken = explainDisk(error, path);
      throw broken;
    }
    position = { offset, check };
    group.forEach((entry, index) => entry.resolve(positions[index] as Position));
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        if (broken) throw broken;
        await writeGroup(group);
      } catch (error) {
        for (const entry of group) entry.reject(error as Error);
      }
    }
    running = undefined;
  }

  return {
    append: (payload) =>
      new Promise((resolve, reject) => {
        waiting.push({ payload, resolve, reject });
        running ??= Promise.resolve().then(drain);
      }),
    position: () => position,
    async close() {
      await running;
      await file.close();
    },
  };
}
