import type { CertificateCheck } from "../../api/shapes.ts";
import { t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Differences } from "./differences.tsx";

/** Whether a certificate agrees with the ledger, and where it does not. */
export function CheckResult({ number, check }: { number: string; check: CertificateCheck }) {
  const { matches, differences } = check;
  return (
    <>
      <p class={matches ? "verdict verdict-yes" : "verdict verdict-no"}>
        {matches ? t("verify.matches") : t("verify.differs", { n: differences.length })}
      </p>
      {check.status === "restrained" && <p class="banner">{t("verify.restrained")}</p>}
      {!matches && <Differences rows={differences} caption={t("verify.certificate")} />}
      {matches && (
        <p>
          <To name="certificate" id={number}>
            {t("verify.open", { number })}
          </To>
        </p>
      )}
    </>
  );
}
