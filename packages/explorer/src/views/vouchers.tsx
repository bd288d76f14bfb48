import { questions } from "../api/questions.ts";
import { label, t } from "../i18n/words.ts";
import { ListPage } from "../ui/list-page.tsx";
import { voucherColumns } from "./parts/voucher-columns.tsx";

const states = ["live", "expired", "used", "cancelled", "merged", "writtenExpired"] as const;

/** All vouchers. */
export function VouchersView() {
  return (
    <ListPage
      route="vouchers"
      title={t("voucher.list")}
      lead={t("voucher.lead")}
      filters={[
        { name: "series", label: t("series.id") },
        { name: "holder", label: t("party.address") },
        { name: "state", label: t("voucher.state"), options: states.map((is) => [is, label("voucherState", is)]) },
      ]}
      ask={questions.vouchers}
      keyOf={({ voucherId }) => voucherId}
      columns={voucherColumns()}
    />
  );
}
