import { existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import type { QueueStore } from "@data-voucher/sdk";

/** Keeps what a key has sent in a file, one entry a line. One program at a time, one file for each key. */
export function createFileStore(path: string): QueueStore {
  const text = existsSync(path) ? readFileSync(path, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").filter(Boolean);
  const entries = new Map(lines.map((line) => JSON.parse(line) as [string, string]));
  // A last line without its end was cut off while it was written, and never counted.
  if (whole !== text) truncateSync(path, Buffer.byteLength(whole));
  const file = openSync(path, "a", 0o600);
  return {
    get: async (key) => entries.get(key),
    async put(key, value) {
      writeSync(file, `${JSON.stringify([key, value])}\n`);
      fsyncSync(file);
      entries.set(key, value);
    },
  };
}
