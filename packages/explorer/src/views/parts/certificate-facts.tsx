import { questions } from "../../api/questions.ts";
import type { Certificate } from "../../api/shapes.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { To } from "../../ui/link.tsx";
import { CertificateLink, Hex, Named, PartyName, Time } from "../../ui/values.tsx";

/** What stands on a certificate, the cases that made it so, and what stands on it. */
export function CertificateFacts({ certificate }: { certificate: Certificate }) {
  const { caseId, issueCaseId, registry, keeper, series } = certificate;
  const { data: issue } = useAnswer(questions.registration(issueCaseId));
  const origin = issue?.kind === "transfer" ? issue.subject : null;
  return (
    <Facts
      rows={[
        [t("certificate.number"), <Hex key="n" value={certificate.number} what={t("certificate.number")} full />],
        [
          t("certificate.asset"),
          <To key="a" name="asset" id={certificate.assetId}>
            <Named text={certificate.assetName} />
          </To>,
        ],
        [t("certificate.holder"), <PartyName key="h" party={certificate.holder} />],
        [t("certificate.registry"), <PartyName key="r" party={registry} />],
        keeper !== registry && [t("certificate.keeper"), <PartyName key="k" party={keeper} />],
        origin !== null && [t("certificate.predecessor"), <CertificateLink key="p" number={origin} />],
        [t("certificate.issuedAt"), <Time key="i" at={certificate.issuedAt} />],
        certificate.adjustedAt !== null && [t("certificate.adjustedAt"), <Time key="j" at={certificate.adjustedAt} />],
        certificate.endedAt !== null && [t("certificate.endedAt"), <Time key="x" at={certificate.endedAt} />],
        certificate.endedAt === null && [t("certificate.until"), <Time key="u" at={certificate.until} />],
        [t("certificate.issueCase"), <CaseLink key="c" id={issueCaseId} />],
        caseId !== issueCaseId && [t("certificate.lastCase"), <CaseLink key="l" id={caseId} />],
        [
          t("certificate.evidence"),
          <Hex key="e" value={certificate.evidenceDigest} what={t("certificate.evidence")} />,
        ],
        series.length > 0 && [
          t("certificate.series"),
          <ul key="s" class="inline">
            {series.map((each) => (
              <li key={each}>
                <To name="series" id={each}>
                  {t("series.title", { id: each })}
                </To>
              </li>
            ))}
          </ul>,
        ],
      ]}
    />
  );
}

function CaseLink({ id }: { id: string }) {
  return (
    <To name="registration" id={id}>
      {t("case.title", { id })}
    </To>
  );
}
