import { deadlineText } from "@data-voucher/sdk";
import { rfc3339 } from "./time.ts";
import type { AuthorisationJson, PublicRecordJson, RecordRequestJson } from "../../schemas/record.ts";
import { u64 } from "../../store/keys.ts";
import { calendarOf } from "../project/calendar.ts";
import { termsOf } from "../project/clock.ts";
import { authorisationLives, authorisationTable, recordTable, type RecordRow } from "../project/record.ts";
import { recordRequestTable } from "../project/record-request.ts";
import { assetRow } from "./asset.ts";
import { unknownThing } from "./ids.ts";
import { linked, maybeTime, type Reading } from "./reading.ts";

/** A public record. @throws LedgerError RECORD_UNKNOWN */
export async function readRecord(reading: Reading, recordId: string): Promise<PublicRecordJson> {
  const row = reading.view.get(recordTable, u64(recordId));
  if (row === undefined) throw unknownThing("RECORD_UNKNOWN", recordId);
  const authorisations = await linked(reading, "authorisation", `record:${recordId}`);
  const requests = await linked(reading, "recordRequest", `record:${recordId}`);
  return {
    recordId,
    state: row.state as PublicRecordJson["state"],
    assetId: row.assetId,
    assetName: assetRow(reading, row.assetId).name,
    body: row.body,
    profileId: row.profileId,
    submittedAt: rfc3339(row.submittedAt),
    publishedAt: maybeTime(row.publishedAt),
    noticeUntil: noticeUntil(reading, row),
    recordedAt: maybeTime(row.recordedAt),
    until: rfc3339(row.until),
    bodyDigest: row.bodyDigest,
    recordNumber: row.recordNumber,
    ground: row.ground as PublicRecordJson["ground"],
    authorisations: authorisations.map((id) => readAuthorisation(reading, id)),
    requests: requests.map((id) => readRecordRequest(reading, id)),
  };
}

/** End of the public notice, by the calendar as it stands and the profile that the record began with. */
function noticeUntil({ view }: Reading, row: Pick<RecordRow, "publishedAt" | "profileId">): string | null {
  if (row.publishedAt === null) return null;
  return deadlineText(calendarOf(view).addWorkingDays(row.publishedAt, termsOf(view, row).noticeDays));
}

/** A request about a record. @throws LedgerError RECORD_REQUEST_UNKNOWN */
export function readRecordRequest(reading: Reading, requestId: string): RecordRequestJson {
  const { view } = reading;
  const row = view.get(recordRequestTable, u64(requestId));
  if (row === undefined) throw unknownThing("RECORD_REQUEST_UNKNOWN", requestId);
  const { details: after, before, ...rest } = row;
  const { assetId, body, bodyDigest } = view.get(recordTable, u64(row.recordId))!;
  const { name, descriptorDigest } = assetRow(reading, assetId);
  const now = before ?? { name, descriptorDigest, bodyDigest };
  return {
    ...rest,
    requestId,
    assetId,
    assetName: name,
    body,
    kind: row.kind as RecordRequestJson["kind"],
    state: row.state as RecordRequestJson["state"],
    ground: row.ground as RecordRequestJson["ground"],
    answer: row.answer as RecordRequestJson["answer"],
    filedAt: rfc3339(row.filedAt),
    publishedAt: maybeTime(row.publishedAt),
    noticeUntil: noticeUntil(reading, row),
    closedAt: maybeTime(row.closedAt),
    after,
    before: {
      name: after.name && now.name,
      descriptorDigest: after.descriptorDigest && now.descriptorDigest,
      bodyDigest: after.bodyDigest && now.bodyDigest,
    },
  };
}

/** An authorised operation. @throws LedgerError AUTHORISATION_UNKNOWN */
export function readAuthorisation({ view, asOf }: Reading, authorisationId: string): AuthorisationJson {
  const row = view.get(authorisationTable, u64(authorisationId));
  if (row === undefined) throw unknownThing("AUTHORISATION_UNKNOWN", authorisationId);
  const stands = view.get(recordTable, u64(row.recordId))?.state === "recorded";
  return {
    ...row,
    authorisationId,
    purposes: [...row.purposes],
    start: rfc3339(row.start),
    until: rfc3339(row.until),
    safety: { ...row.safety, until: rfc3339(row.safety.until) },
    live: stands && authorisationLives(row, asOf.time),
  };
}
