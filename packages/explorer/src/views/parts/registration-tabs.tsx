import { t } from "../../i18n/words.ts";
import { place } from "../../router/router.ts";
import { href } from "../../router/routes.ts";

const tabs = [
  ["registrations", "nav.registrations"],
  ["intake", "nav.intake"],
  ["desk", "nav.desk"],
  ["reviews", "nav.reviews"],
  ["registries", "nav.registries"],
  ["national", "nav.national"],
  ["calendar", "nav.calendar"],
  ["profiles", "nav.profiles"],
] as const;

/** Links among the pages about registration. */
export function RegistrationTabs() {
  const { name } = place.value;
  return (
    <nav class="tabs" aria-label={t("nav.registrations")}>
      {tabs.map(([route, word]) => (
        <a
          key={route}
          href={href(route)}
          aria-current={name === route ? "page" : route === "desk" && name === "registryDesk" ? "true" : undefined}
        >
          {t(word)}
        </a>
      ))}
    </nav>
  );
}
