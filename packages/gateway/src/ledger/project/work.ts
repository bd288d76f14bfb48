import type { CaseState } from "@data-voucher/sdk";
import { key, u32, u64 } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";
import type { LedgerEvent } from "../../index/rows.ts";
import { calendarOf } from "./calendar.ts";
import { caseTable, objectionTable, type CaseRow } from "./case-row.ts";
import { certificateTable } from "./certificate.ts";
import { clockAt, termsOf } from "./clock.ts";
import { known, type Handlers } from "./handlers.ts";
import { keeperOf } from "./keeper.ts";
import { countWork, type WorkCount } from "./work-count.ts";

/** What time alone made of a case, and when that was counted: by case. */
interface ElapsedRow {
  readonly name: WorkCount;
  readonly at: number;
  readonly registry: string;
}

/** What time alone made of cases, by number. */
const elapsedTable = defineTable<ElapsedRow>("elapsed");

const kindCount = (group: "applied" | "certified" | "refused" | "withdrawn" | "lapsed", kind: string) =>
  `${group}.${kind}` as WorkCount;

/** A case as it stands before the event: these handlers come before those that change it. */
const caseBefore = (tx: Tx, event: LedgerEvent, caseId: string) => known(tx.get(caseTable, u64(caseId)), event);

/** Counts for whoever keeps the case now. */
function countCase(tx: Tx, event: LedgerEvent, { registry }: Pick<CaseRow, "registry">, name: WorkCount, change = 1) {
  countWork(tx, keeperOf(tx, registry), event.time, name, change);
}

/** Counts for whoever keeps the certificate now. */
function countObjection(tx: Tx, event: LedgerEvent, certificateId: string, name: WorkCount): void {
  countCase(tx, event, known(tx.get(certificateTable, u64(certificateId)), event), name);
}

const clockOf = (tx: Tx, row: CaseRow, now: number) => clockAt(tx, row, termsOf(tx, row), calendarOf(tx), now);

/** Whether a case that is closed now was finished within its time (article 28); undefined before it was accepted. */
function finished(tx: Tx, row: CaseRow, now: number): WorkCount | undefined {
  const clock = clockOf(tx, row, now);
  if (clock.acceptedAt === null) return undefined;
  if (clock.finishBy === "pending") return "finished.untold";
  if (clock.finishBy !== null) return now > clock.finishBy ? "finished.late" : "finished.inTime";
  // The clock stands still: it was kept if it stopped in time.
  const stoppedAt = row.state === "published" ? row.publishedAt : row.supplementAskedAt;
  const running = { ...row, state: row.state === "published" ? ("examined" as const) : ("accepted" as const) };
  const { finishBy } = clockOf(tx, running, now);
  if (finishBy === "pending") return "finished.untold";
  return finishBy !== null && (stoppedAt ?? 0) > finishBy ? "finished.late" : "finished.inTime";
}

/** Counts a case that its registry closes now. */
function close(tx: Tx, event: LedgerEvent, row: CaseRow): void {
  const name = finished(tx, row, event.time);
  if (name !== undefined) countCase(tx, event, row, name);
}

const elapsed: Partial<Record<`${CaseState}>${CaseState}`, (row: CaseRow) => WorkCount>> = {
  "applied>accepted": () => "accepted.byLaw",
  "supplementAsked>accepted": () => "supplement.missed",
  "supplementAsked>lapsed": ({ kind }) => kindCount("lapsed", kind),
};

/**
 * Counts what time alone has made of a case, in the month in which it did so, whether or not somebody wrote it down; takes
 * the count back when an amended year takes the effect back.
 *
 * @param before the state that the clock gave it until now
 * @param after the state that the clock gives it
 * @param at the moment at which that changed
 */
export function countElapsed(
  tx: Tx,
  caseId: string,
  row: CaseRow,
  { before, after, at }: { readonly before: CaseState; readonly after: CaseState; readonly at: number },
): void {
  const id = u64(caseId);
  const counted = tx.get(elapsedTable, id);
  const name = elapsed[`${row.state}>${after}`]?.(row);
  if (name !== undefined && name !== counted?.name) {
    const registry = keeperOf(tx, row.registry);
    countWork(tx, registry, at, name);
    tx.put(elapsedTable, id, { name, at, registry });
  }
  // What is written still stands, and what the clock had made of it does not.
  if (counted === undefined || after !== row.state || counted.name !== elapsed[`${after}>${before}`]?.(row)) return;
  countWork(tx, counted.registry, counted.at, counted.name, -1);
  tx.del(elapsedTable, id);
}

/** What registries do, counted by month (article 12). */
export const workHandlers: Handlers = {
  RegistrationApplied({ kind, application: { registry, others } }, event, tx) {
    if (others.length === 0) countWork(tx, registry, event.time, kindCount("applied", kind));
  },
  // A transfer always waits for its transferee.
  ChangeApplied({ registry, others }, event, tx) {
    if (others.length === 0) countWork(tx, registry, event.time, "applied.change");
  },
  RenewalApplied({ registry }, event, tx) {
    countWork(tx, registry, event.time, "applied.renewal");
  },
  CancellationApplied({ registry }, event, tx) {
    countWork(tx, registry, event.time, "applied.cancellation");
  },
  CancellationBegun({ registry }, event, tx) {
    countWork(tx, registry, event.time, "begun.exOfficio");
  },
  RegistrationConsented({ caseId, missing }, event, tx) {
    if (missing > 0) return;
    const row = caseBefore(tx, event, caseId);
    countCase(tx, event, row, kindCount("applied", row.kind));
  },
  SupplementAsked({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "supplement.asked");
  },
  SupplementGiven({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "supplement.given");
  },
  RegistrationAccepted({ caseId }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    const { acceptBy } = clockOf(tx, row, event.time);
    const late = typeof acceptBy === "number" && event.time > acceptBy;
    countCase(tx, event, row, late ? "accepted.late" : "accepted.inTime");
  },
  ExaminationExtended({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "examination.extended");
  },
  RegistrationPublished({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "notice.published");
  },
  NoticeWaived({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "notice.waived");
  },
  ObjectionRaised({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "objection.raised");
  },
  ObjectionResolved({ caseId, objectionId, upheld }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    const { raisedAt } = known(tx.get(objectionTable, key(u64(caseId), u32(Number(objectionId)))), event);
    const until = calendarOf(tx).addWorkingDays(raisedAt, termsOf(tx, row).objectionDays);
    countCase(tx, event, row, upheld ? "objection.upheld" : "objection.dismissed");
    if (until !== "pending" && event.time > until) countCase(tx, event, row, "objection.late");
  },
  RegistrationCertified({ caseId }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    // Once for each certificate that the case touched.
    if (row.state === "certified") return;
    countCase(tx, event, row, kindCount("certified", row.kind));
    close(tx, event, row);
    const { acceptedAt } = clockOf(tx, row, event.time);
    const days = acceptedAt === null ? "pending" : calendarOf(tx).workingDaysBetween(acceptedAt, event.time);
    if (days === "pending") return;
    countCase(tx, event, row, "workingDays.sum", days);
    countCase(tx, event, row, "workingDays.cases");
  },
  RegistrationRefused({ caseId, ground }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    countCase(tx, event, row, kindCount("refused", row.kind));
    countCase(tx, event, row, `refusedFor.${ground}` as WorkCount);
    close(tx, event, row);
  },
  RegistrationWithdrawn({ caseId }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    if (row.appliedAt !== null) countCase(tx, event, row, kindCount("withdrawn", row.kind));
  },
  LaterObjectionRaised({ certificateId }, event, tx) {
    countObjection(tx, event, certificateId, "laterObjection.raised");
  },
  LaterObjectionAnswered({ certificateId, agrees }, event, tx) {
    if (agrees) countObjection(tx, event, certificateId, "laterObjection.agreed");
  },
  LaterObjectionConcluded({ certificateId, upheld }, event, tx) {
    countObjection(tx, event, certificateId, upheld ? "laterObjection.upheld" : "laterObjection.dismissed");
  },
  LaterObjectionMediated({ certificateId }, event, tx) {
    countObjection(tx, event, certificateId, "laterObjection.mediated");
  },
  CertificateIssued({ caseId, sample }, event, tx) {
    const row = caseBefore(tx, event, caseId);
    countCase(tx, event, row, "certificates.issued");
    if (sample) countCase(tx, event, row, "certificates.samples");
  },
  CertificateAdjusted({ caseId }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), "certificates.adjusted");
  },
  CertificateEnded({ caseId, state }, event, tx) {
    countCase(tx, event, caseBefore(tx, event, caseId), `certificates.${state}` as WorkCount);
  },
};
