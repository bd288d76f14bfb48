import { t } from "../../i18n/words.ts";

/** The mark of a trial run (试运行): certificates under such a profile are samples. */
export function TrialMark() {
  return <span class="chip chip-sample">{t("profile.trial")}</span>;
}
