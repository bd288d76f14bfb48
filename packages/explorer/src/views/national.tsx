import { ActList } from "../acts/act-list.tsx";
import { ActingAs } from "../acts/acting-as.tsx";
import { adoptActs } from "../acts/adopt-act.ts";
import { byPower } from "../acts/by-power.ts";
import { questions } from "../api/questions.ts";
import type { Me } from "../api/shapes.ts";
import { useOwnAnswer } from "../data/use-own-answer.ts";
import { t } from "../i18n/words.ts";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { Section } from "../ui/section.tsx";
import { Reconciliation } from "./parts/reconciliation.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

const mayLook: readonly Me["role"][] = ["registry", "regulator", "operator"];

/** Where ledger and national service system disagree (国家系统对账). */
export function NationalView() {
  return (
    <Page title={t("national.list")} lead={t("national.lead")}>
      <RegistrationTabs />
      <ActingAs title={t("national.counts")} note={t("national.whose")} other={t("national.other")}>
        {(me, apiKey, as) => (mayLook.includes(me.role) ? <Compared me={me} apiKey={apiKey} as={as} /> : null)}
      </ActingAs>
    </Page>
  );
}

function Compared({ me, apiKey, as }: { me: Me; apiKey: string; as: string }) {
  const answer = useOwnAnswer(questions.reconciliation());
  return (
    answer && (
      <Loaded answer={answer}>
        {(found) => {
          const { open, closed } = byPower(adoptActs(found.items, me), me.accounts);
          return (
            <>
              <Reconciliation found={found} apiKey={apiKey} again={answer.retry} />
              {me.role === "registry" && (
                <Section title={t("national.mend")} note={t("national.mendNote")}>
                  <ActList offer={{ open, closed }} apiKey={apiKey} as={as} refresh={answer.retry} />
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
    )
  );
}
