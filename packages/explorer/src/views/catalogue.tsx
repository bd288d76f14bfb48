import { questions } from "../api/questions.ts";
import type { CatalogueEntry } from "../api/shapes.ts";
import { label, t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Named, PartyName, Time } from "../ui/values.tsx";
import { AssetTabs } from "./parts/asset-tabs.tsx";

const categories = ["enterprise", "utilityService", "governmentDuty", "authorisedProduct", "personal"] as const;
const tracks = ["property", "public"] as const;

/** The catalogue of data resources: who answers for each, and under what terms it may be had. */
export function CatalogueView() {
  return (
    <ListPage
      route="catalogue"
      title={t("catalogue.title")}
      lead={t("catalogue.lead")}
      beside={
        <>
          <AssetTabs />
          <p class="note">
            <a href="/v1/catalogue?format=dcat&limit=200">{t("catalogue.dcat")}</a>
          </p>
        </>
      }
      filters={[
        { name: "q", label: t("asset.name") },
        { name: "track", label: t("catalogue.track"), options: tracks.map((is) => [is, label("track", is)]) },
        { name: "category", label: t("asset.category"), options: categories.map((is) => [is, label("category", is)]) },
      ]}
      ask={questions.catalogue}
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
        {
          head: t("catalogue.track"),
          cell: ({ tracks: both }) => both.map((track) => label("track", track)).join(t("common.list")),
        },
        { head: t("catalogue.responsibilities"), cell: (entry) => <Responsibilities of={entry} /> },
        { head: t("catalogue.offers"), cell: (entry) => <Offers of={entry} /> },
        { head: t("catalogue.modifiedAt"), cell: ({ modifiedAt }) => <Time at={modifiedAt} day /> },
      ]}
    />
  );
}

function Responsibilities({ of: { responsibilities } }: { of: CatalogueEntry }) {
  return (
    <ul>
      {responsibilities.map(({ role, party }) => (
        <li key={`${role} ${party}`}>
          {label("catalogueRole", role)}
          {t("common.colon")}
          <PartyName party={party} />
        </li>
      ))}
    </ul>
  );
}

function Offers({ of: { offers } }: { of: CatalogueEntry }) {
  if (offers.length === 0) return <span class="quiet">{t("common.none")}</span>;
  return (
    <ul>
      {offers.map(({ seriesId, priceRule, open }) => (
        <li key={seriesId}>
          <To name="series" id={seriesId}>
            {t("series.title", { id: seriesId })}
          </To>{" "}
          {open ? t("catalogue.open") : label("price", priceRule)}
        </li>
      ))}
    </ul>
  );
}
