import { questions, type Query } from "../../api/questions.ts";
import type { Usage } from "../../api/shapes.ts";
import { BarChart } from "../../charts/bar-chart.tsx";
import { daysOfUse } from "../../data/usage-days.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { grouped } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { Count, Purposes } from "../../ui/values.tsx";

/** What was used of something: by day as a chart, by purpose as a table. */
export function UsageSection({ of: subject, title = t("usage.title") }: { of: Query; title?: string }) {
  const answer = useAnswer(questions.usage(subject));
  const { data } = answer;
  const note = data && t("usage.note", { units: grouped(data.units), receipts: grouped(data.receipts) });
  return (
    <Section title={title} note={data?.receipts === 0 ? t("usage.none") : note}>
      <Loaded answer={answer} rows={3}>
        {(usage) => (usage.receipts === 0 ? null : <Used usage={usage} title={title} />)}
      </Loaded>
    </Section>
  );
}

function Used({ usage, title }: { usage: Usage; title: string }) {
  const days = daysOfUse(usage.byDay);
  const [first = "", last = ""] = [days[0]?.day, days.at(-1)?.day];
  return (
    <>
      <BarChart
        tone="a"
        title={`${title} · ${t("usage.byDay")}`}
        desc={t("usage.desc", { first, last, units: grouped(usage.units) })}
        points={days}
      />
      <Table
        caption={`${title} · ${t("usage.byPurpose")}`}
        rows={usage.byPurpose}
        keyOf={({ purpose }) => String(purpose)}
        columns={[
          { head: t("usage.purpose"), cell: ({ purpose }) => <Purposes list={[purpose]} /> },
          { head: t("voucher.used"), cell: ({ units }) => <Count value={units} />, number: true },
          { head: t("usage.receipts"), cell: ({ receipts }) => <Count value={receipts} />, number: true },
        ]}
      />
    </>
  );
}
