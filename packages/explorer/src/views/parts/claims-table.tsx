import type { CaseDetail, RightClaim } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Table, type Column } from "../../ui/table.tsx";
import { Hex, PartyName, Purposes, Territory, Time } from "../../ui/values.tsx";

type Row = RightClaim & { readonly party: string };

/** Rights that a case applies for, and for whom where several apply together. */
export function ClaimsTable({ found }: { found: CaseDetail }) {
  const { applicant, claims, others } = found;
  const rows: Row[] = [{ party: applicant, claims }, ...others].flatMap(({ party, claims }) =>
    claims.map((claim) => ({ ...claim, party })),
  );
  const whose: Column<Row>[] =
    others.length === 0 ? [] : [{ head: t("right.holder"), cell: ({ party }) => <PartyName party={party} /> }];
  return (
    <Table
      caption={t("case.claims")}
      rows={rows}
      keyOf={({ party, right, until }) => party + right + until}
      columns={[
        ...whose,
        { head: t("right.one"), cell: ({ right }) => label("right", right) },
        { head: t("right.until"), cell: ({ until }) => <Time at={until} day /> },
        { head: t("right.territory"), cell: ({ territory }) => <Territory code={territory} /> },
        { head: t("right.resale"), cell: ({ resale }) => t(resale ? "common.yes" : "common.no") },
        { head: t("right.purposes"), cell: ({ purposes }) => <Purposes list={purposes} /> },
        { head: t("right.limits"), cell: (claim) => <Hex value={claim.limitsDigest} what={t("right.limits")} /> },
      ]}
    />
  );
}
