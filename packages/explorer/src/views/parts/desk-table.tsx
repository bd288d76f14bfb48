import type { RegistrationCase } from "../../api/shapes.ts";
import { actOf, countsFrom } from "../../data/due.ts";
import { label, t } from "../../i18n/words.ts";
import { DaysLeft } from "../../ui/days-left.tsx";
import { Deadline } from "../../ui/deadline.tsx";
import { To } from "../../ui/link.tsx";
import { Table, type Column } from "../../ui/table.tsx";
import { Named, PartyName } from "../../ui/values.tsx";
import { CaseState } from "./case-state.tsx";

/** Open cases by what is due next: until when, what, which case, whose. */
export function DeskTable(props: {
  cases: readonly RegistrationCase[];
  registry: string;
  years: readonly number[] | undefined;
  now: string;
  filtered: boolean;
}) {
  const { cases, registry, years, now, filtered } = props;
  const ofAll: Column<RegistrationCase>[] = registry
    ? []
    : [{ head: t("case.registry"), cell: (found) => <PartyName party={found.keeper} /> }];
  return (
    <Table
      caption={t("desk.list")}
      rows={cases}
      keyOf={({ caseId }) => caseId}
      empty={t(filtered ? "desk.emptyFiltered" : "desk.empty")}
      columns={[
        {
          head: t("clock.until"),
          cell: (found) => (
            <span class="deadline">
              <Deadline until={found.clock.due?.until ?? null} from={countsFrom(found)} years={years} />
              <DaysLeft found={found} now={now} />
            </span>
          ),
        },
        {
          head: t("desk.what"),
          cell: (found) => {
            const act = actOf(found);
            return act && <strong>{label("act", act)}</strong>;
          },
        },
        {
          head: t("case.one"),
          cell: ({ caseId, kind }) => (
            <To name="registration" id={caseId}>
              {`${caseId} · ${label("kind", kind)}`}
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
        { head: t("case.applicant"), cell: ({ applicant }) => <PartyName party={applicant} /> },
        ...ofAll,
        { head: t("case.state"), cell: (found) => <CaseState found={found} /> },
      ]}
    />
  );
}
