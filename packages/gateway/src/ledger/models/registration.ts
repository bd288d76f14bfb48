import { showClock, type Deadline, type WorkingCalendar } from "@data-voucher/sdk";
import { rfc3339 } from "./time.ts";
import type { ClaimJson, ObjectionJson, RegistrationJson, SourceBasisJson } from "../../schemas/registration.ts";
import { fromHex, u64 } from "../../store/keys.ts";
import type { ClaimArgs } from "../args.ts";
import { digestOrNull } from "../checksum.ts";
import { calendarOf } from "../project/calendar.ts";
import { caseTable, objectionTable, type CaseRow } from "../project/case-row.ts";
import { clockAt, termsOf } from "../project/clock.ts";
import { keeperOf } from "../project/keeper.ts";
import { assetRow } from "./asset.ts";
import { numberOf, unknownThing } from "./ids.ts";
import { lastPart, maybeTime, mostLinks, type Reading } from "./reading.ts";

/** A registration case with its clocks at the time of the block that is read. @throws LedgerError CASE_UNKNOWN */
export async function readCase(reading: Reading, caseId: string): Promise<RegistrationJson> {
  const { view, asOf } = reading;
  const row = view.get(caseTable, u64(caseId));
  if (row === undefined) throw unknownThing("CASE_UNKNOWN", caseId);
  const objections = row.objections === 0 ? [] : await objectionsTo(reading, caseId);
  const terms = termsOf(view, row);
  const calendar = calendarOf(view);
  const clock = clockAt(view, row, terms, calendar, asOf.time);
  const until = clock.due?.until ?? null;
  const assetName = assetRow(reading, row.assetId).name;
  const length = [...assetName].length;
  return {
    caseId,
    kind: row.kind as RegistrationJson["kind"],
    state: clock.state,
    written: clock.state === row.state,
    profileId: row.profileId,
    assetId: row.assetId,
    assetName,
    applicant: row.applicant,
    registry: row.registry,
    keeper: keeperOf(view, row.registry),
    publicRecordId: row.publicRecordId,
    certificate: row.certificateId === null ? null : numberOf(row.certificateId),
    claims: row.claims.map(showClaim),
    basis: row.basis && {
      sourceCase: row.basis.sourceCase as SourceBasisJson["sourceCase"],
      rights: [...row.basis.rights] as SourceBasisJson["rights"],
      documentDigest: digestOrNull(row.basis.documentDigest),
    },
    others: row.others.map(({ party, consentedAt, certificateId, claims }) => ({
      party,
      consentedAt: maybeTime(consentedAt),
      certificate: certificateId === null ? null : numberOf(certificateId),
      claims: claims.map(showClaim),
    })),
    subject: row.subjectId === null ? null : numberOf(row.subjectId),
    rights: [...row.rights] as RegistrationJson["rights"],
    terms: row.terms.map(({ right, before, until }) => ({
      right: right as RegistrationJson["rights"][number],
      before: rfc3339(before),
      until: rfc3339(until),
    })),
    change: row.change && { ...row.change },
    cancellation: row.cancellation as RegistrationJson["cancellation"],
    exOfficio: row.exOfficio,
    begunAt: rfc3339(row.begunAt),
    appliedAt: maybeTime(row.appliedAt),
    acceptedAt: maybeTime(clock.acceptedAt),
    examinedAt: maybeTime(row.examinedAt),
    examiner: row.examiner,
    extensionDays: row.extensionDays,
    publishedAt: maybeTime(row.publishedAt),
    noticeWaived: row.noticeWaived,
    supplement: supplementOf(row),
    // An application counts as never made from the end of the time to add to it (article 17).
    closedAt: maybeTime(clock.state === "lapsed" ? row.supplementUntil : row.closedAt),
    ground: row.ground,
    evidenceDigest: row.evidenceDigest,
    objections,
    clock: showClock(clock),
    workingDaysLeft: until === null ? null : workingDaysLeft(calendar, asOf.time, until),
    overdue: until !== null && until !== "pending" && asOf.time > until,
    warnings: length > terms.nameLimit ? [{ field: "name", limit: terms.nameLimit, length }] : [],
  };
}

function showClaim(claim: ClaimArgs): ClaimJson {
  return {
    ...claim,
    right: claim.right as ClaimJson["right"],
    until: rfc3339(claim.until),
    limitsDigest: digestOrNull(claim.limitsDigest),
  };
}

async function objectionsTo({ view }: Reading, caseId: string): Promise<ObjectionJson[]> {
  const entries = await view.list(objectionTable, { under: [u64(caseId)], limit: mostLinks });
  return entries.map(({ key, row }) => ({
    ...row,
    objectionId: Number(fromHex(lastPart(key))),
    state: row.state as ObjectionJson["state"],
    raisedAt: rfc3339(row.raisedAt),
    resolvedAt: maybeTime(row.resolvedAt),
  }));
}

function supplementOf(row: CaseRow): RegistrationJson["supplement"] {
  if (row.supplementAskedAt === null) return null;
  return {
    askedAt: rfc3339(row.supplementAskedAt),
    until: rfc3339(row.supplementUntil!),
    givenAt: maybeTime(row.supplementGivenAt),
    inExamination: row.supplementInExamination,
  };
}

/**
 * Working days after today, up to and with the day of a deadline: 0 when today is the last. Below 0: as many since it
 * passed. Null while a year that it needs is not loaded.
 */
export function workingDaysLeft(calendar: WorkingCalendar, now: number, until: Deadline): number | null {
  if (until === "pending") return null;
  const days = now <= until ? calendar.workingDaysBetween(now, until) : calendar.workingDaysBetween(until, now);
  if (days === "pending") return null;
  return now <= until ? days : 0 - days;
}
