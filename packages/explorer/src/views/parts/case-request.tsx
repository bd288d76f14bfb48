import type { ComponentChildren } from "preact";
import type { CaseDetail } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Facts } from "../../ui/facts.tsx";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { CertificateLink, Hex, Named, PartyName, Time } from "../../ui/values.tsx";
import { ClaimsTable } from "./claims-table.tsx";
import { RightNames } from "./right-names.tsx";

/** What a case applies for, by its kind (articles 32 to 37). */
export function CaseRequest({ found }: { found: CaseDetail }) {
  if (found.kind === "initial") {
    return (
      <Section title={t("case.claims")}>
        <ClaimsTable found={found} />
      </Section>
    );
  }
  const shown: Readonly<Record<string, ComponentChildren>> = {
    transfer: <Transfer found={found} />,
    change: <Change found={found} />,
    renewal: <Renewal found={found} />,
    cancellation: <Cancellation found={found} />,
  };
  return <Section title={t("case.request")}>{shown[found.kind]}</Section>;
}

/** Rights that pass from one party to another (article 34). */
function Transfer({ found }: { found: CaseDetail }) {
  const [transferee] = found.others;
  return (
    <Facts
      rows={[
        [t("case.subject"), <CertificateLink key="s" number={found.subject ?? ""} />],
        [t("case.rights"), <RightNames key="r" rights={found.rights} />],
        [t("case.transferor"), <PartyName key="a" party={found.applicant} />],
        [t("case.transferee"), <PartyName key="b" party={transferee?.party} />],
        found.certificate !== null && [
          t("certificate.successor"),
          <CertificateLink key="n" number={found.certificate} />,
        ],
      ]}
    />
  );
}

type Row = { readonly field: string; readonly before: ComponentChildren; readonly after: ComponentChildren };

/** What is recorded before and after (article 35, annex 3). */
function Change({ found: { change } }: { found: CaseDetail }) {
  if (!change) return null;
  const digest = (value: string, what: string) => <Hex value={value} what={what} />;
  const rows: Row[] = [];
  if (change.name !== null) {
    const { nameBefore, name } = change;
    rows.push({ field: t("asset.name"), before: <Named text={nameBefore} />, after: <Named text={name} /> });
  }
  if (change.descriptorDigest !== null) {
    const field = t("asset.descriptor");
    rows.push({ field, before: digest(change.descriptorBefore, field), after: digest(change.descriptorDigest, field) });
  }
  if (change.identityDigest !== null) {
    const field = t("case.identity");
    rows.push({ field, before: "–", after: digest(change.identityDigest, field) });
  }
  return (
    <Table
      caption={t("case.request")}
      rows={rows}
      keyOf={({ field }) => field}
      columns={[
        { head: t("case.field"), cell: ({ field }) => field },
        { head: t("case.before"), cell: ({ before }) => before },
        { head: t("case.after"), cell: ({ after }) => after },
      ]}
    />
  );
}

/** The terms before and after (article 36, annex 4). */
function Renewal({ found: { terms } }: { found: CaseDetail }) {
  return (
    <Table
      caption={t("case.request")}
      rows={terms}
      keyOf={({ right }) => right}
      columns={[
        { head: t("right.one"), cell: ({ right }) => label("right", right) },
        { head: t("case.untilBefore"), cell: ({ before }) => <Time at={before} day /> },
        { head: t("case.untilAfter"), cell: ({ until }) => <Time at={until} day /> },
      ]}
    />
  );
}

/** What is cancelled and why (article 37, annex 5). */
function Cancellation({ found }: { found: CaseDetail }) {
  return (
    <>
      <Facts
        rows={[
          [t("case.subject"), <CertificateLink key="s" number={found.subject ?? ""} />],
          [t("case.rights"), <RightNames key="r" rights={found.rights} />],
          found.cancellation !== null && [t("case.cancellation"), label("cancellation", found.cancellation)],
        ]}
      />
      {found.exOfficio && <p class="note">{t("case.exOfficioNote")}</p>}
      <p class="note">{t("case.noNotice")}</p>
    </>
  );
}
