import { questions } from "../../api/questions.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Table } from "../../ui/table.tsx";
import { Hex, Time } from "../../ui/values.tsx";

/** Yearly reports, when each is due, and whether what was filed is what follows from the ledger. */
export function RegistryReports({ registry }: { registry: string }) {
  const answer = useAnswer(questions.registryReports(registry));
  return (
    <Loaded answer={answer} rows={2}>
      {({ items }) => (
        <Table
          caption={t("registry.reports")}
          rows={items}
          keyOf={({ year }) => String(year)}
          columns={[
            { head: t("registry.year"), cell: ({ year }) => String(year) },
            { head: t("registry.fileBy"), cell: ({ dueBy }) => <Time at={dueBy} day /> },
            {
              head: t("registry.filedAt"),
              cell: ({ filedAt, late, over }) => (
                <span class="chips">
                  {over ? <Time at={filedAt} day /> : <span class="quiet">{t("registry.yearRuns")}</span>}
                  {late && <span class="chip chip-bad">{t("registry.overdue")}</span>}
                </span>
              ),
            },
            {
              head: t("registry.document"),
              cell: (report) => <Hex value={report.documentDigest} what={t("registry.document")} />,
            },
            {
              head: t("registry.agrees"),
              cell: ({ agrees }) =>
                agrees === null ? (
                  <span class="quiet">{t("common.none")}</span>
                ) : (
                  <Chip group="agreement" value={agrees} />
                ),
            },
            { head: t("registry.appraiseBy"), cell: ({ appraiseBy }) => <Time at={appraiseBy} day /> },
            { head: t("registry.appraisedAt"), cell: ({ appraisedAt }) => <Time at={appraisedAt} day /> },
            {
              head: "CSV",
              cell: ({ year, over }) =>
                over ? (
                  <a href={`/v1/registries/${registry}/reports/${year}/document?format=csv`} download>
                    {t("registry.csv", { year })}
                  </a>
                ) : (
                  <span class="quiet">{t("common.none")}</span>
                ),
            },
          ]}
        />
      )}
    </Loaded>
  );
}
