import type { YearVersion } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Table } from "../../ui/table.tsx";
import { Count, Hex, PartyName, Time } from "../../ui/values.tsx";

/** Every version of a year, with the document that it follows. */
export function YearVersions({ versions }: { versions: readonly YearVersion[] }) {
  return (
    <Table
      caption={t("calendar.versions")}
      rows={versions}
      keyOf={({ version }) => String(version)}
      columns={[
        { head: t("calendar.version"), cell: ({ version }) => String(version) },
        { head: t("calendar.loadedAt"), cell: ({ loadedAt }) => <Time at={loadedAt} /> },
        { head: t("calendar.loadedBy"), cell: ({ byParty }) => <PartyName party={byParty} /> },
        { head: t("calendar.workingDays"), cell: (row) => <Count value={row.workingDays} />, number: true },
        { head: t("calendar.holidays"), cell: (row) => <Count value={row.holidays.length} />, number: true },
        { head: t("calendar.makeUpDays"), cell: (row) => <Count value={row.makeUpDays.length} />, number: true },
        {
          head: t("calendar.document"),
          cell: ({ documentDigest }) => <Hex value={documentDigest} what={t("calendar.document")} />,
        },
        {
          head: t("transaction.one"),
          cell: ({ transaction }) => (
            <To name="transaction" id={transaction}>
              {t("transaction.one")}
            </To>
          ),
        },
      ]}
    />
  );
}
