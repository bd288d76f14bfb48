import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { langOf } from "../format/text.ts";
import { t } from "../i18n/words.ts";
import { visits } from "../router/router.ts";
import { href, type RouteName } from "../router/routes.ts";

/**
 * A page with its heading. After a navigation the focus goes to the heading, so that screen readers begin there.
 *
 * @param parent the list that the page belongs to
 * @param chips states of the subject; their place is kept free while they are not known yet
 */
export function Page(props: {
  title: string;
  kind?: string;
  lead?: string;
  parent?: readonly [RouteName, string];
  chips?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { title, kind, lead, parent, chips } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const documentTitle = `${title} · ${t("site.title")}`;
  useEffect(() => {
    document.title = documentTitle;
  }, [documentTitle]);
  useEffect(() => {
    if (visits.peek() > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <header class="page-head">
        {parent && (
          <nav class="crumbs" aria-label={t("site.breadcrumb")}>
            <a href={href("home")}>{t("nav.home")}</a>
            <a href={href(parent[0])}>{parent[1]}</a>
          </nav>
        )}
        {kind && <p class="kind">{kind}</p>}
        <h1 ref={heading} tabIndex={-1} lang={langOf(title)}>
          {title}
        </h1>
        {"chips" in props && <div class="chips">{chips}</div>}
        {lead && <p class="lead">{lead}</p>}
      </header>
      {props.children}
    </>
  );
}
