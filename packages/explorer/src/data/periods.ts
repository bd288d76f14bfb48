import type { CaseDetail } from "../api/shapes.ts";

/** A stage of a case that takes time. */
export type Stage = "consent" | "acceptance" | "supplement" | "examination" | "notice" | "objection" | "whole";

/** One period of a case. `until` is "pending" while a calendar year is missing, null while its clock stands still. */
export type Period = {
  readonly key: string;
  readonly stage: Stage;
  readonly from: string;
  readonly until: string | null;
  readonly state: "done" | "running" | "late";
};

/**
 * The periods of a case, by their beginnings: articles 17, 18, 24, 25 and 28; before them the consents of those who
 * apply together. What the registry began itself was neither applied for nor accepted (article 37).
 *
 * @param noticeUntil end of the notice, "pending" while it is not known
 * @param now RFC 3339 time of the ledger
 */
export function periodsOf(found: CaseDetail, noticeUntil: string | null, now: string): readonly Period[] {
  const { acceptedAt, begunAt, clock, closedAt, examinedAt, publishedAt, supplement } = found;
  const filed = filedAt(found);
  const periods: Period[] = [];
  /** A period that ended, or else runs to its limit. */
  const add = (stage: Stage, from: string, ended: string | null, limit: string | null, key = "") => {
    const over = ended ?? closedAt;
    const late = limit !== null && Date.parse(limit) < Date.parse(now);
    periods.push({
      key: stage + key,
      stage,
      from,
      until: over ?? limit,
      state: over !== null ? "done" : late ? "late" : "running",
    });
  };

  if (found.others.length > 0) add("consent", begunAt, filed, null);
  if (filed === null || found.exOfficio) {
    // No registry has to answer.
  } else if (supplement && !supplement.inExamination) {
    add("acceptance", filed, supplement.askedAt, null);
    add("supplement", supplement.askedAt, supplement.givenAt, supplement.until);
    if (supplement.givenAt) add("acceptance", supplement.givenAt, acceptedAt, clock.acceptBy, "again");
  } else {
    add("acceptance", filed, acceptedAt, clock.acceptBy);
  }
  if (acceptedAt) {
    if (!found.exOfficio) add("examination", acceptedAt, examinedAt, clock.finishBy);
    add("whole", acceptedAt, closedAt, clock.finishBy);
  }
  if (supplement?.inExamination) {
    const missed = Date.parse(supplement.until) < Date.parse(now) ? supplement.until : null;
    add("supplement", supplement.askedAt, supplement.givenAt ?? missed, supplement.until);
  }
  if (publishedAt && !found.noticeWaived) {
    add("notice", publishedAt, endedNotice(noticeUntil, closedAt, now), noticeUntil);
  }
  for (const { objectionId, raisedAt, resolvedAt } of found.objections) {
    // The limit that the clock tells is that of the oldest open objection.
    const isOldest = !periods.some(({ stage, state }) => stage === "objection" && state !== "done");
    const limit = isOldest && clock.due?.act === "objection" ? clock.due.until : null;
    add("objection", raisedAt, resolvedAt, limit, String(objectionId));
  }
  return periods.sort((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** When the application was complete: made by one, or consented to by the last of several; null before. */
function filedAt({ appliedAt, begunAt, others }: CaseDetail): string | null {
  if (others.length === 0) return begunAt;
  if (appliedAt === null) return null;
  return others.reduce((last, { consentedAt }) => (consentedAt && consentedAt > last ? consentedAt : last), begunAt);
}

/** A notice is over at its end, or when the case was closed before. */
function endedNotice(until: string | null, closedAt: string | null, now: string): string | null {
  if (until === null || until === "pending" || Date.parse(until) >= Date.parse(now)) return closedAt;
  return closedAt !== null && Date.parse(closedAt) < Date.parse(until) ? closedAt : until;
}
