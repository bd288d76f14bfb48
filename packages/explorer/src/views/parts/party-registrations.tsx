import { questions } from "../../api/questions.ts";
import { certificateStateOf } from "../../data/later.ts";
import { useAnswer } from "../../data/use-answer.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, Named, Time } from "../../ui/values.tsx";
import { CaseState } from "./case-state.tsx";
import { RightNames } from "./right-names.tsx";

/** Certificates of a party and the cases it takes part in; only who trades can have them. */
export function PartyRegistrations({ party, isTrader }: { party: string; isTrader: boolean }) {
  const certificates = useAnswer(isTrader ? questions.certificates({ holder: party, limit: 50 }) : null);
  const cases = useAnswer(isTrader ? questions.registrations({ applicant: party, limit: 50 }) : null);
  if (!isTrader) return null;
  return (
    <>
      <Section title={t("party.certificates")}>
        <Loaded answer={certificates} rows={4}>
          {({ items }) => (
            <Table
              caption={t("party.certificates")}
              rows={items}
              keyOf={({ number }) => number}
              empty={t("party.noCertificates")}
              columns={[
                { head: t("certificate.number"), cell: ({ number }) => <CertificateLink number={number} /> },
                {
                  head: t("certificate.asset"),
                  cell: ({ assetId, assetName }) => (
                    <To name="asset" id={assetId}>
                      <Named text={assetName} />
                    </To>
                  ),
                },
                {
                  head: t("certificate.rightsNow"),
                  cell: ({ rights }) => (
                    <RightNames rights={rights.flatMap(({ right, endedAt }) => (endedAt === null ? [right] : []))} />
                  ),
                },
                { head: t("certificate.until"), cell: ({ until }) => <Time at={until} day /> },
                {
                  head: t("certificate.state"),
                  cell: (found) => <Chip group="certificateState" value={certificateStateOf(found)} />,
                },
              ]}
            />
          )}
        </Loaded>
      </Section>
      <Section title={t("party.cases")} note={t("party.casesNote")}>
        <Loaded answer={cases} rows={4}>
          {({ items }) => (
            <Table
              caption={t("party.cases")}
              rows={items}
              keyOf={({ caseId }) => caseId}
              columns={[
                {
                  head: t("case.one"),
                  cell: ({ caseId, kind }) => (
                    <To name="registration" id={caseId}>
                      {`${caseId} · ${label("kind", kind)}`}
                    </To>
                  ),
                },
                {
                  head: t("asset.one"),
                  cell: ({ assetId, assetName }) => (
                    <To name="asset" id={assetId}>
                      <Named text={assetName} />
                    </To>
                  ),
                },
                { head: t("case.begunAt"), cell: ({ begunAt }) => <Time at={begunAt} day /> },
                { head: t("case.state"), cell: (found) => <CaseState found={found} /> },
              ]}
            />
          )}
        </Loaded>
      </Section>
    </>
  );
}
