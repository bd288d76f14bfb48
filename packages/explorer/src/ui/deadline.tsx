import { missingYear } from "../data/due.ts";
import { isEndOfDay } from "../format/time.ts";
import { t } from "../i18n/words.ts";
import { To } from "./link.tsx";
import { Time } from "./values.tsx";

/**
 * The last day of a period, with the time where that is not the end of the day; or the calendar year that it waits for.
 *
 * @param from RFC 3339 time from which the period counts
 * @param years calendar years that are loaded; undefined while they are not known
 */
export function Deadline(props: {
  until: string | null;
  from: string;
  years: readonly number[] | undefined;
  /** Never with the time. */
  day?: boolean;
}) {
  const { until, from, years, day = until !== null && isEndOfDay(until) } = props;
  if (until !== "pending") return <Time at={until} day={day} />;
  if (!years) return <>{t("clock.pendingAny")}</>;
  const year = missingYear(from, years);
  return (
    <To name="calendarYear" id={year}>
      {t("clock.pending", { year })}
    </To>
  );
}
