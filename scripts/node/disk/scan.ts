import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { parseRecord } from "./records.ts";

const CHUNK = 4 * 1024 * 1024;

/** A record as found in a file. `next` is the offset behind it, `check` what the record after it continues. */
export interface FoundRecord {
  payload: Buffer;
  offset: number;
  next: number;
  check: number;
}

/** How a file of records ended. */
export interface ScanEnd {
  /** Offset behind the last whole record. */
  end: number;
  /** Check of the last whole record. */
  check: number;
  /** Bytes of an unfinished record behind `end`, 0 when the file ends cleanly. */
  torn: number;
}

/** Damage that is not an unfinished last record; whoever owns the file says what to do about it. */
export class DamagedRecord extends Error {
  readonly offset: number;

  constructor(offset: number, reason: string) {
    super(reason);
    this.name = "DamagedRecord";
    this.offset = offset;
  }
}

/**
 * Walks the records of a file from `from` to its end, in order.
 * A last record that the file's end cuts off, or whose end was never written and reads as zeros, is an unfinished
 * write and is reported as torn; anything else that does not fit throws {@link DamagedRecord}.
 */
export async function scanRecords(
  path: string,
  visit: (record: FoundRecord) => void | Promise<void>,
  from = { offset: 0, check: 0 },
): Promise<ScanEnd> {
  const file = await open(path, "r");
  try {
    const size = (await file.stat()).size;
    let { offset, check } = from;
    let window: Buffer = Buffer.alloc(0);
    for (;;) {
      const parsed = parseRecord(window, check);
      if (parsed.kind === "record") {
        const next = offset + parsed.size;
        await visit({ payload: parsed.payload, offset, next, check: parsed.check });
        window = window.subarray(parsed.size);
        offset = next;
        check = parsed.check;
        continue;
      }
      const loaded = offset + window.length;
      if (parsed.kind === "short" && loaded < size) {
        const want = Math.min(size - loaded, Math.max(CHUNK, parsed.needed - window.length));
        window = Buffer.concat([window, await readAt(file, loaded, want)]);
        continue;
      }
      if (parsed.kind === "bad" && !(await onlyZeros(file, offset + parsed.needed - 1, size))) {
        throw new DamagedRecord(offset, parsed.reason);
      }
      return { end: offset, check, torn: size - offset };
    }
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function onlyZeros(file: FileHandle, from: number, to: number): Promise<boolean> {
  for (let at = from; at < to; at += CHUNK) {
    const bytes = await readAt(file, at, Math.min(CHUNK, to - at));
    if (bytes.some((byte) => byte !== 0)) return false;
  }
  return true;
}
