import { deadlineText } from "@data-voucher/sdk";
import { rfc3339 } from "./time.ts";
import type { AuthorisationJson, PublicRecordJson } from "../../schemas/record.ts";
import { u64 } from "../../store/keys.ts";
import { calendarOf } from "../project/calendar.ts";
import { termsOf } from "../project/clock.ts";
import { authorisationTable, recordTable, type RecordRow } from "../project/record.ts";
import { assetRow } from "./asset.ts";
import { unknownThing } from "./ids.ts";
import { linked, maybeTime, type Reading } from "./reading.ts";

/** A public record. @throws LedgerError RECORD_UNKNOWN */
export async function readRecord(reading: Reading, recordId: string): Promise<PublicRecordJson> {
  const row = reading.view.get(recordTable, u64(recordId));
  if (row === undefined) throw unknownThing("RECORD_UNKNOWN", recordId);
  const authorisations = await linked(reading, "authorisation", `record:${recordId}`);
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
    recordNumber: row.recordNumber,
    authorisations: authorisations.map((id) => readAuthorisation(reading, id)),
  };
}

/** End of the public notice, by the calendar as it stands and the profile that the record began with. */
function noticeUntil({ view }: Reading, row: RecordRow): string | null {
  if (row.publishedAt === null) return null;
  return deadlineText(calendarOf(view).addWorkingDays(row.publishedAt, termsOf(view, row).noticeDays));
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
    live: !row.ended && stands && row.start <= asOf.time && asOf.time <= row.until,
  };
}
