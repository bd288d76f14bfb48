import type { RegistrationCase } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { To } from "../../ui/link.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, Time } from "../../ui/values.tsx";
import { CaseState } from "./case-state.tsx";
import { RightNames } from "./right-names.tsx";

/** Later registrations about a certificate, newest first; a transfer with the certificate that the transferee was issued. */
export function LaterCases({ cases }: { cases: readonly RegistrationCase[] }) {
  return (
    <Table
      caption={t("certificate.later")}
      rows={cases}
      keyOf={({ caseId }) => caseId}
      empty={t("certificate.laterNone")}
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
          head: t("case.rights"),
          cell: ({ rights }) => (rights.length === 0 ? "–" : <RightNames rights={rights} />),
        },
        { head: t("case.begunAt"), cell: ({ begunAt }) => <Time at={begunAt} day /> },
        { head: t("case.closedAt"), cell: ({ closedAt }) => (closedAt === null ? "–" : <Time at={closedAt} day />) },
        { head: t("case.state"), cell: (found) => <CaseState found={found} /> },
        {
          head: t("certificate.successor"),
          cell: ({ kind, certificate }) =>
            kind === "transfer" && certificate !== null ? <CertificateLink number={certificate} /> : "–",
        },
      ]}
    />
  );
}
