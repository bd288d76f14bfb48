import { ActingAs } from "../acts/acting-as.tsx";
import { questions } from "../api/questions.ts";
import type { Me } from "../api/shapes.ts";
import { useOwnAnswer } from "../data/use-own-answer.ts";
import { t } from "../i18n/words.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Reconciliation } from "./parts/reconciliation.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

const mayLook: readonly Me["role"][] = ["registry", "regulator", "operator"];

/** Where ledger and national service system disagree (国家系统对账). */
export function NationalView() {
  return (
    <Page title={t("national.list")} lead={t("national.lead")}>
      <RegistrationTabs />
      <ActingAs title={t("national.counts")} note={t("national.whose")} other={t("national.other")}>
        {(me, apiKey) => (mayLook.includes(me.role) ? <Compared apiKey={apiKey} /> : null)}
      </ActingAs>
    </Page>
  );
}

function Compared({ apiKey }: { apiKey: string }) {
  const answer = useOwnAnswer(questions.reconciliation());
  return (
    answer && (
      <Loaded answer={answer}>
        {(found) => <Reconciliation found={found} apiKey={apiKey} again={answer.retry} />}
      </Loaded>
    )
  );
}
