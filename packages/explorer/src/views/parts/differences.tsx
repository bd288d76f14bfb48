import type { Difference } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Table } from "../../ui/table.tsx";
import { Named } from "../../ui/values.tsx";
import { fieldWord } from "../../verify/field-word.ts";

/** Where a paper and the ledger differ, field by field. */
export function Differences({ rows, caption }: { rows: readonly Difference[]; caption: string }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ field }) => field}
      columns={[
        { head: t("verify.field"), cell: ({ field }) => fieldWord(field) },
        { head: t("verify.given"), cell: ({ given }) => <Named text={given || t("common.none")} /> },
        { head: t("verify.recorded"), cell: ({ recorded }) => <Named text={recorded || t("common.none")} /> },
      ]}
    />
  );
}
