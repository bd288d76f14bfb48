import { questions } from "../api/questions.ts";
import { useAnswer } from "../data/use-answer.ts";
import { shortHex } from "../format/hex.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { Facts } from "../ui/facts.tsx";
import { To } from "../ui/link.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Table } from "../ui/table.tsx";
import { Hex, PartyName, Time } from "../ui/values.tsx";
import { AssetHolders } from "./parts/asset-holders.tsx";
import { AssetLineageSection } from "./parts/asset-lineage.tsx";
import { AssetLinks } from "./parts/asset-links.tsx";
import { DescriptionHistory } from "./parts/description-history.tsx";
import { RightsTable } from "./parts/rights-table.tsx";
import { UsageSection } from "./parts/usage-section.tsx";

/** One asset: its fingerprint, its three rights, its registrations, its lineage. */
export function AssetView({ id }: { id: string }) {
  const answer = useAnswer(questions.asset(id));
  const { data } = answer;
  return (
    <Page
      title={data?.name ?? shortHex(id)}
      kind={t("asset.one")}
      parent={["assets", t("asset.list")]}
      chips={
        data && (
          <>
            <Chip group="grade" value={data.grade} />
            <span class="chip chip-info">{label("category", data.category)}</span>
          </>
        )
      }
    >
      <Loaded answer={answer}>
        {(asset) => (
          <>
            <Facts
              rows={[
                [t("asset.declarant"), <PartyName key="d" party={asset.declarant} />],
                [t("asset.declaredAt"), <Time key="t" at={asset.declaredAt} />],
                [t("asset.source"), label("source", asset.source)],
                [t("asset.fingerprint"), <Hex key="f" value={asset.fingerprint} what={t("asset.fingerprint")} full />],
                [t("asset.descriptor"), <Hex key="x" value={asset.descriptorDigest} what={t("asset.descriptor")} />],
                [t("asset.id"), <Hex key="i" value={asset.assetId} what={t("asset.id")} />],
              ]}
            />
            <Section title={t("asset.rights")} note={t("asset.rightsNote")}>
              <RightsTable
                caption={t("asset.rights")}
                rights={asset.rights.filter(({ endedAt }) => endedAt === null)}
              />
            </Section>
            <Section title={t("asset.holders")} note={t("asset.holdersNote")}>
              <AssetHolders asset={asset} />
            </Section>
            <UsageSection of={{ assetId: asset.assetId }} />
            <AssetLineageSection assetId={asset.assetId} />
            <Section title={t("asset.links")}>
              <AssetLinks asset={asset} />
            </Section>
            <Section title={t("asset.descriptions")}>
              <DescriptionHistory history={asset.descriptionHistory} />
            </Section>
            <Section title={t("asset.gradeHistory")}>
              <Table
                caption={t("asset.gradeHistory")}
                rows={asset.gradeHistory}
                keyOf={({ transaction, grade }) => transaction + grade}
                columns={[
                  { head: t("asset.at"), cell: ({ at }) => <Time at={at} /> },
                  { head: t("asset.grade"), cell: ({ grade }) => <Chip group="grade" value={grade} /> },
                  {
                    head: t("asset.document"),
                    cell: (row) => <Hex value={row.documentDigest} what={t("asset.document")} />,
                  },
                  {
                    head: t("asset.assessment"),
                    cell: (row) => <Hex value={row.assessmentDigest} what={t("asset.assessment")} />,
                  },
                  {
                    head: t("transaction.one"),
                    cell: ({ transaction }) => (
                      <To name="transaction" id={transaction}>
                        <code>{shortHex(transaction)}</code>
                      </To>
                    ),
                  },
                ]}
              />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
