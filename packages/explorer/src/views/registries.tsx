import { questions } from "../api/questions.ts";
import { t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { To } from "../ui/link.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Named, PartyName, Time } from "../ui/values.tsx";
import { codeOf, ExitChip } from "./parts/registry-state.tsx";
import { RegistryDues } from "./parts/registry-dues.tsx";
import { RegistrationTabs } from "./parts/registration-tabs.tsx";

/** All registries that have a code. */
export function RegistriesView() {
  return (
    <ListPage
      route="registries"
      title={t("registry.list")}
      lead={t("registry.lead")}
      beside={<RegistrationTabs />}
      ask={questions.registries}
      keyOf={({ registry }) => registry}
      empty={t("registry.none")}
      columns={[
        {
          head: t("registry.name"),
          cell: ({ registry, name }) => (
            <To name="registry" id={registry}>
              <Named text={name ?? registry} />
            </To>
          ),
        },
        { head: t("registry.code"), cell: (found) => <span class="number">{codeOf(found)}</span> },
        {
          head: t("registry.standing"),
          cell: (found) => (
            <span class="chips">
              <Chip group="standing" value={found.standing} />
              <ExitChip registry={found} />
            </span>
          ),
        },
        { head: t("registry.keeper"), cell: ({ keeper }) => <PartyName party={keeper} /> },
        { head: t("registry.due"), cell: ({ due }) => <RegistryDues due={due} /> },
        { head: t("registry.codedAt"), cell: ({ codedAt }) => <Time at={codedAt} day /> },
      ]}
    />
  );
}
