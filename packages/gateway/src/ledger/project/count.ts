import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";

/** Whole numbers over the whole ledger; units are decimal strings because their sum can pass 2^53. */
export interface CountRow {
  readonly counts: Readonly<Record<CountName, number>>;
  readonly units: Readonly<Record<UnitsName, string>>;
}

/** What is counted. */
export type CountName =
  | "parties"
  | "accounts"
  | "assets"
  | "cases"
  | "certificates"
  | "records"
  | "authorisations"
  | "profiles"
  | "calendarYears"
  | "series"
  | "vouchers"
  | "transfers"
  | "uses"
  | "events"
  | "transactions";

/** Which units are summed. */
export type UnitsName = "issued" | "used" | "licensed" | "cancelled" | "expired";

/** The one row of counts: key "all". */
export const countTable = defineTable<CountRow>("count");

/** What happened on one day in Shanghai: key the day, as 2026-09-01. */
export interface DayRow {
  readonly issued: string;
  readonly used: string;
  readonly transferred: number;
  readonly certificates: number;
}

/** A day on which nothing happened. */
export const noDay: DayRow = { issued: "0", used: "0", transferred: 0, certificates: 0 };

/** What happened by day. */
export const dayTable = defineTable<DayRow>("day");

/** The counts before the first event. */
export const noCounts: CountRow = {
  counts: {
    parties: 0,
    accounts: 0,
    assets: 0,
    cases: 0,
    certificates: 0,
    records: 0,
    authorisations: 0,
    profiles: 0,
    calendarYears: 0,
    series: 0,
    vouchers: 0,
    transfers: 0,
    uses: 0,
    events: 0,
    transactions: 0,
  },
  units: { issued: "0", used: "0", licensed: "0", cancelled: "0", expired: "0" },
};

const shanghaiOffset = 8 * 3600;

/** The calendar day in Shanghai (UTC+8 all year) of a time in seconds, as 2026-09-01. */
export function shanghaiDay(time: number): string {
  const day = Math.floor((time + shanghaiOffset) / 86_400);
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * 86_400_000).toISOString().slice(0, 10) };
  return lastDay.text;
}

/** Events come by the thousand from one day. */
let lastDay = { day: -1, text: "" };

/** Counts every event. */
export function countEvent(tx: Tx): void {
  count(tx, "events");
}

/** Adds to a count. */
export function count(tx: Tx, name: CountName, change = 1): void {
  const row = tx.get(countTable, "all") ?? noCounts;
  tx.put(countTable, "all", { ...row, counts: { ...row.counts, [name]: row.counts[name] + change } });
}

/** Adds to a sum of units. */
export function countUnits(tx: Tx, name: UnitsName, units: number): void {
  const row = tx.get(countTable, "all") ?? noCounts;
  const sum = (BigInt(row.units[name]) + BigInt(units)).toString();
  tx.put(countTable, "all", { ...row, units: { ...row.units, [name]: sum } });
}

/** Adds to what happened on the day of an event. */
export function countDay(
  tx: Tx,
  time: number,
  change: { issued?: number; used?: number; transferred?: 1; certificates?: 1 },
): void {
  const day = shanghaiDay(time);
  const row = tx.get(dayTable, day) ?? noDay;
  const sum = (before: string, more = 0) => (more === 0 ? before : (BigInt(before) + BigInt(more)).toString());
  tx.put(dayTable, day, {
    certificates: row.certificates + (change.certificates ?? 0),
    issued: sum(row.issued, change.issued),
    transferred: row.transferred + (change.transferred ?? 0),
    used: sum(row.used, change.used),
  });
}
