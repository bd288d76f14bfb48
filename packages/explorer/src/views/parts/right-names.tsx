import { label, t } from "../../i18n/words.ts";

/** The names of some of the three rights. */
export function RightNames({ rights }: { rights: readonly string[] }) {
  if (rights.length === 0) return <span class="quiet">{t("common.none")}</span>;
  return <>{rights.map((right) => label("right", right)).join(t("common.list"))}</>;
}
