import type { Voucher } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import type { Column } from "../../ui/table.tsx";
import { Count, Named, PartyName, Time, VoucherLink } from "../../ui/values.tsx";
import { Locks } from "./locks.tsx";

/** Columns of a list of vouchers; lists of one holder leave the holder out. */
export function voucherColumns({ holder = true } = {}): readonly Column<Voucher>[] {
  const columns: Column<Voucher>[] = [
    { head: t("voucher.label"), cell: ({ voucherId }) => <VoucherLink id={voucherId} /> },
    {
      head: t("asset.one"),
      cell: ({ assetId, assetName }) => (
        <To name="asset" id={assetId}>
          <Named text={assetName} />
        </To>
      ),
    },
    { head: t("voucher.holder"), cell: (voucher) => <PartyName party={voucher.holder} /> },
    {
      head: t("voucher.state"),
      cell: ({ state, locks }) => (
        <span class="chips">
          <Chip group="voucherState" value={state} />
          <Locks locks={locks} />
        </span>
      ),
    },
    { head: t("voucher.issuedAt"), cell: ({ issuedAt }) => <Time at={issuedAt} day /> },
    { head: t("voucher.units"), cell: ({ units }) => <Count value={units} />, number: true },
  ];
  return holder ? columns : columns.filter(({ head }) => head !== t("voucher.holder"));
}
