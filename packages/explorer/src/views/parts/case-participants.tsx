import type { CaseDetail } from "../../api/shapes.ts";
import { participantsOf } from "../../data/later.ts";
import { t } from "../../i18n/words.ts";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, PartyName, Time } from "../../ui/values.tsx";

/** Who applies together, who has agreed, and which certificate each was issued; nothing where one applies alone. */
export function CaseParticipants({ found }: { found: CaseDetail }) {
  if (found.others.length === 0) return null;
  const participants = participantsOf(found);
  const issued = participants.some(({ certificate }) => certificate !== null);
  return (
    <Section title={t("case.others")} note={t("case.othersNote")}>
      <Table
        caption={t("case.others")}
        rows={participants}
        keyOf={({ party }) => party}
        columns={[
          { head: t("case.party"), cell: ({ party }) => <PartyName party={party} /> },
          { head: t("case.part"), cell: ({ part }) => t(`case.${part}`) },
          {
            head: t("case.consentedAt"),
            cell: ({ consentedAt }) =>
              consentedAt === null ? (
                <span class="chip chip-warn">{t("case.waiting")}</span>
              ) : (
                <Time at={consentedAt} />
              ),
          },
          ...(issued
            ? [
                {
                  head: t("certificate.one"),
                  cell: ({ certificate }: { certificate: string | null }) =>
                    certificate === null ? "–" : <CertificateLink number={certificate} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
