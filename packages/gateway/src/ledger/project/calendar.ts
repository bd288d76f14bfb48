import { createCalendar, type WorkingCalendar, type YearBits } from "@data-voucher/sdk";
import { key, u32 } from "../../store/keys.ts";
import { defineTable, type Reader } from "../../store/table.ts";
import { count } from "./count.ts";
import type { Handlers } from "./handlers.ts";
import { remember } from "./history.ts";

/** The working days of a year, in one of the versions that were loaded. */
export interface CalendarRow {
  /** 1 when first loaded, one more with every amendment. */
  readonly version: number;
  /** The two words in which the ledger keeps them, as decimal strings. */
  readonly workingDays: readonly [string, string];
  readonly loadedAt: number;
  readonly byParty: string;
  readonly documentDigest: string;
  readonly transaction: string;
}

/** The years as they stand: key year. */
export const calendarTable = defineTable<CalendarRow>("calendar");

/** Every version of every year: key year, version. */
export const calendarVersionTable = defineTable<CalendarRow>("calendarVersion");

/** The words of a row. */
export function bitsOf({ workingDays: [first, second] }: Pick<CalendarRow, "workingDays">): YearBits {
  return [BigInt(first), BigInt(second)];
}

/** The working-day calendar of the rows as they are when it is asked first. */
export function calendarOf(reader: Pick<Reader, "get">): WorkingCalendar {
  const known = new Map<number, YearBits | undefined>();
  const get = (year: number) => {
    if (!known.has(year)) {
      const row = reader.get(calendarTable, u32(year));
      known.set(year, row && bitsOf(row));
    }
    return known.get(year);
  };
  return createCalendar({ get });
}

/** The working-day calendar. */
export const calendarHandlers: Handlers = {
  CalendarYearLoaded({ year, version, byParty, workingDays, documentDigest }, event, tx) {
    const row: CalendarRow = {
      version,
      workingDays,
      loadedAt: event.time,
      byParty,
      documentDigest,
      transaction: event.tx,
    };
    tx.put(calendarTable, u32(year), row);
    tx.put(calendarVersionTable, key(u32(year), u32(version)), row);
    remember(tx, event, "party", byParty);
    if (version === 1) count(tx, "calendarYears");
  },
};
