import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { dayOf } from "../format/time.ts";
import { t } from "../i18n/words.ts";
import { href } from "../router/routes.ts";
import { Facts } from "../ui/facts.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Hex, PartyName, Time } from "../ui/values.tsx";
import { DeadlineTool } from "./parts/deadline-tool.tsx";
import { YearMonths } from "./parts/year-months.tsx";
import { YearVersions } from "./parts/year-versions.tsx";

/** One year of the working-day calendar: its months, its versions; or that it is not loaded, and what that means. */
export function CalendarYearView({ id }: { id: string }) {
  const status = useAnswer(questions.status());
  const years = status.data?.calendarYears;
  const isLoaded = years?.includes(Number(id));
  const answer = useAnswer(isLoaded ? questions.calendarYear(id) : null);
  const now = status.data?.indexed?.time;
  const today = now && dayOf(now);
  return (
    <Page title={t("calendar.title", { year: id })} parent={["calendar", t("calendar.list")]}>
      {isLoaded === false ? (
        <p class="banner">{t("calendar.missing", { year: id })}</p>
      ) : (
        <Loaded answer={answer} rows={16}>
          {(year) => (
            <>
              <Facts
                rows={[
                  [t("calendar.workingDays"), t("calendar.days", { n: year.workingDays })],
                  [t("calendar.holidays"), t("calendar.days", { n: year.holidays.length })],
                  [t("calendar.makeUpDays"), t("calendar.days", { n: year.makeUpDays.length })],
                  [t("calendar.version"), String(year.version)],
                  [t("calendar.loadedAt"), <Time key="t" at={year.loadedAt} />],
                  [t("calendar.loadedBy"), <PartyName key="p" party={year.byParty} />],
                  [t("calendar.document"), <Hex key="d" value={year.documentDigest} what={t("calendar.document")} />],
                ]}
              />
              <Section title={t("calendar.months")}>
                <YearMonths year={year} today={today} />
              </Section>
              <Section title={t("calendar.versions")}>
                <YearVersions versions={year.versions} />
              </Section>
            </>
          )}
        </Loaded>
      )}
      <DeadlineTool path={href("calendarYear", id)} today={today} years={years} />
    </Page>
  );
}
