import { questions } from "../api/questions.ts";
import { label, t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Count, Named, PartyName, Term } from "../ui/values.tsx";
import { SeriesChips } from "./parts/series-chips.tsx";

/** All series. */
export function SeriesListView() {
  return (
    <ListPage
      route="seriesList"
      title={t("series.list")}
      lead={t("series.lead")}
      ask={questions.seriesList}
      keyOf={({ seriesId }) => String(seriesId)}
      columns={[
        {
          head: t("series.id"),
          cell: ({ seriesId }) => (
            <To name="series" id={seriesId}>
              {seriesId}
            </To>
          ),
        },
        {
          head: t("asset.one"),
          cell: ({ assetId, assetName }) => (
            <To name="asset" id={assetId}>
              <Named text={assetName} />
            </To>
          ),
        },
        { head: t("series.grantor"), cell: ({ grantor }) => <PartyName party={grantor} /> },
        { head: t("series.class"), cell: (series) => label("class", series.class) },
        { head: t("series.term"), cell: ({ start, end }) => <Term from={start} until={end} /> },
        { head: t("series.state"), cell: ({ state }) => <SeriesChips state={state} /> },
        { head: t("units.issued"), cell: ({ totals }) => <Count value={totals.issued} />, number: true },
        { head: t("units.live"), cell: ({ totals }) => <Count value={totals.live} />, number: true },
      ]}
    />
  );
}
