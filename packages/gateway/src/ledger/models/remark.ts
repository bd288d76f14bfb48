import { annotationRestrains, annotationStands, showObjectionDue } from "@data-voucher/sdk";
import type { AnnotationJson, LaterObjectionJson } from "../../schemas/remark.ts";
import { fromHex, u64 } from "../../store/keys.ts";
import type { Entry } from "../../store/table.ts";
import { calendarOf } from "../project/calendar.ts";
import { certificateTable } from "../project/certificate.ts";
import { keeperOf } from "../project/keeper.ts";
import { dueOf } from "../project/objection-queue.ts";
import {
  annotationTable,
  laterObjectionTable,
  remarkKey,
  remarksTable,
  restrainedAt,
  type AnnotationRow,
} from "../project/remark-row.ts";
import { numberOf } from "./ids.ts";
import { lastPart, maybeTime, mostLinks, type Reading } from "./reading.ts";
import { workingDaysLeft } from "./registration.ts";
import { rfc3339 } from "./time.ts";

/** An annotation as clients see it. */
export function showAnnotation({ asOf }: Reading, { key, row }: Entry<AnnotationRow>): AnnotationJson {
  const times = { until: row.until ?? 0, liftedAt: row.liftedAt ?? 0 };
  return {
    ...row,
    annotationId: Number(fromHex(lastPart(key))),
    madeAt: rfc3339(row.madeAt),
    until: maybeTime(row.until),
    stands: annotationStands(times, asOf.time),
    restrains: annotationRestrains(row.kind),
    liftedAt: maybeTime(row.liftedAt),
  };
}

/** An objection after registration, with what is due at the time of the block that is read. */
export function readLaterObjection(reading: Reading, certificateId: string, objectionId: number): LaterObjectionJson {
  const { view, asOf } = reading;
  const row = view.get(laterObjectionTable, remarkKey(certificateId, objectionId))!;
  const { holder, assetId, registry } = view.get(certificateTable, u64(certificateId))!;
  const calendar = calendarOf(view);
  const due = dueOf(view, certificateId, row, calendar);
  const until = due?.until ?? null;
  return {
    certificate: numberOf(certificateId),
    objectionId,
    assetId,
    holder,
    keeper: keeperOf(view, registry),
    objector: row.objector,
    state: row.state,
    profileId: row.profileId,
    raisedAt: rfc3339(row.raisedAt),
    informedAt: maybeTime(row.informedAt),
    answeredAt: maybeTime(row.answeredAt),
    concludedAt: maybeTime(row.concludedAt),
    reasonDigest: row.reasonDigest,
    steps: row.steps.map((step) => ({ ...step, at: rfc3339(step.at) })),
    due: showObjectionDue(due),
    workingDaysLeft: until === null ? null : workingDaysLeft(calendar, asOf.time, until),
    overdue: until !== null && until !== "pending" && asOf.time > until,
  };
}

/** What is noted on a certificate: whether it is restrained, and the newest 200 of each kind, newest first. */
export async function readRemarks(reading: Reading, certificateId: string) {
  const { view, asOf } = reading;
  const noted = view.get(remarksTable, u64(certificateId));
  if (noted === undefined) return { restrained: false, annotations: [], objections: [] };
  const range = { under: [u64(certificateId)], reverse: true, limit: mostLinks };
  const [annotations, objections] = await Promise.all([
    noted.annotations === 0 ? [] : view.list(annotationTable, range),
    noted.objections === 0 ? [] : view.list(laterObjectionTable, range),
  ]);
  return {
    restrained: restrainedAt(view, certificateId, asOf.time),
    annotations: annotations.map((entry) => showAnnotation(reading, entry)),
    objections: objections.map(({ key }) => readLaterObjection(reading, certificateId, Number(fromHex(lastPart(key))))),
  };
}
