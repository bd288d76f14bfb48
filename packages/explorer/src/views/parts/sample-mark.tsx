import { t } from "../../i18n/words.ts";

/** The mark of a certificate whose evidence the national service system has not confirmed. */
export function SampleMark() {
  return <span class="chip chip-sample">{t("certificate.sample")}</span>;
}
