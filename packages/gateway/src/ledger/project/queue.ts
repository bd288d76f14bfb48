import { uint40Max, type CaseState, type Deadline, type WorkingCalendar } from "@data-voucher/sdk";
import { key, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { calendarOf } from "./calendar.ts";
import { caseTable, type CaseRow } from "./case-row.ts";
import { clockAt, nextChange, termsOf } from "./clock.ts";
import type { Handlers } from "./handlers.ts";
import { keeperOf } from "./keeper.ts";
import { relist } from "./listed.ts";
import { defineTimers } from "./timers.ts";
import { countElapsed } from "./work.ts";

/** Where a case stands at the time of the last block. */
export interface QueueRow {
  readonly state: CaseState;
  /** The registry at whose desk it is. */
  readonly keeper: string;
  /** Until when what comes next is due; {@link pendingUntil} while a calendar year is missing, null when nothing is. */
  readonly until: number | null;
  /** The first second at which time alone makes something else of it. */
  readonly changesAt: number | null;
}

/** Where cases stand, by number. */
export const queueTable = defineTable<QueueRow>("queue");

/** Open cases by what is due next: key {@link queueOf}, until, case; the row is the case's number. */
export const dueTable = defineTable<string>("due");

/** When time alone makes something else of a case: its number. */
const timers = defineTimers<string>("timer", "firstTimer");

/** A deadline that nobody can tell yet sorts after all others. */
export const pendingUntil = Number(uint40Max);

/** The queue of all open cases, of a registry or of an applicant; those in one state if it is given. */
export function queueOf(whose: "all" | `registry:${string}` | `applicant:${string}`, state?: string): string {
  return state === undefined ? whose : `${whose}:${state}`;
}

const queuesOf = ({ applicant }: CaseRow, { keeper, state }: QueueRow) =>
  (["all", `registry:${keeper}`, `applicant:${applicant}`] as const).flatMap((whose) => [
    queueOf(whose),
    queueOf(whose, state),
  ]);

const dueKeys = (row: CaseRow, caseId: string, place: QueueRow) => {
  const { until } = place;
  return until === null ? [] : queuesOf(row, place).map((queue) => key(queue, u64(until), u64(caseId)));
};

const untilOf = (deadline: Deadline | null | undefined) =>
  deadline === undefined || deadline === null ? null : deadline === "pending" ? pendingUntil : deadline;

/** Puts a case where it belongs at a moment: into its lists by state, into the queues, and before the clock. */
export function place(tx: Tx, now: number, caseId: string, row: CaseRow, calendar: WorkingCalendar): void {
  const terms = termsOf(tx, row);
  const clock = clockAt(tx, row, terms, calendar, now);
  const after: QueueRow = {
    changesAt: nextChange(row, clock, terms, calendar),
    keeper: keeperOf(tx, row.registry),
    state: clock.state,
    until: untilOf(clock.due?.until),
  };
  const before = tx.get(queueTable, u64(caseId));
  if (before !== undefined && before.state !== after.state) {
    const at = Math.min(before.changesAt ?? now, now);
    countElapsed(tx, caseId, row, { before: before.state, after: after.state, at });
  }
  const same = (name: keyof QueueRow) => before?.[name] === after[name];
  if (same("state") && same("until") && same("changesAt") && same("keeper")) return;

  tx.put(queueTable, u64(caseId), after);
  const states = before === undefined ? [] : [`state:${before.state}`];
  relist(tx, "case", states, [`state:${after.state}`], u64(caseId), caseId);
  const kept = new Set(dueKeys(row, caseId, after));
  if (before !== undefined) {
    for (const due of dueKeys(row, caseId, before)) if (!kept.delete(due)) tx.del(dueTable, due);
  }
  for (const due of kept) tx.put(dueTable, due, caseId);
  setTimer(tx, caseId, before?.changesAt ?? null, after.changesAt);
}

function setTimer(tx: Tx, caseId: string, before: number | null, after: number | null): void {
  if (before === after) return;
  if (before !== null) timers.clear(tx, before, u64(caseId));
  if (after !== null) timers.set(tx, after, u64(caseId), caseId);
}

/** How many cases are placed before others may have their turn: one day's clocks can move thousands. */
const atOnce = 500;

/** Places cases anew, by number. */
export async function placeAll(tx: Tx, now: number, caseIds: readonly string[]): Promise<void> {
  const calendar = calendarOf(tx);
  for (const [i, caseId] of caseIds.entries()) {
    if (i % atOnce === atOnce - 1) await new Promise(setImmediate);
    const row = tx.get(caseTable, u64(caseId));
    if (row === undefined) throw new Error(`case ${caseId} stands in the queue and was never applied for`);
    place(tx, now, caseId, row, calendar);
  }
}

/** Moves the cases whose time has come with a block; nothing to wait for when there are none. */
export function runTimers(tx: Tx, now: number): Promise<void> | undefined {
  return timers.run(tx, now, (due) =>
    placeAll(
      tx,
      now,
      due.map(({ row }) => row),
    ),
  );
}

/** Clocks that still run follow the calendar (articles 17 to 28 count its days). */
export const queueHandlers: Handlers = {
  async CalendarYearLoaded(_args, event, tx) {
    const open = await tx.list(dueTable, { under: [queueOf("all")] });
    await placeAll(
      tx,
      event.time,
      open.map(({ row }) => row),
    );
  },
};
