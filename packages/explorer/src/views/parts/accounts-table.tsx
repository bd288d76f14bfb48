import type { Account } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { Table } from "../../ui/table.tsx";
import { AccountLink, Count, Hex, Time } from "../../ui/values.tsx";

/** Keys of a party. */
export function AccountsTable({ accounts }: { accounts: readonly Account[] }) {
  return (
    <Table
      caption={t("party.accounts")}
      rows={accounts}
      keyOf={({ account }) => account}
      columns={[
        { head: t("account.address"), cell: ({ account }) => <AccountLink account={account} /> },
        {
          head: t("account.powers"),
          cell: ({ powers }) => powers.map((power) => label("power", power)).join(t("common.list")),
        },
        {
          head: t("account.appointment"),
          cell: ({ appointment }) => <Hex value={appointment} what={t("account.appointment")} />,
        },
        { head: t("account.state"), cell: ({ state }) => <Chip group="accountState" value={state} /> },
        { head: t("account.since"), cell: ({ since }) => <Time at={since} day /> },
        {
          head: t("account.validUntil"),
          cell: ({ validUntil }) => (validUntil ? <Time at={validUntil} day /> : t("common.noEnd")),
        },
        {
          head: t("account.unitLimit"),
          cell: ({ unitLimit }) => (unitLimit === null ? t("common.none") : <Count value={unitLimit} />),
          number: true,
        },
      ]}
    />
  );
}
