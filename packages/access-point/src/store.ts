import { Level } from "level";
import type { Line, LineRow, LogEntry } from "./line.ts";
import type { QuotaRow } from "./quota.ts";

/** Keeps lines and their logs over a restart. */
export interface LineStore {
  load(): Promise<LineRow[]>;
  /** Every quota that was ever counted towards. */
  loadQuotas(): Promise<QuotaRow[]>;
  /** Writes lines with the entries of their logs and their quotas in one batch; `sync` waits for the disk. */
  save(lines: readonly Line[], sync: boolean): Promise<void>;
  /** The log of a line, oldest first. */
  log(voucherId: string, epoch: number, begun: number): AsyncGenerator<LogEntry, void>;
  close(): Promise<void>;
}

const number = (value: number) => value.toString().padStart(16, "0");

/**
 * Opens the store in a folder. A line is kept until another of its voucher takes its place; logs are kept for ever, by
 * voucher, epoch and the units with which the line began.
 */
export async function openLineStore(folder: string): Promise<LineStore> {
  const level = new Level<string, unknown>(folder, { valueEncoding: "json" });
  await level.open();
  const lines = level.sublevel<string, LineRow>("line", { valueEncoding: "json" });
  const quotas = level.sublevel<string, QuotaRow>("quota", { valueEncoding: "json" });
  const logs = level.sublevel<string, LogEntry>("log", { valueEncoding: "json" });
  const prefix = (voucherId: string, epoch: number, begun: number) => `${voucherId}:${number(epoch)}:${number(begun)}:`;
  return {
    load: () => lines.values().all(),
    loadQuotas: () => quotas.values().all(),
    async save(changed, sync) {
      if (changed.length === 0) return;
      const batch = level.batch();
      const written = changed.map((line) => [line, line.unwritten] as const);
      for (const [line, entries] of written) {
        const { voucherId, epoch, openingUnits } = line.row;
        batch.put(voucherId, { ...line.row }, { sublevel: lines });
        for (const { row } of line.quotas) batch.put(row.group, { ...row }, { sublevel: quotas });
        const first = line.row.entries - entries.length;
        for (const [i, entry] of entries.entries()) {
          batch.put(prefix(voucherId, epoch, openingUnits) + number(first + i), entry, { sublevel: logs });
        }
        line.unwritten = [];
      }
      try {
        await batch.write({ sync });
      } catch (error) {
        for (const [line, entries] of written) line.unwritten = [...entries, ...line.unwritten];
        throw error;
      }
    },
    async *log(voucherId, epoch, begun) {
      const at = prefix(voucherId, epoch, begun);
      for await (const entry of logs.values({ gte: at, lt: `${at}~` })) yield entry;
    },
    close: () => level.close(),
  };
}
