import { t } from "../i18n/words.ts";
import { href } from "../router/routes.ts";
import { Page } from "../ui/page.tsx";
import { SearchBox } from "../ui/search-box.tsx";

/** No page at this address. */
export function MissingView() {
  return (
    <Page title={t("missing.title")} lead={t("missing.text")}>
      <SearchBox large />
      <p>
        <a href={href("home")}>{t("missing.home")}</a>
      </p>
    </Page>
  );
}
