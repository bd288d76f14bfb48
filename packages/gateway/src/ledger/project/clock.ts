import {
  caseClock,
  dayOf,
  startOfDay,
  type CaseClock,
  type CaseFacts,
  type ProfileTerms,
  type WorkingCalendar,
} from "@data-voucher/sdk";
import { u32 } from "../../store/keys.ts";
import type { Reader } from "../../store/table.ts";
import type { CaseRow } from "./case-row.ts";
import { keeperOf } from "./keeper.ts";
import { profileTable } from "./profile.ts";

/** The terms of the profile that a case began with. */
export function termsOf(reader: Pick<Reader, "get">, { profileId }: Pick<CaseRow, "profileId">): ProfileTerms {
  const profile = reader.get(profileTable, u32(profileId));
  if (profile === undefined) throw new Error(`no event defined profile ${profileId}`);
  return profile.terms;
}

/** The clocks of a case at a moment (articles 17, 24, 25 and 28), by the SDK's one implementation. */
export function clockAt(
  reader: Pick<Reader, "get">,
  row: CaseRow,
  terms: ProfileTerms,
  calendar: WorkingCalendar,
  now: number,
): CaseClock {
  const facts = {
    kind: row.kind as CaseFacts["kind"],
    state: row.state,
    applicant: row.applicant,
    registry: keeperOf(reader, row.registry),
    consentMissing: row.others.find(({ consentedAt }) => consentedAt === null)?.party ?? null,
    appliedAt: row.appliedAt ?? 0,
    acceptedAt: row.acceptedAt ?? 0,
    supplementAskedAt: row.supplementAskedAt ?? 0,
    supplementUntil: row.supplementUntil ?? 0,
    supplementGivenAt: row.supplementGivenAt ?? 0,
    supplementInExamination: row.supplementInExamination,
    extensionDays: row.extensionDays,
    publishedAt: row.publishedAt ?? 0,
    noticeWaived: row.noticeWaived,
    objectionsSettledAt: row.objectionsSettledAt ?? 0,
    oldestObjectionAt: row.oldestObjectionAt ?? 0,
  };
  return caseClock(facts, terms, calendar, now);
}

/**
 * The first second at which time alone makes something else of a case: deemed acceptance (article 17), a supplement
 * missed, a notice over; null when only an act or the calendar can.
 */
export function nextChange(
  row: CaseRow,
  { due }: CaseClock,
  terms: ProfileTerms,
  calendar: WorkingCalendar,
): number | null {
  if (due?.act === "accept") {
    const deemed = calendar.addWorkingDays(row.appliedAt ?? 0, terms.acceptanceDays + 1);
    return deemed === "pending" ? null : startOfDay(dayOf(deemed));
  }
  if (due?.act !== "supplement" && due?.act !== "notice") return null;
  return due.until === "pending" || due.until === null ? null : due.until + 1;
}
