import { questions } from "../api/questions.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Count, Named, PartyName, Time } from "../ui/values.tsx";
import { AssetTabs } from "./parts/asset-tabs.tsx";

const categories = ["enterprise", "utilityService", "governmentDuty", "authorisedProduct", "personal"] as const;

/** All declared assets. */
export function AssetsView() {
  return (
    <ListPage
      route="assets"
      title={t("asset.list")}
      lead={t("asset.lead")}
      beside={<AssetTabs />}
      filters={[
        { name: "q", label: t("asset.name") },
        { name: "category", label: t("asset.category"), options: categories.map((is) => [is, label("category", is)]) },
      ]}
      ask={questions.assets}
      keyOf={({ assetId }) => assetId}
      columns={[
        {
          head: t("asset.name"),
          cell: ({ assetId, name }) => (
            <To name="asset" id={assetId}>
              <Named text={name} />
            </To>
          ),
        },
        { head: t("asset.declarant"), cell: ({ declarant }) => <PartyName party={declarant} /> },
        { head: t("asset.category"), cell: ({ category }) => label("category", category) },
        { head: t("asset.grade"), cell: ({ grade }) => <Chip group="grade" value={grade} /> },
        { head: t("asset.declaredAt"), cell: ({ declaredAt }) => <Time at={declaredAt} day /> },
        {
          head: t("certificate.one"),
          cell: ({ certificates }) => <Count value={certificates.length} />,
          number: true,
        },
      ]}
    />
  );
}
