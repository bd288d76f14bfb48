import type { Lock } from "../../api/shapes.ts";
import { lockName } from "../../data/locks.ts";
import { t } from "../../i18n/words.ts";
import { Table } from "../../ui/table.tsx";
import { Hex, Time } from "../../ui/values.tsx";

/** Locks that stand on a voucher. */
export function LocksTable({ locks }: { locks: readonly Lock[] }) {
  return (
    <Table
      caption={t("voucher.locks")}
      rows={locks}
      keyOf={({ lockClass }) => lockClass}
      columns={[
        { head: t("voucher.lockClass"), cell: ({ lockClass }) => lockName(lockClass) },
        {
          head: t("voucher.lockController"),
          cell: ({ controller }) => <Hex value={controller} what={t("voucher.lockController")} />,
        },
        { head: t("voucher.lockSince"), cell: ({ since }) => <Time at={since} /> },
        {
          head: t("voucher.lockDetails"),
          cell: ({ detailsDigest }) => <Hex value={detailsDigest} what={t("voucher.lockDetails")} />,
        },
      ]}
    />
  );
}
