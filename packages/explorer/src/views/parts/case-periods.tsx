import { questions } from "../../api/questions.ts";
import type { CaseDetail } from "../../api/shapes.ts";
import { PeriodChart } from "../../charts/period-chart.tsx";
import { periodsOf } from "../../data/periods.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Deadline } from "../../ui/deadline.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { Time } from "../../ui/values.tsx";

/** The periods of a case, drawn and as a table. */
export function CasePeriods({ found, years }: { found: CaseDetail; years: readonly number[] | undefined }) {
  const now = found.asOfBlock.time;
  const noticeUntil = useNoticeEnd(found);
  const periods = periodsOf(found, noticeUntil, now);
  return (
    <Section title={t("periods.title")}>
      <div class="periods">
        <div class="period-box">
          <PeriodChart periods={periods} now={now} open={found.clock.due !== null} />
        </div>
        <Table
          caption={t("periods.table")}
          rows={periods}
          keyOf={({ key }) => key}
          columns={[
            { head: t("periods.stage"), cell: ({ stage }) => label("period", stage) },
            { head: t("periods.from"), cell: ({ from }) => <Time at={from} day /> },
            {
              head: t("periods.until"),
              cell: ({ from, stage, until }) =>
                until === null ? (
                  <span class="quiet">{stage === "objection" || stage === "consent" ? "–" : t("periods.stands")}</span>
                ) : (
                  <Deadline until={until} from={from} years={years} day />
                ),
            },
            { head: t("periods.state"), cell: ({ state }) => <Chip group="periodState" value={state} /> },
          ]}
        />
      </div>
    </Section>
  );
}

/** When the notice ends or ended. The clock tells it while the case is open; then its profile and the calendar do. */
function useNoticeEnd({ clock, closedAt, noticeWaived, profileId, publishedAt }: CaseDetail): string | null {
  const isPast = closedAt !== null && publishedAt !== null && !noticeWaived;
  const profile = useAnswer(isPast ? questions.profile(profileId) : null);
  const days = profile.data?.terms.noticeDays;
  const end = useAnswer(isPast && days !== undefined ? questions.workingDays({ from: publishedAt, days }) : null);
  return isPast ? (end.data?.deadline ?? null) : clock.noticeUntil;
}
