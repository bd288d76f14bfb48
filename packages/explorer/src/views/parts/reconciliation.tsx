import { useState } from "preact/hooks";
import { ApiProblem } from "../../api/problem.ts";
import { questions } from "../../api/questions.ts";
import type { Reconciled, ReconciledItem } from "../../api/shapes.ts";
import { ShareBar } from "../../charts/share-bar.tsx";
import { api } from "../../data/api.ts";
import { saveFile } from "../../data/save-file.ts";
import { toneOf } from "../../data/tones.ts";
import { shortHex } from "../../format/hex.ts";
import { label, t } from "../../i18n/words.ts";
import { Chip } from "../../ui/chip.tsx";
import { To } from "../../ui/link.tsx";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { Table } from "../../ui/table.tsx";
import { Named, PartyName, Time } from "../../ui/values.tsx";

const results = ["differs", "missingThere", "missingHere", "waiting", "agree"] as const;
/** Most that the API lists. */
const most = 1_000;

/** What a comparison found: how many of each, and each submission, those that do not agree first. */
export function Reconciliation(props: { found: Reconciled; apiKey: string; again: () => void }) {
  const { found, apiKey, again } = props;
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const download = () =>
    api.bytesAs(apiKey, questions.reconciliationTable()).then(
      (bytes) => saveFile(bytes, "national-reconciliation.csv"),
      (cause: unknown) => setProblem(cause instanceof ApiProblem ? cause : new ApiProblem(0, {}, cause)),
    );
  return (
    <>
      <p>
        {found.registry === null ? t("national.all") : <PartyName party={found.registry} />} · {t("national.at")}{" "}
        <Time at={found.at} />
      </p>
      <ShareBar
        title={t("national.counts")}
        desc={t("national.countsDesc", found.counts)}
        shares={results.map((name) => ({
          word: label("reconciled", name),
          tone: toneOf("reconciled", name),
          count: found.counts[name],
        }))}
      />
      {problem && <ProblemNote problem={problem} />}
      <p class="act-buttons">
        <button type="button" class="button" onClick={again}>
          {t("national.refresh")}
        </button>
        <button type="button" class="button" onClick={() => void download()}>
          {t("national.csv")}
        </button>
      </p>
      <Items items={found.items} />
    </>
  );
}

function Items({ items }: { items: readonly ReconciledItem[] }) {
  return (
    <>
      <Table
        caption={t("national.items")}
        rows={items}
        keyOf={({ caseId, kind }) => `${caseId}:${kind}`}
        empty={t("national.none")}
        columns={[
          {
            head: t("national.case"),
            cell: ({ caseId, keeper }) =>
              keeper === null ? (
                <Named text={caseId} />
              ) : (
                <To name="registration" id={caseId}>
                  {t("case.title", { id: caseId })}
                </To>
              ),
          },
          { head: t("national.kind"), cell: ({ kind }) => label("submission", kind) },
          { head: t("national.agreement"), cell: ({ agreement }) => <Chip group="reconciled" value={agreement} /> },
          { head: t("national.keeper"), cell: ({ keeper }) => <PartyName party={keeper} /> },
          {
            head: t("national.receipt"),
            cell: ({ receiptNumber }) => <Named text={receiptNumber ?? t("common.none")} />,
          },
          { head: t("national.statedAt"), cell: ({ statedAt }) => <Time at={statedAt} /> },
          { head: t("national.why"), cell: (item) => <Why item={item} /> },
        ]}
      />
      {items.length === most && <p class="note">{t("national.more", { n: most })}</p>}
    </>
  );
}

function Why({ item: { problem, differences } }: { item: ReconciledItem }) {
  if (problem !== null) return <small>{problem}</small>;
  if (differences.length === 0) return <span class="quiet">{t("common.none")}</span>;
  return (
    <ul class="arg-list">
      {differences.map(({ field, ledger, system }) => (
        <li key={field}>
          <code>{field}</code>
          <br />
          <small>
            {t("national.ledger")} {shown(ledger)} · {t("national.system")} {shown(system)}
          </small>
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return /^0x[\da-f]{64}$/.test(value) ? shortHex(value) : value;
}
