import { t, type Word } from "../i18n/words.ts";
import { place } from "../router/router.ts";
import { href, type RouteName } from "../router/routes.ts";

/** A page among others of its kind: its route, its word, and the pages under it. */
export type Tab = readonly [RouteName, Word, ...RouteName[]];

/** Links among pages of one kind. */
export function Tabs({ of, tabs }: { of: Word; tabs: readonly Tab[] }) {
  const { name } = place.value;
  return (
    <nav class="tabs" aria-label={t(of)}>
      {tabs.map(([route, word, ...under]) => (
        <a
          key={route}
          href={href(route)}
          aria-current={name === route ? "page" : under.some((page) => page === name) ? "true" : undefined}
        >
          {t(word)}
        </a>
      ))}
    </nav>
  );
}
