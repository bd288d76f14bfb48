import type { WorkJson } from "../../schemas/registry.ts";
import { key, u32 } from "../../store/keys.ts";
import { workCounts, workTable, type WorkCount, type WorkRow } from "../project/work-count.ts";
import { csvCell } from "../provenance/csv.ts";
import type { Reading } from "./reading.ts";

/** Every count, group and name, in the order in which it is told. */
const names = Object.entries(workCounts).flatMap(([group, all]) => all.map((name) => [group, name] as const));

function show(row: WorkRow): WorkJson {
  const told: Record<string, Record<string, number>> = {};
  for (const [group, name] of names) (told[group] ??= {})[name] = row[`${group}.${name}` as WorkCount] ?? 0;
  return told as WorkJson;
}

/** What a registry did in a month, 1 to 12. */
export function workIn({ view }: Pick<Reading, "view">, registry: string, year: number, month: number): WorkJson {
  return show(view.get(workTable, key(registry, u32(year), u32(month))) ?? {});
}

/** What a registry did in each month of a year, January first. */
export function workOfYear(reading: Pick<Reading, "view">, registry: string, year: number): WorkJson[] {
  return Array.from({ length: 12 }, (_, i) => workIn(reading, registry, year, i + 1));
}

/** Counts of several months together. */
export function sumOf(months: readonly WorkJson[]): WorkJson {
  const row: Partial<Record<WorkCount, number>> = {};
  for (const [group, name] of names) {
    const count = (work: WorkJson) => (work[group as keyof WorkJson] as Record<string, number>)[name] ?? 0;
    row[`${group}.${name}` as WorkCount] = months.reduce((sum, work) => sum + count(work), 0);
  }
  return show(row);
}

/** Counts as CSV (RFC 4180): one line a count, one column a month, and their sum. */
export function workAsCsv(months: readonly WorkJson[]): string {
  const total = sumOf(months);
  const header = ["group", "count", ...months.map((_, i) => String(i + 1).padStart(2, "0")), "total"];
  const lines = names.map(([group, name]) => {
    const of = (work: WorkJson) => (work[group as keyof WorkJson] as Record<string, number>)[name] ?? 0;
    return [group, name, ...months.map(of), of(total)];
  });
  return [header, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}
