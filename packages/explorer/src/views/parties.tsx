import { questions } from "../api/questions.ts";
import { label, t } from "../i18n/words.ts";
import { Chip } from "../ui/chip.tsx";
import { ListPage } from "../ui/list-page.tsx";
import { Count, PartyName, Time } from "../ui/values.tsx";
import { PartyTabs } from "./parts/party-tabs.tsx";
import { Roles } from "./parts/roles.tsx";

const roles = [
  "governance",
  "authority",
  "registry",
  "exchange",
  "trader",
  "operator",
  "authorisingBody",
  "serviceAgency",
  "clearingBank",
] as const;
const standings = ["good", "warned", "suspended", "barred"] as const;

/** All parties. */
export function PartiesView() {
  return (
    <ListPage
      route="parties"
      title={t("party.list")}
      lead={t("party.lead")}
      beside={<PartyTabs />}
      filters={[
        { name: "q", label: t("party.name") },
        { name: "role", label: t("party.roles"), options: roles.map((role) => [role, label("role", role)]) },
        { name: "standing", label: t("party.standing"), options: standings.map((is) => [is, label("standing", is)]) },
      ]}
      ask={questions.parties}
      keyOf={({ party }) => party}
      columns={[
        { head: t("party.name"), cell: ({ party }) => <PartyName party={party} /> },
        { head: t("party.roles"), cell: (party) => <Roles roles={party.roles} /> },
        { head: t("party.standing"), cell: ({ standing }) => <Chip group="standing" value={standing} /> },
        { head: t("party.admittedAt"), cell: ({ admittedAt }) => <Time at={admittedAt} day /> },
        { head: t("count.assets"), cell: ({ counts }) => <Count value={counts.assets} />, number: true },
        { head: t("party.holdings"), cell: ({ vouchers }) => <Count value={vouchers} />, number: true },
      ]}
    />
  );
}
