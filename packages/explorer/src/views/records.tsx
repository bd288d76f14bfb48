import { questions } from "../api/questions.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Count, Named, PartyName, Time } from "../ui/values.tsx";

/** All records on the public-data track. */
export function RecordsView() {
  return (
    <ListPage
      route="records"
      title={t("record.list")}
      lead={t("record.lead")}
      beside={
        <p>
          <To name="recordRequests">{t("request.list")}</To>
        </p>
      }
      ask={questions.records}
      keyOf={({ recordId }) => recordId}
      columns={[
        {
          head: t("record.id"),
          cell: ({ recordId }) => (
            <To name="record" id={recordId}>
              {recordId}
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
        { head: t("record.number"), cell: ({ recordNumber }) => recordNumber ?? t("common.none") },
        { head: t("record.body"), cell: ({ body }) => <PartyName party={body} /> },
        { head: t("record.submittedAt"), cell: ({ submittedAt }) => <Time at={submittedAt} day /> },
        { head: t("record.state"), cell: ({ state }) => <Chip group="recordState" value={state} /> },
        {
          head: t("record.authorisations"),
          cell: ({ authorisations }) => <Count value={authorisations.length} />,
          number: true,
        },
      ]}
    />
  );
}
