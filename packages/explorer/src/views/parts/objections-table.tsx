import type { Objection } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Table } from "../../ui/table.tsx";
import { Hex, PartyName, Time } from "../../ui/values.tsx";

/** Objections of a case. */
export function ObjectionsTable({ objections }: { objections: readonly Objection[] }) {
  return (
    <Table
      caption={t("case.objections")}
      rows={objections}
      keyOf={({ objectionId }) => String(objectionId)}
      empty={t("case.noObjections")}
      columns={[
        { head: t("case.objector"), cell: ({ objector }) => <PartyName party={objector} /> },
        { head: t("case.raisedAt"), cell: ({ raisedAt }) => <Time at={raisedAt} /> },
        { head: t("case.reason"), cell: ({ reasonDigest }) => <Hex value={reasonDigest} what={t("case.reason")} /> },
        { head: t("case.state"), cell: ({ state }) => <Chip group="objection" value={state} /> },
        { head: t("case.resolvedAt"), cell: ({ resolvedAt }) => <Time at={resolvedAt} /> },
        {
          head: t("case.resolution"),
          cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("case.resolution")} />,
        },
      ]}
    />
  );
}
