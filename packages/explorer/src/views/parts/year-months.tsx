import { monthsOf, type DayKind, type Month, type MonthDay, type YearDays } from "../../data/year-days.ts";
import { label, t } from "../../i18n/words.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const kinds: readonly DayKind[] = ["working", "weekend", "holiday", "makeUp"];

/**
 * A year as twelve small months. Working days stand in boxes, free ones do not; a weekday off and a make-up day carry
 * their marks, so that nothing depends on colours.
 *
 * @param today day `2026-11-23` that is marked
 */
export function YearMonths({ year, today }: { year: YearDays; today: string | undefined }) {
  return (
    <>
      <ul class="day-legend" aria-label={t("calendar.legend")}>
        {kinds.map((kind) => (
          <li key={kind}>
            <span class={`day day-${kind}`} aria-hidden="true">
              8<Mark kind={kind} />
            </span>
            {label("day", kind)}
          </li>
        ))}
      </ul>
      <div class="months">
        {monthsOf(year).map((month) => (
          <MonthTable key={month.month} month={month} today={today} />
        ))}
      </div>
    </>
  );
}

function MonthTable({ month, today }: { month: Month; today: string | undefined }) {
  return (
    <table class="month">
      <caption>{label("month", month.month)}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col" abbr={label("weekdayName", day)}>
              <span aria-hidden="true">{label("weekday", day)}</span>
              <span class="sr">{label("weekdayName", day)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, i) => (
          <tr key={i}>
            {week.map((day, at) => (
              <td key={at} aria-current={day && day.date === today ? "date" : undefined}>
                {day && <Day day={day} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day: { day, kind, date } }: { day: MonthDay }) {
  return (
    <span class={`day day-${kind}`} title={`${date} ${label("day", kind)}`}>
      {day}
      <Mark kind={kind} />
      {kind !== "working" && <span class="sr"> {label("day", kind)}</span>}
    </span>
  );
}

function Mark({ kind }: { kind: DayKind }) {
  if (kind !== "holiday" && kind !== "makeUp") return null;
  return <small aria-hidden="true">{label("dayMark", kind)}</small>;
}
