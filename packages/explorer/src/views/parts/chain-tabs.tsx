import { Tabs, type Tab } from "../../ui/tabs.tsx";

const tabs: readonly Tab[] = [
  ["blocks", "nav.blocks"],
  ["transactions", "nav.transactions"],
  ["events", "nav.events"],
];

/** Links among the lists of the chain. */
export const ChainTabs = () => <Tabs of="nav.blocks" tabs={tabs} />;
