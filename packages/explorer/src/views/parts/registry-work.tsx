import { questions } from "../../api/questions.ts";
import { BarChart } from "../../charts/bar-chart.tsx";
import { useAnswer } from "../../data/use-answer.ts";
import { applicationsIn, averageDays, countWord, linesOf } from "../../data/work.ts";
import { t } from "../../i18n/words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { Count } from "../../ui/values.tsx";

const two = (month: number) => String(month).padStart(2, "0");

/** What a registry did in a year: applications as bars by month, and every count as a table. */
export function RegistryWork({ registry }: { registry: string }) {
  const answer = useAnswer(questions.registryStatistics(registry, {}));
  return (
    <Loaded answer={answer} rows={6}>
      {({ year, total, months }) => {
        const counts = months.map((month) => month.counts);
        const points = months.map(({ month, counts: work }) => ({
          day: `${year}-${two(month)}`,
          value: String(applicationsIn(work)),
        }));
        const most = Math.max(...counts.map(applicationsIn));
        const average = averageDays(total);
        return (
          <Section title={t("registry.statistics", { year })} note={t("registry.statisticsNote")}>
            <BarChart
              title={t("registry.chart")}
              desc={t("registry.chartDesc", { year, n: applicationsIn(total), most })}
              points={points}
              tone="a"
            />
            {average !== null && <p>{t("registry.average", { n: average, cases: total.workingDays.cases })}</p>}
            <Table
              caption={t("registry.statistics", { year })}
              rows={linesOf(total, counts)}
              keyOf={({ key }) => key}
              columns={[
                { head: t("registry.count"), cell: (line) => countWord(line) },
                { head: t("registry.total"), cell: (line) => <Count value={line.total} />, number: true },
                ...months.map(({ month }, i) => ({
                  head: two(month),
                  cell: (line: { readonly months: readonly number[] }) => <Count value={line.months[i] ?? 0} />,
                  number: true,
                })),
              ]}
            />
          </Section>
        );
      }}
    </Loaded>
  );
}
