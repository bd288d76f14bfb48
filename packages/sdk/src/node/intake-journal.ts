import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { LedgerError } from "../errors/ledger-error.ts";
import { random32 } from "../input/random.ts";
import type { IntakeJournal, LineOutcome } from "../intake/journal.ts";
import { lockFile } from "./lock-file.ts";

/** A journal on disk; `close` lets another run have it. */
export type FileJournal = IntakeJournal & { close(): void };

type Entry =
  | { readonly intake: 1; readonly identity: string; readonly seed: string }
  | { readonly put: readonly [key: string, value: string] }
  | { readonly outcome: LineOutcome }
  | { readonly again: string };

/**
 * Opens the journal of an import, or begins one: a file of JSON, one entry a line, of which a last line without its end
 * was cut off by a crash and never counted. One process at a time has it.
 *
 * @param identity what `intakeIdentity` makes of the lines
 * @throws LedgerError INTAKE_JOURNAL_OF_OTHER when it belongs to other lines, INTAKE_RUNNING, STORE_FAILED
 */
export function openIntakeJournal(path: string, identity: string): FileJournal {
  const unlock = lockFile(`${path}.lock`);
  try {
    return open(path, identity, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Whether the import of these lines was begun: its journal holds a signed transaction, so something may have been sent. A
 * journal that was opened and no more is none that was begun. Reads only, also while another process has the journal.
 */
export function intakeBegun(path: string, identity: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return false;
  }
  // What follows the last line break was cut off by a crash.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const first = whole.slice(0, Math.max(0, whole.indexOf("\n")));
  return first === JSON.stringify(headOf(identity, seedOf(first))) && signedEntry.test(whole);
}

/** An entry by which the queue keeps a signed transaction, before it is sent; the queue's window alone says nothing. */
const signedEntry = /\n\{"put":\["[^"\n]*\btransaction\/\d+","(?!null")/;

const headOf = (identity: string, seed: string) => ({ intake: 1, identity, seed }) as const;
const seedOf = (text = "") => /"seed":"(0x[\da-f]{64})"/.exec(text)?.[1] ?? "";

function open(path: string, identity: string, unlock: () => void): FileJournal {
  const entries = readEntries(path);
  const [head] = entries;
  if (head && !("intake" in head && head.identity === identity)) {
    throw new LedgerError("INTAKE_JOURNAL_OF_OTHER", { details: { path } });
  }
  const file = openSync(path, "a", 0o600);
  const append = (entries: readonly Entry[], durable: boolean) => {
    writeSync(file, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
    if (durable) fsyncSync(file);
  };
  const begin = (): string => {
    const seed = random32();
    append([headOf(identity, seed)], true);
    syncFolder(dirname(path));
    return seed;
  };
  const seed = head && "seed" in head ? head.seed : begin();
  const stored = new Map<string, string>();
  const outcomes = new Map<number, LineOutcome>();
  const attempts = new Map<string, number>();
  const again = (request: string) => attempts.set(request, (attempts.get(request) ?? 0) + 1);
  for (const entry of entries) {
    if ("put" in entry) stored.set(...entry.put);
    if ("outcome" in entry) outcomes.set(entry.outcome.line, entry.outcome);
    if ("again" in entry) again(entry.again);
  }
  const putAll = (all: readonly (readonly [key: string, value: string])[]) => {
    append(
      all.map((put) => ({ put })),
      true,
    );
    for (const [key, value] of all) stored.set(key, value);
  };
  return {
    seed,
    store: {
      get: async (key) => stored.get(key),
      async put(key, value) {
        putAll([[key, value]]);
      },
      async putAll(all) {
        putAll(all);
      },
    },
    outcomes: () => outcomes,
    putOutcome(outcome) {
      append([{ outcome }], false);
      outcomes.set(outcome.line, outcome);
    },
    attempts: (request) => attempts.get(request) ?? 0,
    startAgain(request) {
      append([{ again: request }], true);
      again(request);
    },
    close() {
      fsyncSync(file);
      closeSync(file);
      unlock();
    },
  };
}

function readEntries(path: string): Entry[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw new LedgerError("STORE_FAILED", { cause, details: { path } });
  }
  const end = bytes.lastIndexOf("\n") + 1;
  if (end < bytes.length) truncateSync(path, end);
  try {
    const lines = bytes.toString("utf8", 0, end).split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Entry);
  } catch (cause) {
    throw new LedgerError("INTAKE_JOURNAL_OF_OTHER", { cause, details: { path } });
  }
}

/** A new file is only there after a crash when its folder was synced. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  fsyncSync(folder);
  closeSync(folder);
}
