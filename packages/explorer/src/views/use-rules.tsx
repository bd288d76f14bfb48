import { UseRulesPanel } from "../acts/use-rules-panel.tsx";
import { questions } from "../api/questions.ts";
import type { Commitment } from "../api/shapes.ts";
import { useAnswer } from "../data/use-answer.ts";
import { label, t } from "../i18n/words.ts";
import { Facts } from "../ui/facts.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { Count, Hex, PartyName, Time } from "../ui/values.tsx";
import { PartyTabs } from "./parts/party-tabs.tsx";

/** What the authority sets for every use: the safe-use commitment in its editions, and what no use may claim. */
export function UseRulesView() {
  const commitments = useAnswer(questions.commitments());
  const prohibited = useAnswer(questions.prohibited());
  const refresh = () => {
    commitments.retry();
    prohibited.retry();
  };
  return (
    <Page title={t("useRules.title")} lead={t("useRules.lead")}>
      <PartyTabs />
      <Section title={t("useRules.commitments")} note={t("useRules.commitmentsNote")}>
        <Loaded answer={commitments} rows={3}>
          {({ items }) => <Editions items={items} />}
        </Loaded>
      </Section>
      <Section title={t("useRules.prohibited")} note={t("useRules.prohibitedNote")}>
        <Loaded answer={prohibited} rows={3}>
          {({ analyses, byParty, since, documentDigest }) =>
            since === null ? (
              <p class="empty">{t("useRules.noProhibited")}</p>
            ) : (
              <Facts
                rows={[
                  [
                    t("useRules.kinds"),
                    analyses.length === 0
                      ? t("common.none")
                      : analyses.map((kind) => label("analysis", kind)).join(t("common.list")),
                  ],
                  [t("useRules.by"), <PartyName key="b" party={byParty} />],
                  [t("useRules.since"), <Time key="t" at={since} />],
                  [t("useRules.document"), <Hex key="d" value={documentDigest} what={t("useRules.document")} />],
                ]}
              />
            )
          }
        </Loaded>
      </Section>
      {commitments.data && prohibited.data && <UseRulesPanel prohibited={prohibited.data.analyses} refresh={refresh} />}
    </Page>
  );
}

function Editions({ items }: { items: readonly Commitment[] }) {
  return (
    <Table
      caption={t("useRules.commitments")}
      rows={items}
      keyOf={({ edition }) => String(edition)}
      columns={[
        { head: t("useRules.edition"), cell: ({ edition }) => String(edition) },
        {
          head: t("useRules.text"),
          cell: ({ textDigest }) => <Hex value={textDigest} what={t("useRules.text")} />,
        },
        { head: t("useRules.by"), cell: ({ byParty }) => <PartyName party={byParty} /> },
        { head: t("useRules.publishedAt"), cell: ({ publishedAt }) => <Time at={publishedAt} day /> },
        { head: t("useRules.requiredFrom"), cell: ({ requiredFrom }) => <Time at={requiredFrom} day /> },
        { head: t("useRules.counts"), cell: ({ counts }) => t(counts ? "common.yes" : "common.no") },
        { head: t("useRules.parties"), cell: ({ parties }) => <Count value={parties} />, number: true },
      ]}
    />
  );
}
