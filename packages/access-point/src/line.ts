import { createHash } from "node:crypto";
import { countTowards, type Quota } from "./quota.ts";
import { showReceipt, type AnalysisInput, type PurposeInput, type UseReceipt } from "@data-voucher/sdk";

/** What is kept of a line of receipts. Units are whole numbers of at most 48 bits, times seconds since 1970. */
export interface LineRow {
  readonly voucherId: string;
  readonly epoch: number;
  readonly openingUnits: number;
  readonly purpose: PurposeInput;
  readonly analysis: AnalysisInput;
  /** Units served since the line began. */
  served: number;
  lastUse: number;
  /** Digest of the log so far: of each entry with the digest before it. */
  logDigest: string;
  /** Entries of the log. */
  entries: number;
  /** The latest receipt that the holder signed. */
  signed: { readonly receipt: UseReceipt; readonly signature: string } | null;
  /** Units that the ledger counted. */
  settled: number;
}

/** An entry of a line's log: which use, when, how many units, and what was asked for. */
export type LogEntry = readonly [served: number, at: number, units: number, what: string];

/** A line that is being served. */
export interface Line {
  readonly row: LineRow;
  /** Units of requests that are not answered yet. */
  reserved: number;
  /** Why nothing may be served now; undefined while it may. */
  refused: { readonly code: string; readonly title: string } | undefined;
  /** When the ledger was last asked about the voucher, in milliseconds. */
  checkedAt: number;
  /** Entries that are not written yet. */
  unwritten: LogEntry[];
  /** Receipts that were offered for signing, the latest last. */
  offers: UseReceipt[];
  /** What its uses count towards besides its own units; known once a session was opened. */
  quotas: readonly Quota[];
}

const noLog = `0x${"0".repeat(64)}`;

/** A line that begins with what the voucher has. */
export function beginLine(
  facts: Pick<LineRow, "voucherId" | "epoch" | "openingUnits" | "purpose" | "analysis">,
): LineRow {
  return { ...facts, served: 0, lastUse: 0, logDigest: noLog, entries: 0, signed: null, settled: 0 };
}

/** Units that the holder signed for. */
export const signedUnits = ({ signed }: LineRow): number => (signed === null ? 0 : Number(signed.receipt.usedUnits));

/** Digest of a log after an entry. */
export function nextDigest(before: string, entry: LogEntry): string {
  return `0x${createHash("sha256").update(before).update(JSON.stringify(entry)).digest("hex")}`;
}

/** Counts a use that was served. */
export function countUse(line: Line, units: number, what: string, now: number): void {
  const { row } = line;
  for (const quota of line.quotas) countTowards(quota, units, now);
  row.served += units;
  row.entries += 1;
  row.lastUse = Math.floor(now / 1000);
  const entry: LogEntry = [row.served, now, units, what];
  row.logDigest = nextDigest(row.logDigest, entry);
  line.unwritten.push(entry);
}

/** The receipt for everything that a line served. */
export function receiptOf(row: LineRow, over: Partial<UseReceipt> = {}): UseReceipt {
  const { voucherId, epoch, openingUnits, purpose, analysis, served, lastUse, logDigest } = row;
  return showReceipt({
    voucherId,
    epoch,
    openingUnits: String(openingUnits),
    usedUnits: String(served),
    purpose,
    analysis,
    usedUntil: lastUse,
    logDigest,
    ...over,
  });
}
