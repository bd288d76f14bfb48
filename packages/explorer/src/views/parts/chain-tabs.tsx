import { t } from "../../i18n/words.ts";
import { place } from "../../router/router.ts";
import { href } from "../../router/routes.ts";

const tabs = [
  ["blocks", "nav.blocks"],
  ["transactions", "nav.transactions"],
  ["events", "nav.events"],
] as const;

/** Links among the lists of the chain. */
export function ChainTabs() {
  return (
    <nav class="tabs" aria-label={t("nav.blocks")}>
      {tabs.map(([name, word]) => (
        <a key={name} href={href(name)} aria-current={place.value.name === name ? "page" : undefined}>
          {t(word)}
        </a>
      ))}
    </nav>
  );
}
