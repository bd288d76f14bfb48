import { laterObjectionDue, type ObjectionDue, type WorkingCalendar } from "@data-voucher/sdk";
import { SEPARATOR, fromHex, key, partsOf, u64 } from "../../store/keys.ts";
import { defineTable, type Reader } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import { calendarOf } from "./calendar.ts";
import { certificateTable } from "./certificate.ts";
import { termsOf } from "./clock.ts";
import type { Handlers } from "./handlers.ts";
import { keeperOf } from "./keeper.ts";
import { pendingUntil } from "./queue.ts";
import { laterObjectionTable, remarkKey, type LaterObjectionRow } from "./remark-row.ts";

/** Where an objection after registration stands among what is due. */
interface ObjectionPlace {
  readonly queues: readonly string[];
  /** {@link pendingUntil} while a calendar year is missing. */
  readonly until: number;
}

/** Where objections stand: key certificate, number; those that wait for nothing with a time have no such row. */
const placeTable = defineTable<ObjectionPlace>("objectionPlace");

/** Objections after registration by what is due next: key {@link objectionQueueOf}, until, certificate, number. */
export const objectionDueTable = defineTable<1>("objectionDue");

/** The queue of all objections, or of a registry; those that wait for one act if it is given. */
export function objectionQueueOf(registry?: string, act?: string): string {
  const whose = registry === undefined ? "all" : `registry:${registry}`;
  return act === undefined ? whose : `${whose}:${act}`;
}

/** Certificate and number of an objection, from the end of a key. */
export function objectionAt(joined: string): { readonly certificateId: string; readonly objectionId: number } {
  const [certificateId, objectionId] = partsOf(joined).slice(-2) as [string, string];
  return { certificateId: String(fromHex(certificateId)), objectionId: Number(fromHex(objectionId)) };
}

/** What an objection waits for (article 29), by the SDK's one implementation. */
export function dueOf(
  reader: Pick<Reader, "get">,
  certificateId: string,
  row: LaterObjectionRow,
  calendar: WorkingCalendar,
): ObjectionDue | null {
  const certificate = reader.get(certificateTable, u64(certificateId));
  if (certificate === undefined) throw new Error(`no event issued certificate ${certificateId}`);
  const { state, raisedAt, informedAt, answeredAt } = row;
  const registry = keeperOf(reader, certificate.registry);
  const facts = { state, registry, raisedAt, informedAt: informedAt ?? 0, answeredAt: answeredAt ?? 0 };
  return laterObjectionDue(facts, termsOf(reader, row), calendar);
}

/** Puts an objection where it belongs among what is due. */
export function placeObjection(
  tx: Tx,
  certificateId: string,
  objectionId: number,
  row: LaterObjectionRow,
  calendar = calendarOf(tx),
): void {
  const at = remarkKey(certificateId, objectionId);
  const dueKeys = ({ queues, until }: ObjectionPlace) => queues.map((queue) => key(queue, u64(until)) + SEPARATOR + at);
  const before = tx.get(placeTable, at);
  for (const joined of before === undefined ? [] : dueKeys(before)) tx.del(objectionDueTable, joined);
  const due = dueOf(tx, certificateId, row, calendar);
  if (due === null || due.until === null) {
    if (before !== undefined) tx.del(placeTable, at);
    return;
  }
  const whose = [undefined, due.by];
  const queues = whose.flatMap((registry) => [objectionQueueOf(registry), objectionQueueOf(registry, due.act)]);
  const after = { queues, until: due.until === "pending" ? pendingUntil : due.until };
  tx.put(placeTable, at, after);
  for (const joined of dueKeys(after)) tx.put(objectionDueTable, joined, 1);
}

async function placeAgain(tx: Tx, queue: string): Promise<void> {
  const calendar = calendarOf(tx);
  for (const { key: joined } of await tx.list(objectionDueTable, { under: [queue] })) {
    const { certificateId, objectionId } = objectionAt(joined);
    const row = tx.get(laterObjectionTable, remarkKey(certificateId, objectionId));
    if (row === undefined) throw new Error(`objection ${objectionId} to ${certificateId} is due and was never raised`);
    placeObjection(tx, certificateId, objectionId, row, calendar);
  }
}

/** Their times follow the calendar, and their desk the registry that keeps the certificate. */
export const objectionQueueHandlers: Handlers = {
  CalendarYearLoaded: (_args, _event, tx) => placeAgain(tx, objectionQueueOf()),
  RegistryTakenOver: ({ registry }, _event, tx) => placeAgain(tx, objectionQueueOf(registry)),
};
