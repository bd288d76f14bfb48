import { useMemo } from "preact/hooks";
import { questions } from "../../api/questions.ts";
import type { AssetLineage } from "../../api/shapes.ts";
import { nameOf } from "../../data/names.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { shortHex } from "../../format/hex.ts";
import { label, t } from "../../i18n/words.ts";
import type { LineageGraph } from "../../lineage/graph.ts";
import { LineageView } from "../../lineage/lineage-view.tsx";
import { href } from "../../router/routes.ts";
import { To } from "../../ui/link.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { LongTable } from "../../ui/long-table.tsx";
import { Section } from "../../ui/section.tsx";
import { Named, PartyName } from "../../ui/values.tsx";

/** Sources of an asset and what was derived of it, drawn and as a table. */
export function AssetLineageSection({ assetId }: { assetId: string }) {
  const answer = useAnswer(questions.assetLineage(assetId));
  return (
    <Section title={t("asset.lineage")}>
      <Loaded answer={answer} rows={5}>
        {(lineage) =>
          lineage.nodes.length < 2 ? (
            <p class="empty">{t("asset.lineageAlone")}</p>
          ) : (
            <Drawn lineage={lineage} self={assetId} />
          )
        }
      </Loaded>
    </Section>
  );
}

function Drawn({ lineage, self }: { lineage: AssetLineage; self: string }) {
  const { nodes, edges } = lineage;
  const graph = useMemo(() => graphOf(lineage, self), [lineage, self]);
  const byId = new Map(nodes.map((node) => [node.assetId, node]));
  const asset = (id: string) => (
    <To name="asset" id={id}>
      <Named text={byId.get(id)?.name ?? shortHex(id)} />
    </To>
  );
  return (
    <>
      <LineageView
        graph={graph}
        title={t("asset.lineage")}
        desc={t("asset.lineageDesc", { nodes: nodes.length, edges: edges.length })}
      />
      <LongTable
        caption={t("lineage.table")}
        rows={edges}
        keyOf={({ from, to }) => from + to}
        columns={[
          { head: t("lineage.from"), cell: ({ from }) => asset(from) },
          { head: t("lineage.to"), cell: ({ to }) => asset(to) },
          { head: t("asset.declarant"), cell: ({ to }) => <PartyName party={byId.get(to)?.declarant} /> },
        ]}
      />
    </>
  );
}

function graphOf({ nodes, edges }: AssetLineage, self: string): LineageGraph {
  return {
    nodes: nodes.map(({ assetId, name, declarant, category }) => ({
      id: assetId,
      title: name,
      detail: nameOf(declarant) ?? label("category", category),
      href: href("asset", assetId),
      self: assetId === self,
      faded: false,
    })),
    edges: edges.map(({ from, to }) => ({ from, to, label: "" })),
  };
}
