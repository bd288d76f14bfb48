import { createHash } from "node:crypto";
import { periodStart, type Frequency } from "./frequency.ts";
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
  /** Whose frequency it counts towards: series and holder; and units served since the period began, in milliseconds. */
  readonly group: string;
  readonly inPeriod: { begun: number; units: number };
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
  /** How often its units may be used; null where the terms do not say. Known once a session was opened. */
  frequency?: Frequency | null;
}

const noLog = `0x${"0".repeat(64)}`;

/** A line that begins with what the voucher has. */
export function beginLine(
  facts: Pick<LineRow, "voucherId" | "epoch" | "openingUnits" | "purpose" | "analysis"> &
    Partial<Pick<LineRow, "group">>,
  inPeriod = { begun: 0, units: 0 },
): LineRow {
  const none = { served: 0, lastUse: 0, logDigest: noLog, entries: 0, signed: null, settled: 0 };
  return { group: "", ...facts, ...none, inPeriod: { ...inPeriod } };
}

/** Units that the holder signed for. */
export const signedUnits = ({ signed }: LineRow): number => (signed === null ? 0 : Number(signed.receipt.usedUnits));

/** Digest of a log after an entry. */
export function nextDigest(before: string, entry: LogEntry): string {
  return `0x${createHash("sha256").update(before).update(JSON.stringify(entry)).digest("hex")}`;
}

/** Counts a use that was served. */
export function countUse(line: Line, units: number, what: string, now: number): void {
  const { row, frequency } = line;
  if (frequency) {
    const begun = periodStart(frequency.period, now);
    if (row.inPeriod.begun !== begun) Object.assign(row.inPeriod, { begun, units: 0 });
    row.inPeriod.units += units;
  }
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
