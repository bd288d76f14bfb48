import type { CaseDetail } from "../../api/shapes.ts";
import { actOf, countsFrom, missingYear, wasDeemed } from "../../data/due.ts";
import { dayOf, isEndOfDay } from "../../format/time.ts";
import { label, t } from "../../i18n/words.ts";
import { DaysLeft } from "../../ui/days-left.tsx";
import { Deadline } from "../../ui/deadline.tsx";
import { To } from "../../ui/link.tsx";
import { PartyName } from "../../ui/values.tsx";

/** What comes next in a case, who must act and until when; and what the clocks of the law did to it. */
export function CaseDue({ found, years }: { found: CaseDetail; years: readonly number[] | undefined }) {
  const now = found.asOfBlock.time;
  return (
    <>
      <Next found={found} years={years} now={now} />
      <Notes found={found} years={years} />
    </>
  );
}

function Next(props: { found: CaseDetail; years: readonly number[] | undefined; now: string }) {
  const { found, years, now } = props;
  const act = actOf(found);
  const { due } = found.clock;
  if (!act || !due) return <p class="empty">{t("clock.closed")}</p>;
  return (
    <div class={found.overdue ? "due due-late" : "due"}>
      <dl>
        <div class="due-act">
          <dt>{t("clock.next")}</dt>
          <dd>
            <strong>{label("act", act)}</strong> <small>{label("actBasis", act)}</small>
          </dd>
        </div>
        <div>
          <dt>{t("clock.who")}</dt>
          <dd>{due.by === null ? t("clock.nobody") : <PartyName party={due.by} />}</dd>
        </div>
        {due.until !== null && (
          <div>
            <dt>{t("clock.until")}</dt>
            <dd>
              <Deadline until={due.until} from={countsFrom(found)} years={years} />{" "}
              {isEndOfDay(due.until) && <small>{t("clock.endOfDay")}</small>}
            </dd>
          </div>
        )}
        {due.until !== null && due.until !== "pending" && (
          <div>
            <dt>{t("clock.left")}</dt>
            <dd>
              <DaysLeft found={found} now={now} />
            </dd>
          </div>
        )}
      </dl>
      <p class="note">{label("actHelp", act)}</p>
    </div>
  );
}

function Notes({ found, years }: { found: CaseDetail; years: readonly number[] | undefined }) {
  const { clock, acceptedAt, warnings } = found;
  const { acceptBy, noticeUntil, finishBy, due } = clock;
  const pending = [acceptBy, noticeUntil, finishBy, due?.until].includes("pending");
  const missing = pending && years ? missingYear(countsFrom(found), years) : undefined;
  const stands = due !== null && acceptedAt !== null && finishBy === null;
  return (
    <ul class="clock-notes">
      {missing !== undefined && (
        <li>
          {t("clock.pendingNote", { year: missing })}{" "}
          <To name="calendarYear" id={missing}>
            {t("clock.pendingLink", { year: missing })}
          </To>
        </li>
      )}
      {wasDeemed(found) && acceptedAt && <li>{t("clock.deemedNote", { day: dayOf(acceptedAt) })}</li>}
      {!found.written && <li>{t("clock.unwrittenNote")}</li>}
      {stands && <li>{t("clock.standsNote")}</li>}
      {warnings.map(({ field, length, limit }) => (
        <li key={field}>{t("clock.nameTooLong", { length, limit })}</li>
      ))}
    </ul>
  );
}
