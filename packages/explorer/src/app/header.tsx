import { useEffect, useState } from "preact/hooks";
import { language, switchLanguage } from "../i18n/language.ts";
import { t, type Word } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href, type RouteName } from "../router/routes.ts";
import { SearchBox } from "../ui/search-box.tsx";

/** Entries of the navigation: a list, its word, and the pages that belong to it. */
const entries: readonly (readonly [RouteName, Word, ...RouteName[]])[] = [
  ["assets", "nav.assets", "asset", "catalogue"],
  [
    "registrations",
    "nav.registrations",
    "registration",
    "intake",
    "calendar",
    "calendarYear",
    "profiles",
    "profile",
    "reviews",
    "registries",
    "registry",
  ],
  ["desk", "nav.desk", "registryDesk"],
  ["certificates", "nav.certificates", "certificate"],
  ["records", "nav.records", "record", "recordRequests", "recordRequest", "authorisation"],
  ["seriesList", "nav.series", "series"],
  ["vouchers", "nav.vouchers", "voucher"],
  ["parties", "nav.parties", "party", "account", "useRules"],
  ["blocks", "nav.blocks", "block", "transactions", "transaction", "events"],
  ["verify", "nav.verify"],
];

/** Name, navigation, search and language. */
export function Header() {
  const [open, setOpen] = useState(false);
  const { name } = place.value;
  useEffect(() => setOpen(false), [place.value]);
  const other = language.value === "en" ? "zh-CN" : "en";
  return (
    <header class="site-head">
      <div class="site-bar">
        <a class="brand" href={href("home")}>
          <img src="/icon.svg" width="28" height="28" alt="" />
          <span>{t("site.title")}</span>
        </a>
        {name !== "home" && name !== "search" && <SearchBox />}
        <div class="site-tools">
          <button type="button" class="button" lang={other} onClick={() => switchLanguage(other)}>
            {t("site.otherLanguage")}
          </button>
          <button
            type="button"
            class="button menu-button"
            aria-expanded={open}
            aria-controls="site-nav"
            onClick={() => setOpen(!open)}
          >
            {t("site.menu")}
          </button>
        </div>
      </div>
      <nav id="site-nav" class={open ? "site-nav open" : "site-nav"} aria-label={t("site.nav")}>
        <ul>
          {entries.map(([route, word, ...pages]) => (
            <li key={route}>
              <a
                href={href(route)}
                aria-current={name === route ? "page" : pages.some((page) => page === name) ? "true" : undefined}
              >
                {t(word)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
