import { momentOf, workingDayBefore } from "../story/calendar.ts";
import { historyWorkingDays } from "../story/days.ts";
import { readIfThere, writeWhole } from "./files.ts";
import { StartError } from "./start-error.ts";

/** What `ledger.json` says: the ledger that a data folder was made for. It never changes. */
export interface LedgerFile {
  readonly format: 1;
  readonly chainId: number;
  /** Seconds since 1970 of block 0. */
  readonly genesisTime: number;
  /** Whether it begins with the first-start history. */
  readonly story: boolean;
}

/** No other network uses this chain id, so that a transaction signed for one cannot be replayed on the other. */
const chainId = 452_022;

/** What a new ledger is like. */
export function newLedger(empty: boolean, now: number): LedgerFile {
  const seconds = Math.floor(now / 1000);
  const genesisTime = empty ? seconds : momentOf(workingDayBefore(seconds, historyWorkingDays), "08:30");
  return { format: 1, chainId, genesisTime, story: !empty };
}

/**
 * Reads the file; undefined when there is none.
 * @throws StartError DATA_DAMAGED
 */
export async function readLedgerFile(path: string): Promise<LedgerFile | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const content = JSON.parse(text) as LedgerFile;
    const { format, chainId: id, genesisTime, story } = content;
    const numbers = [id, genesisTime].every((value) => Number.isSafeInteger(value) && value > 0);
    if (format === 1 && numbers && typeof story === "boolean") return content;
  } catch {
    // Said below, with the file's name.
  }
  throw new StartError(
    "DATA_DAMAGED",
    `${path} cannot be read. Restore it from a backup, or set DATA_DIR to another folder to begin a new ledger.`,
  );
}

/** Writes the file of a new ledger. */
export async function writeLedgerFile(path: string, content: LedgerFile): Promise<void> {
  await writeWhole(path, `${JSON.stringify(content, null, 2)}\n`, 0o644);
}
