import { questions } from "../../api/questions.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { boundsOfDay, dayOf } from "../../format/time.ts";
import { t } from "../../i18n/words.ts";
import { navigate, place } from "../../router/router.ts";
import { Deadline } from "../../ui/deadline.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";

const mostDays = 1000;

/**
 * Counts working days from a day. What was asked stands in the address, so that an answer can be shared.
 *
 * @param path the page it stands on
 * @param today day that it begins with
 */
export function DeadlineTool(props: { path: string; today: string | undefined; years: readonly number[] | undefined }) {
  const { path, today = "", years } = props;
  const { query } = place.value;
  const from = query.get("from") ?? "";
  const days = query.get("days") ?? "";
  const isAsked = boundsOfDay(from) !== undefined && /^\d{1,4}$/.test(days) && Number(days) <= mostDays;
  const answer = useAnswer(isAsked ? questions.workingDays({ from: noonOf(from), days }) : null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement)) {
      if (typeof value === "string") chosen.set(name, value);
    }
    navigate(`${path}?${chosen.toString()}`);
  };
  return (
    <Section title={t("tool.title")} note={t("tool.lead")}>
      <form class="filters" onSubmit={submit} key={`${from} ${days} ${today}`}>
        <label>
          <span>{t("tool.from")}</span>
          <input type="date" name="from" required defaultValue={from || today} min="2000-01-01" max="2999-12-31" />
        </label>
        <label>
          <span>{t("tool.days")}</span>
          <input type="number" name="days" required defaultValue={days || "10"} min="0" max={mostDays} step="1" />
        </label>
        <button type="submit" class="button">
          {t("tool.count")}
        </button>
      </form>
      <div class="tool-answer" role="status">
        {isAsked && (
          <Loaded answer={answer} rows={1}>
            {(end) => (
              <p>
                {t("tool.answer", { from: dayOf(end.from), n: end.days })}{" "}
                <strong>
                  <Deadline until={end.deadline} from={end.from} years={years} />
                </strong>{" "}
                {end.deadline !== "pending" && <small>{t("clock.endOfDay")}</small>}
              </p>
            )}
          </Loaded>
        )}
      </div>
    </Section>
  );
}

/** Noon of a day in Shanghai as RFC 3339 in UTC: any time of the day counts the same. */
function noonOf(day: string): string {
  return `${day}T04:00:00Z`;
}
