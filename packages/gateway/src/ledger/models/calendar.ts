import { deadlineText, dateText, dayOf, unpackYear } from "@data-voucher/sdk";
import { rfc3339 } from "./time.ts";
import { fault } from "../../errors.ts";
import type { CalendarYearJson, YearVersionJson } from "../../schemas/calendar.ts";
import { fromHex, u32 } from "../../store/keys.ts";
import { bitsOf, calendarOf, calendarTable, calendarVersionTable, type CalendarRow } from "../project/calendar.ts";
import type { Reading } from "./reading.ts";

/** As many years as the ledger takes: 2000 to 2999. */
const mostYears = 1_000;
/** Most versions of a year that its answer tells. */
const mostVersions = 200;

function showVersion(year: number, row: CalendarRow): YearVersionJson {
  const bits = bitsOf(row);
  const { holidays, makeUpDays } = unpackYear(year, bits);
  return {
    version: row.version,
    loadedAt: rfc3339(row.loadedAt),
    byParty: row.byParty,
    documentDigest: row.documentDigest,
    transaction: row.transaction,
    workingDays: bits.reduce((sum, word) => sum + ones(word), 0),
    holidays: [...holidays],
    makeUpDays: [...makeUpDays],
  };
}

function ones(word: bigint): number {
  return word.toString(2).replaceAll("0", "").length;
}

/** The years that are loaded, in order. */
export async function loadedYears({ view }: Pick<Reading, "view">): Promise<number[]> {
  const entries = await view.list(calendarTable, { limit: mostYears });
  return entries.map(({ key }) => Number(fromHex(key)));
}

/** Every year that is loaded, as it stands. */
export async function readYears({ view }: Reading): Promise<CalendarYearJson[]> {
  const entries = await view.list(calendarTable, { limit: mostYears });
  return entries.map(({ key, row }) => {
    const year = Number(fromHex(key));
    return { year, ...showVersion(year, row) };
  });
}

/** A year with every version that was loaded, oldest first. @throws LedgerError CALENDAR_YEAR_NOT_FOUND */
export async function readYear({ view }: Reading, year: number) {
  const row = view.get(calendarTable, u32(year));
  if (row === undefined) {
    throw fault("CALENDAR_YEAR_NOT_FOUND", `The working days of ${year} are not loaded.`, { value: String(year) });
  }
  const versions = await view.list(calendarVersionTable, { under: [u32(year)], limit: mostVersions });
  return {
    year,
    ...showVersion(year, row),
    versions: versions.map((entry) => showVersion(year, entry.row)),
  };
}

/** Last second of the n-th working day after the day of a moment; "pending" with the year that is missing. */
export function readDeadline({ view }: Reading, from: number, days: number) {
  const deadline = calendarOf(view).addWorkingDays(from, days);
  return {
    from: rfc3339(from),
    days,
    deadline: deadlineText(deadline),
    missingYear: deadline === "pending" ? missingFrom(view, from) : null,
  };
}

/** The first year that is not loaded, from the one in which a count begins: the day after that of `from`. */
function missingFrom(view: Reading["view"], from: number): number {
  let year = Number(dateText(dayOf(from) + 1).slice(0, 4));
  while (view.get(calendarTable, u32(year)) !== undefined) year += 1;
  return year;
}
