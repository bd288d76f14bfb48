import { key, u32 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { shanghaiDay } from "./count.ts";

const kinds = ["initial", "transfer", "change", "renewal", "cancellation"] as const;

/**
 * What is counted of a registry's work, group and name, in the order in which it is told. Every count is a whole number.
 *
 * - `applied`: applications filed, by kind; those that wait for a consent count when the last consent files them.
 * - `begun`: cancellations that the registry began itself (article 37).
 * - `certified`, `refused`, `withdrawn`, `lapsed`: how cases ended, by kind.
 * - `refusedFor`: grounds of refusal (articles 18, 22, 25).
 * - `accepted`: answers within the limit, after it, and by law because there was none (article 17).
 * - `supplement`: asked for, given, missed (articles 17, 18).
 * - `finished`: certified or refused within the time of article 28, after it, or while it could not be told.
 * - `examination.extended` (article 28), `notice` published and waived (article 24).
 * - `objection`: raised, upheld, dismissed; `late` of those decided after their limit (article 25).
 * - `laterObjection`: objections after registration, and how they went (article 29).
 * - `certificates`: issued (`samples` of them marked 演示), adjusted, and ended by transfer or cancellation.
 * - `workingDays`: from acceptance to the certificate, notice and objections included: their sum over so many cases.
 */
export const workCounts = {
  applied: kinds,
  begun: ["exOfficio"],
  certified: kinds,
  refused: kinds,
  refusedFor: ["harm", "unlawfulSource", "openDispute", "falseProof", "notVerifiable", "objectionUpheld"],
  withdrawn: kinds,
  lapsed: kinds,
  accepted: ["inTime", "late", "byLaw"],
  supplement: ["asked", "given", "missed"],
  finished: ["inTime", "late", "untold"],
  examination: ["extended"],
  notice: ["published", "waived"],
  objection: ["raised", "upheld", "dismissed", "late"],
  laterObjection: ["raised", "agreed", "upheld", "dismissed", "mediated"],
  certificates: ["issued", "samples", "adjusted", "transferred", "cancelled"],
  workingDays: ["sum", "cases"],
} as const;

/** A count, as `accepted.inTime`. */
export type WorkCount = {
  [Group in keyof typeof workCounts]: `${Group}.${(typeof workCounts)[Group][number]}`;
}[keyof typeof workCounts];

/** Counts of one month; those that are 0 are left out. */
export type WorkRow = { readonly [Name in WorkCount]?: number };

/** What a registry did in a month, in Shanghai: key registry, year, month. */
export const workTable = defineTable<WorkRow>("work");

/** Year and month in Shanghai of a moment, as they stand in keys. */
export function monthOf(time: number): readonly [year: string, month: string] {
  const [year, month] = shanghaiDay(time).split("-");
  return [u32(Number(year)), u32(Number(month))];
}

/** Adds to what a registry did in the month of a moment. */
export function countWork(tx: Tx, registry: string, time: number, name: WorkCount, change = 1): void {
  if (change === 0) return;
  const at = key(registry, ...monthOf(time));
  const before = tx.get(workTable, at) ?? {};
  const { [name]: old = 0, ...others } = before;
  const sum = old + change;
  tx.put(workTable, at, sum === 0 ? others : { ...others, [name]: sum });
}
