import { t } from "../../i18n/words.ts";
import { place } from "../../router/router.ts";
import { href } from "../../router/routes.ts";

const tabs = [
  ["assets", "nav.assets"],
  ["catalogue", "catalogue.title"],
] as const;

/** Links among the lists of data. */
export function AssetTabs() {
  return (
    <nav class="tabs" aria-label={t("nav.assets")}>
      {tabs.map(([name, word]) => (
        <a key={name} href={href(name)} aria-current={place.value.name === name ? "page" : undefined}>
          {t(word)}
        </a>
      ))}
    </nav>
  );
}
