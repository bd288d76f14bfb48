import { useMemo } from "preact/hooks";
import { questions } from "../../api/questions.ts";
import type { Licences, Series } from "../../api/shapes.ts";
import { nameOf } from "../../data/names.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { shortHex } from "../../format/hex.ts";
import { grouped } from "../../format/number.ts";
import { t } from "../../i18n/words.ts";
import type { LineageGraph } from "../../lineage/graph.ts";
import { LineageView } from "../../lineage/lineage-view.tsx";
import { href } from "../../router/routes.ts";
import { To } from "../../ui/link.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { LongTable } from "../../ui/long-table.tsx";
import { Section } from "../../ui/section.tsx";
import { Count, PartyName, VoucherLink } from "../../ui/values.tsx";
import { SeriesChips } from "./series-chips.tsx";

/** The licences that stand one upon the other, drawn and as a table. Where none may, there is nothing to show. */
export function LicenceTree({ series }: { series: Series }) {
  if (series.basis.kind !== "licence" && series.conditions.onward === 0) return null;
  return <Tree id={String(series.seriesId)} />;
}

function Tree({ id }: { id: string }) {
  const answer = useAnswer(questions.licences(id));
  return (
    <Section title={t("licence.tree")} note={t("licence.lead")}>
      <Loaded answer={answer} rows={4}>
        {(licences) => (licences.items.length < 2 ? <p class="empty">{t("licence.none")}</p> : <Drawn of={licences} />)}
      </Loaded>
    </Section>
  );
}

function Drawn({ of: licences }: { of: Licences }) {
  const { items, seriesId, complete } = licences;
  const graph = useMemo(() => graphOf(items, seriesId), [items, seriesId]);
  return (
    <>
      <LineageView graph={graph} title={t("licence.tree")} desc={t("licence.desc", { n: items.length })} />
      <LongTable
        caption={t("licence.table")}
        rows={items}
        keyOf={({ series }) => String(series.seriesId)}
        columns={[
          {
            head: t("series.one"),
            cell: ({ series, depth }) => (
              <span class="chips">
                {"› ".repeat(depth)}
                <To name="series" id={series.seriesId}>
                  {t("series.title", { id: series.seriesId })}
                </To>
                <SeriesChips state={series.state} />
              </span>
            ),
          },
          { head: t("series.grantor"), cell: ({ series }) => <PartyName party={series.grantor} /> },
          { head: t("licence.voucher"), cell: ({ parent }) => (parent ? <VoucherLink id={parent.voucherId} /> : "–") },
          { head: t("series.cap"), cell: ({ series }) => <Count value={series.cap} />, number: true },
          { head: t("units.issued"), cell: ({ series }) => <Count value={series.totals.issued} />, number: true },
          { head: t("units.used"), cell: ({ series }) => <Count value={series.totals.used} />, number: true },
          { head: t("units.licensed"), cell: ({ series }) => <Count value={series.totals.licensed} />, number: true },
        ]}
      />
      {!complete && <p class="note">{t("licence.more")}</p>}
    </>
  );
}

function graphOf(items: Licences["items"], self: number): LineageGraph {
  return {
    nodes: items.map(({ series }) => ({
      id: String(series.seriesId),
      title: `${t("series.title", { id: series.seriesId })} · ${grouped(series.cap)}`,
      detail: nameOf(series.grantor) ?? shortHex(series.grantor),
      href: href("series", String(series.seriesId)),
      self: series.seriesId === self,
      faded: series.state.licenceEnded || series.state.expired,
    })),
    edges: items.flatMap(({ series, parent }) =>
      parent === null ? [] : [{ from: String(parent.seriesId), to: String(series.seriesId), label: "" }],
    ),
  };
}
