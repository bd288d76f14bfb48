import type { RecordRequest } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import type { Column } from "../../ui/table.tsx";
import { PartyName, Time } from "../../ui/values.tsx";

/** What a list of requests about records shows of each. */
export const requestColumns = (): readonly Column<RecordRequest>[] => [
  {
    head: t("request.one"),
    cell: ({ requestId }) => (
      <To name="recordRequest" id={requestId}>
        {requestId}
      </To>
    ),
  },
  { head: t("request.kind"), cell: ({ kind }) => <strong>{label("requestKind", kind)}</strong> },
  { head: t("request.by"), cell: ({ by }) => <PartyName party={by} /> },
  { head: t("request.filedAt"), cell: ({ filedAt }) => <Time at={filedAt} day /> },
  { head: t("request.state"), cell: ({ state }) => <Chip group="requestState" value={state} /> },
];
