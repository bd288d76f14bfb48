import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { dayOf } from "../format/time.ts";
import { t } from "../i18n/words.ts";
import { href } from "../router/routes.ts";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { Count, Hex, PartyName, Time } from "../ui/values.tsx";
import { DeadlineTool } from "./parts/deadline-tool.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

/** The working-day calendar: the years that are loaded, and a count of working days. */
export function CalendarView() {
  const answer = useAnswer(questions.calendar());
  const { data } = answer;
  return (
    <Page title={t("calendar.list")} lead={t("calendar.lead")}>
      <RegistrationTabs />
      <Loaded answer={answer} rows={4}>
        {({ items }) => (
          <Table
            caption={t("calendar.list")}
            rows={items.toReversed()}
            keyOf={({ year }) => String(year)}
            empty={t("calendar.none")}
            columns={[
              {
                head: t("calendar.year"),
                cell: ({ year }) => (
                  <To name="calendarYear" id={year}>
                    {year}
                  </To>
                ),
              },
              { head: t("calendar.workingDays"), cell: (row) => <Count value={row.workingDays} />, number: true },
              { head: t("calendar.holidays"), cell: (row) => <Count value={row.holidays.length} />, number: true },
              { head: t("calendar.makeUpDays"), cell: (row) => <Count value={row.makeUpDays.length} />, number: true },
              { head: t("calendar.version"), cell: ({ version }) => <Count value={version} />, number: true },
              { head: t("calendar.loadedAt"), cell: ({ loadedAt }) => <Time at={loadedAt} day /> },
              { head: t("calendar.loadedBy"), cell: ({ byParty }) => <PartyName party={byParty} /> },
              {
                head: t("calendar.document"),
                cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("calendar.document")} />,
              },
            ]}
          />
        )}
      </Loaded>
      <DeadlineTool
        path={href("calendar")}
        today={data && dayOf(data.asOfBlock.time)}
        years={data?.items.map(({ year }) => year)}
      />
    </Page>
  );
}
