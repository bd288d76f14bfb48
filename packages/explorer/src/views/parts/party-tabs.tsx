import { Tabs, type Tab } from "../../ui/tabs.tsx";

const tabs: readonly Tab[] = [
  ["parties", "nav.parties"],
  ["useRules", "useRules.title"],
];

/** Links among the pages about parties and what they commit themselves to. */
export const PartyTabs = () => <Tabs of="nav.parties" tabs={tabs} />;
