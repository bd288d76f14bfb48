import { columns, type IntakePreview, type IntakeProblem, type PreviewLine } from "@data-voucher/sdk/intake";
import { useState } from "preact/hooks";
import { langOf } from "../../format/text.ts";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/words.ts";
import { LongTable } from "../../ui/long-table.tsx";

/** What was found in a list: by line and column, and the command that sends it. */
export function IntakeResult(props: { name: string; registry: string; preview: IntakePreview }) {
  const { name, registry, preview } = props;
  const faulty = preview.lines.filter(({ problems }) => problems.length > 0);
  const [all, setAll] = useState(false);
  const rows = all ? preview.lines : faulty;
  return (
    <>
      {preview.problems.length > 0 && <Problems problems={preview.problems} />}
      {preview.lines.length > 0 && (
        <>
          <p>
            <label class="inline">
              <input type="checkbox" checked={all} onChange={({ currentTarget }) => setAll(currentTarget.checked)} />
              <span>{t("intake.everyLine")}</span>
            </label>
          </p>
          <LongTable
            key={String(all)}
            caption={t("intake.check")}
            rows={rows}
            keyOf={({ line }) => String(line)}
            columns={[
              { head: t("intake.line"), cell: ({ line }) => String(line), number: true },
              { head: t("intake.lineKey"), cell: ({ lineKey }) => lineKey || "—" },
              { head: t("intake.name"), cell: ({ name: data }) => <span lang={langOf(data)}>{data || "—"}</span> },
              { head: t("intake.found"), cell: (line) => <Found line={line} /> },
            ]}
          />
        </>
      )}
      {preview.errors === 0 && preview.lines.length > 0 && (
        <>
          <p>{t("intake.send")}</p>
          <pre class="command" tabIndex={0}>
            <code>
              {`npm run intake -- ${quoted(name)}${registry && ` --registry ${registry}`} \\\n` +
                "  --rpc-url http://127.0.0.1:8545 --deployment data/deployment.json --key-file firm.json"}
            </code>
          </pre>
        </>
      )}
    </>
  );
}

/** A name as shells take it whole, whatever is in it. */
function quoted(name: string): string {
  return `'${name.replaceAll("'", `'\\''`)}'`;
}

function Found({ line: { problems } }: { line: PreviewLine }) {
  return problems.length === 0 ? t("intake.fine") : <Problems problems={problems} />;
}

function Problems({ problems }: { problems: readonly IntakeProblem[] }) {
  const english = language.value === "en";
  return (
    <ul class="problems">
      {problems.map(({ code, level, line, column, en, zh, ruleEn, ruleZh }) => (
        <li key={`${code} ${line} ${column}`} class={level === "error" ? "problem-error" : "problem-warning"}>
          <strong>{t(level === "error" ? "intake.error" : "intake.warning")}</strong>{" "}
          {column !== null && <span>{titleOf(column, english)}: </span>}
          {english ? en : zh} <code>{code}</code>
          {ruleEn !== null && <span class="note"> {english ? ruleEn : ruleZh}</span>}
        </li>
      ))}
    </ul>
  );
}

function titleOf(key: string, english: boolean): string {
  const column = columns.find((known) => known.key === key);
  return (english ? column?.en : column?.zh) ?? key;
}
