import type { CaseDetail } from "../../api/shapes.ts";
import { label, t } from "../../i18n/words.ts";
import { Section } from "../../ui/section.tsx";
import { Table } from "../../ui/table.tsx";
import { Hex, Named, Time } from "../../ui/values.tsx";

type Submission = CaseDetail["submissions"][number];

/** What the national service system answered to a case's notice, evidence and result (articles 8, 24 and 26). */
export function CaseSubmissions({ submissions }: { submissions: readonly Submission[] }) {
  return (
    <Section title={t("national.ofCase")} note={t("national.ofCaseNote")}>
      <Table
        caption={t("national.ofCase")}
        rows={submissions}
        keyOf={({ kind }) => kind}
        empty={t("national.notYet")}
        columns={[
          { head: t("national.kind"), cell: ({ kind }) => <strong>{label("submission", kind)}</strong> },
          { head: t("national.receipt"), cell: (submission) => <Receipt submission={submission} /> },
          { head: t("national.statedAt"), cell: ({ answer }) => <Time at={answer?.statedAt} /> },
          { head: t("national.mirroredAt"), cell: ({ mirroredAt }) => <Time at={mirroredAt} /> },
          { head: t("national.digest"), cell: (submission) => <Digest submission={submission} /> },
        ]}
      />
    </Section>
  );
}

function Receipt({ submission: { answer, corrections } }: { submission: Submission }) {
  if (answer === null) return <span class="chip chip-info">{t("national.waits")}</span>;
  return (
    <span class="chips">
      <Named text={answer.receiptNumber} />
      {answer.sample && <span class="chip chip-sample">{t("national.sample")}</span>}
      {corrections > 0 && <small>{t("national.corrected", { n: corrections })}</small>}
    </span>
  );
}

/** What was submitted, and whether it is what the ledger gives now. */
function Digest({ submission: { answer, digest } }: { submission: Submission }) {
  const value = answer?.digest ?? digest;
  const same = answer !== null && digest !== null ? answer.digest === digest : undefined;
  return (
    <>
      <Hex value={value} what={t("national.digest")} />
      {same !== undefined && (
        <small class={same ? "quiet" : "chip chip-bad"}>{t(same ? "national.same" : "national.differs")}</small>
      )}
    </>
  );
}
