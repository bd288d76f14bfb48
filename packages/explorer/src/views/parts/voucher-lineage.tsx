import { useMemo } from "preact/hooks";
import type { Provenance } from "../../api/shapes.ts";
import { nameOf } from "../../data/names.ts";
import { shortHex } from "../../format/hex.ts";
import { grouped } from "../../format/number.ts";
import { label, t } from "../../i18n/words.ts";
import type { LineageGraph } from "../../lineage/graph.ts";
import { LineageView } from "../../lineage/lineage-view.tsx";
import { href } from "../../router/routes.ts";
import { LongTable } from "../../ui/long-table.tsx";
import { Count, PartyName, Time, VoucherLink } from "../../ui/values.tsx";

type Lineage = Provenance["lineage"];

/** Splits and merges around a voucher, drawn and as a table. */
export function VoucherLineage({ lineage }: { lineage: Lineage }) {
  const graph = useMemo(() => graphOf(lineage), [lineage]);
  if (lineage.nodes.length < 2) return <p class="empty">{t("voucher.lineageAlone")}</p>;
  const holders = new Map(lineage.nodes.map(({ voucherId, holder }) => [voucherId, holder]));
  return (
    <>
      <LineageView
        graph={graph}
        title={t("voucher.lineage")}
        desc={t("voucher.lineageDesc", { nodes: lineage.nodes.length, edges: lineage.edges.length })}
      />
      <LongTable
        caption={t("lineage.table")}
        rows={lineage.edges}
        keyOf={({ from, to, block, units }) => [from, to, block, units].join(" ")}
        columns={[
          { head: t("lineage.from"), cell: ({ from }) => <VoucherLink id={from} /> },
          { head: t("lineage.to"), cell: ({ to }) => <VoucherLink id={to} /> },
          { head: t("voucher.holder"), cell: ({ to }) => <PartyName party={holders.get(to)} /> },
          { head: t("event.time"), cell: ({ time }) => <Time at={time} /> },
          { head: t("lineage.units"), cell: ({ units }) => <Count value={units} />, number: true },
        ]}
      />
    </>
  );
}

function graphOf({ nodes, edges }: Lineage): LineageGraph {
  return {
    nodes: nodes.map(({ voucherId, label: name, holder, units, state, self }) => ({
      id: voucherId,
      title: `${name} · ${state === "live" ? grouped(units) : label("voucherState", state)}`,
      detail: nameOf(holder) ?? shortHex(holder),
      href: href("voucher", voucherId),
      self,
      faded: state !== "live",
    })),
    edges: edges.map(({ from, to, units }) => ({ from, to, label: grouped(units) })),
  };
}
