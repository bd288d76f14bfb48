import type { IntakePreview, IntakeProblem, LineOutcome } from "@data-voucher/sdk/intake";

/** Problems shown at the terminal; the rest stands in the file of problems. */
const shown = 50;

/** A preview for people: every problem by line, column and rule, both languages. */
export function previewText({ lines, problems, errors, warnings }: IntakePreview): string {
  const all = [...problems, ...lines.flatMap((line) => line.problems)];
  const more = all.length > shown ? [`…… 另有 ${all.length - shown} 项 and ${all.length - shown} more`] : [];
  return [
    `${lines.length} 行 lines, ${errors} 个错误 errors, ${warnings} 个提示 warnings`,
    ...all.slice(0, shown).map(problemText),
    ...more,
  ].join("\n");
}

function problemText({ code, level, line, column, en, zh, ruleEn, ruleZh }: IntakeProblem): string {
  const place = [line === 0 ? "文件 file" : `第 ${line} 行 line ${line}`, ...(column === null ? [] : [column])];
  const rule = ruleEn === null ? "" : ruleEn === ruleZh ? ` [${ruleEn}]` : ` [${ruleZh} ${ruleEn}]`;
  return `${level === "error" ? "✗" : "!"} ${place.join(", ")}: ${code}${rule}\n    ${visible(zh)}\n    ${visible(en)}`;
}

/** The text with characters that a terminal obeys, or that hide others, as their numbers: they come from the file. */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
}

/** The problems as CSV, one a row. */
export function problemsCsv({ lines, problems }: IntakePreview): string {
  const rows = [...problems, ...lines.flatMap((line) => line.problems)].map((found) => [
    String(found.line),
    found.column ?? "",
    found.level,
    found.code,
    found.ruleZh ?? "",
    found.ruleEn ?? "",
    found.zh,
    found.en,
  ]);
  return csv([["line", "column", "level", "code", "规则", "rule", "说明", "explanation"], ...rows]);
}

/** The report as CSV: what came of each line. */
export function reportCsv(outcomes: readonly LineOutcome[]): string {
  const rows = outcomes.map(({ line, lineKey, assetId, caseId, refusal }) => [
    String(line),
    lineKey,
    caseId ?? "",
    assetId ?? "",
    refusal?.step ?? "",
    refusal?.code ?? "",
    refusal?.message ?? "",
  ]);
  return csv([["line", "lineKey", "caseId", "assetId", "refusedStep", "refusalCode", "refusal"], ...rows]);
}

/** With the mark by which Excel knows UTF-8. No cell begins as a formula would: a sentence that does is set off. */
function csv(rows: readonly (readonly string[])[]): string {
  const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  const cell = (text: string) => `"${safe(text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
