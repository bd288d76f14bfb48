import type { Flag } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { Named, PartyName } from "../../ui/values.tsx";

/** Other assets that a person should compare with that of a case; nothing where there is none. */
export function CaseFlags({ flags }: { flags: readonly Flag[] }) {
  if (flags.length === 0) return null;
  return (
    <Section title={t("case.flags")} note={t("case.flagsNote")}>
      <Table
        caption={t("case.flags")}
        rows={flags}
        keyOf={({ kind, assetId }) => kind + assetId}
        columns={[
          { head: t("case.flag"), cell: ({ kind }) => <Chip group="flag" value={kind} /> },
          {
            head: t("asset.one"),
            cell: ({ assetId, assetName }) => (
              <To name="asset" id={assetId}>
                <Named text={assetName} />
              </To>
            ),
          },
          { head: t("asset.declarant"), cell: ({ declarant }) => <PartyName party={declarant} /> },
          {
            head: t("case.similarity"),
            number: true,
            cell: ({ similarity }) => <span class="number">{`${(similarity / 10).toFixed(1)} %`}</span>,
          },
        ]}
      />
    </Section>
  );
}
