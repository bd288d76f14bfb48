import type { Series } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";

/** The terms as files: the document whose digest the ledger records, and the ODRL policy. */
export function TermsPapers({ series: { seriesId } }: { series: Series }) {
  return (
    <p class="note">
      {t("series.papers")} <a href={`/v1/series/${seriesId}/terms`}>{t("series.termsDocument")}</a>{" "}
      <a href={`/v1/series/${seriesId}/odrl`}>{t("series.odrl")}</a>
    </p>
  );
}
