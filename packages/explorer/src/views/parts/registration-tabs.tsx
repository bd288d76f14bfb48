import { Tabs, type Tab } from "../../ui/tabs.tsx";

const tabs: readonly Tab[] = [
  ["registrations", "nav.registrations"],
  ["intake", "nav.intake"],
  ["desk", "nav.desk", "registryDesk"],
  ["reviews", "nav.reviews"],
  ["registries", "nav.registries"],
  ["national", "nav.national"],
  ["calendar", "nav.calendar"],
  ["profiles", "nav.profiles"],
];

/** Links among the pages about registration. */
export const RegistrationTabs = () => <Tabs of="nav.registrations" tabs={tabs} />;
