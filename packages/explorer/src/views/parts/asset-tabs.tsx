import { Tabs, type Tab } from "../../ui/tabs.tsx";

const tabs: readonly Tab[] = [
  ["assets", "nav.assets"],
  ["catalogue", "catalogue.title"],
];

/** Links among the lists of data. */
export const AssetTabs = () => <Tabs of="nav.assets" tabs={tabs} />;
