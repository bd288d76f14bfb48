import { questions } from "../api/questions.ts";
import { kinds } from "../data/kinds.ts";
import { label, t } from "../i18n/words.ts";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Named, PartyName, Time } from "../ui/values.tsx";
import { CaseState } from "./parts/case-state.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

const states = [
  "awaitingConsent",
  "applied",
  "supplementAsked",
  "accepted",
  "examined",
  "published",
  "certified",
  "refused",
  "withdrawn",
  "lapsed",
] as const;

/** All registration cases. */
export function RegistrationsView() {
  return (
    <ListPage
      route="registrations"
      title={t("case.list")}
      lead={t("case.lead")}
      beside={<RegistrationTabs />}
      filters={[
        { name: "kind", label: t("case.kind"), options: kinds.map((kind) => [kind, label("kind", kind)]) },
        { name: "state", label: t("case.state"), options: states.map((is) => [is, label("caseState", is)]) },
      ]}
      ask={questions.registrations}
      keyOf={({ caseId }) => caseId}
      columns={[
        {
          head: t("case.id"),
          cell: ({ caseId }) => (
            <To name="registration" id={caseId}>
              {caseId}
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
        { head: t("case.kind"), cell: ({ kind }) => label("kind", kind) },
        { head: t("case.applicant"), cell: ({ applicant }) => <PartyName party={applicant} /> },
        { head: t("case.registry"), cell: ({ registry }) => <PartyName party={registry} /> },
        { head: t("case.appliedAt"), cell: ({ begunAt }) => <Time at={begunAt} day /> },
        { head: t("case.state"), cell: (found) => <CaseState found={found} /> },
      ]}
    />
  );
}
