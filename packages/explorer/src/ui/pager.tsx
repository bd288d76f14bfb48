import { t } from "../i18n/words.ts";

/** Links to the next and the first page; the back button leads to the one before. */
export function Pager({ next, query, path }: { next: string | null; query: URLSearchParams; path: string }) {
  const cursor = query.get("cursor");
  if (!next && !cursor) return null;
  return (
    <nav class="pager" aria-label={t("action.pages")}>
      {cursor && <a href={at(path, query, null)}>{t("action.first")}</a>}
      {next && (
        <a href={at(path, query, next)} rel="next">
          {t("action.next")}
        </a>
      )}
    </nav>
  );
}

function at(path: string, query: URLSearchParams, cursor: string | null): string {
  const other = new URLSearchParams(query);
  other.delete("cursor");
  if (cursor) other.set("cursor", cursor);
  return other.size === 0 ? path : `${path}?${other.toString()}`;
}
