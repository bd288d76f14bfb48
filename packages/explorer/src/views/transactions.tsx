import { questions } from "../api/questions.ts";
import { shortHex } from "../format/hex.ts";
import { grouped } from "../format/number.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { PartyName, Time } from "../ui/values.tsx";
import { ChainTabs } from "./parts/chain-tabs.tsx";

/** Transactions, newest first, those that were refused included. */
export function TransactionsView() {
  return (
    <ListPage
      route="transactions"
      title={t("transaction.list")}
      lead={t("transaction.lead")}
      beside={<ChainTabs />}
      filters={[
        { name: "from", label: t("transaction.from") },
        { name: "party", label: t("party.address") },
      ]}
      ask={questions.transactions}
      keyOf={({ hash }) => hash}
      columns={[
        {
          head: t("transaction.hash"),
          cell: ({ hash }) => (
            <To name="transaction" id={hash}>
              <code>{shortHex(hash)}</code>
            </To>
          ),
        },
        { head: t("transaction.method"), cell: ({ method }) => <code>{method?.name ?? "–"}</code> },
        { head: t("transaction.fromParty"), cell: ({ fromParty }) => <PartyName party={fromParty} /> },
        { head: t("transaction.status"), cell: ({ status }) => <Chip group="txStatus" value={status} /> },
        { head: t("event.time"), cell: ({ time }) => <Time at={time} /> },
        {
          head: t("block.number"),
          cell: ({ block }) => (
            <To name="block" id={String(block)}>
              {grouped(block)}
            </To>
          ),
          number: true,
        },
      ]}
    />
  );
}
