import { questions } from "../api/questions.ts";
import { shortHex } from "../format/hex.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Count, Time } from "../ui/values.tsx";
import { ChainTabs } from "./parts/chain-tabs.tsx";

/** Blocks, newest first. */
export function BlocksView() {
  return (
    <ListPage
      route="blocks"
      title={t("block.list")}
      lead={t("block.lead")}
      beside={<ChainTabs />}
      ask={questions.blocks}
      keyOf={({ hash }) => hash}
      columns={[
        {
          head: t("block.number"),
          cell: ({ number }) => (
            <To name="block" id={String(number)}>
              {grouped(number)}
            </To>
          ),
        },
        { head: t("block.time"), cell: ({ time }) => <Time at={time} /> },
        { head: t("block.hash"), cell: ({ hash }) => <code title={hash}>{shortHex(hash)}</code> },
        { head: t("block.transactions"), cell: ({ transactions }) => <Count value={transactions} />, number: true },
        { head: t("block.gas"), cell: ({ gasUsed }) => <Count value={gasUsed} />, number: true },
      ]}
    />
  );
}
