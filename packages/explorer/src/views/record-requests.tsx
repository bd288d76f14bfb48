import { questions } from "../api/questions.ts";
import type { RecordRequest } from "../api/shapes.ts";
import { label, t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Named } from "../ui/values.tsx";
import { requestColumns } from "./parts/request-columns.tsx";

const kinds = ["change", "correction", "cancellation"] as const satisfies readonly RecordRequest["kind"][];
const states = [
  "filed",
  "published",
  "granted",
  "refused",
  "withdrawn",
  "lapsed",
] as const satisfies readonly RecordRequest["state"][];

/** Requests to change, correct or cancel what is on record of public data. */
export function RecordRequestsView() {
  const [number, ...columns] = requestColumns();
  return (
    <ListPage
      route="recordRequests"
      title={t("request.list")}
      lead={t("request.lead")}
      filters={[
        { name: "kind", label: t("request.kind"), options: kinds.map((kind) => [kind, label("requestKind", kind)]) },
        {
          name: "state",
          label: t("request.state"),
          options: states.map((state) => [state, label("requestState", state)]),
        },
      ]}
      ask={questions.recordRequests}
      keyOf={({ requestId }) => requestId}
      empty={t("request.none")}
      columns={[
        number!,
        {
          head: t("record.one"),
          cell: ({ recordId, assetName }) => (
            <To name="record" id={recordId}>
              <Named text={assetName} />
            </To>
          ),
        },
        ...columns,
      ]}
    />
  );
}
