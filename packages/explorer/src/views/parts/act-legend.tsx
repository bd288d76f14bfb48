import { acts } from "../../data/due.ts";
import { label, t } from "../../i18n/words.ts";
import { Table } from "../../ui/table.tsx";

/** What each next step means, and the article that it comes from. */
export function ActLegend() {
  return (
    <Table
      caption={t("desk.legendTable")}
      rows={acts}
      keyOf={(act) => act}
      columns={[
        { head: t("desk.what"), cell: (act) => <strong>{label("act", act)}</strong> },
        { head: t("desk.basis"), cell: (act) => label("actBasis", act) },
        { head: t("desk.meaning"), cell: (act) => label("actHelp", act) },
      ]}
    />
  );
}
