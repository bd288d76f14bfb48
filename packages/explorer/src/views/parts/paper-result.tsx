import type { PaperCheck } from "../../api/shapes.ts";
import { dayOf } from "../../format/time.ts";
import { rawWord, t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Differences } from "./differences.tsx";

/** Whether a certificate's file is genuine, what is wrong with it, and the fields that differ. */
export function PaperResult({ file, check }: { file: string; check: PaperCheck }) {
  const { matches, differences, certificate, paper } = check;
  const { since } = paper;
  const outdated = since !== undefined && (since.state !== "valid" || since.changes.length > 0);
  const valid = matches && !paper.expired && certificate?.live !== false && !outdated;
  return (
    <>
      <p>{file}</p>
      <p class={valid ? "verdict verdict-yes" : "verdict verdict-no"}>
        {!matches && t("verify.notGenuine", { n: paper.findings.length })}
        {matches && t(valid ? "verify.genuine" : outdated ? "verify.outdated" : "verify.expired")}
      </p>
      {check.status === "restrained" && <p class="banner">{t("verify.restrained")}</p>}
      {!matches && (
        <ul>
          {[...new Set(paper.findings.map(({ code }) => code))].map((code) => (
            <li key={code}>{rawWord(`finding.${code}`) ?? code}</li>
          ))}
        </ul>
      )}
      {differences.length > 0 && <Differences rows={differences} caption={t("verify.paper")} />}
      {matches && outdated && <Since since={since} />}
      {matches && <p class="note">{t("verify.stated")}</p>}
      {certificate && (
        <p>
          <To name="certificate" id={certificate.number}>
            {t("verify.open", { number: certificate.number })}
          </To>
        </p>
      )}
    </>
  );
}

/** What became of the certificate after the block that a genuine paper shows (articles 34 to 37). */
function Since({ since }: { since: NonNullable<PaperCheck["paper"]["since"]> }) {
  const { state, adjustedAt, endedAt, changes } = since;
  const ended = { valid: null, transferred: "verify.sinceTransferred", cancelled: "verify.sinceCancelled" } as const;
  const word = ended[state];
  return (
    <>
      {word && endedAt !== null && <p>{t(word, { day: dayOf(endedAt) })}</p>}
      {!word && adjustedAt !== null && <p>{t("verify.sinceAdjusted", { day: dayOf(adjustedAt) })}</p>}
      {changes.length > 0 && <Differences rows={changes} caption={t("verify.sinceChanges")} />}
    </>
  );
}
