import { profiles } from "../vocabulary/profiles.ts";
import { checkFile } from "./check-file.ts";
import { checkForm, wholeForm, type IntakeRules } from "./check-form.ts";
import type { IntakeForm } from "./form.ts";
import type { IntakeProblem } from "./problems.ts";
import { readForm } from "./read-form.ts";
import { readIntake } from "./read-intake.ts";

/** A line of a preview: what stands in it for people, its form when it could be read, and what is wrong. */
export type PreviewLine = {
  readonly line: number;
  readonly lineKey: string;
  readonly name: string;
  /** Null when a cell could not be read. */
  readonly form: IntakeForm | null;
  readonly problems: readonly IntakeProblem[];
};

/** A file as it would be sent. It may be sent only when `errors` is 0: all lines or none. */
export type IntakePreview = {
  readonly lines: readonly PreviewLine[];
  /** Problems of the file as a whole. */
  readonly problems: readonly IntakeProblem[];
  readonly errors: number;
  readonly warnings: number;
};

/** The rules where no registry is known: those of the national guide. */
export function guideRules(now: number, registry: string | null = null): IntakeRules {
  return { now, registry, termsOf: () => profiles.nationalGuide.terms };
}

/**
 * Reads a filled-in template and checks every line by the rules of the ledger. Nothing is sent, and nothing thrown for a
 * file that is wrong.
 *
 * @example
 * const { lines, errors } = previewIntake(bytes, guideRules(Date.now() / 1000, registry));
 */
export function previewIntake(bytes: Uint8Array, rules: IntakeRules): IntakePreview {
  const { rows, problems } = readIntake(bytes);
  const known = byLine(problems);
  const forms = rows.map((row) => readForm(row, known.get(row.line) ?? []));
  const between = byLine(checkFile(forms));
  const lines = forms.map((read, i): PreviewLine => {
    const { line } = read;
    const texts = rows[i]?.texts;
    const own = [...(known.get(line) ?? []), ...read.problems, ...checkForm(read, rules), ...(between.get(line) ?? [])];
    return {
      line,
      lineKey: texts?.lineKey ?? "",
      name: texts?.name ?? "",
      form: wholeForm(read) ?? null,
      problems: own,
    };
  });
  const ofLines = new Set(rows.map(({ line }) => line));
  return counted(
    lines,
    problems.filter(({ line }) => !ofLines.has(line)),
  );
}

/** The preview with more problems, such as those that only the ledger knows. */
export function withProblems(preview: IntakePreview, more: readonly IntakeProblem[]): IntakePreview {
  const known = new Set(preview.lines.map(({ line }) => line));
  const added = byLine(more);
  const lines = preview.lines.map((line) => {
    const own = added.get(line.line);
    return own ? { ...line, problems: [...line.problems, ...own] } : line;
  });
  return counted(lines, [...preview.problems, ...more.filter(({ line }) => !known.has(line))]);
}

function counted(lines: readonly PreviewLine[], problems: readonly IntakeProblem[]): IntakePreview {
  const all = [...problems, ...lines.flatMap((line) => line.problems)];
  const errors = all.filter(({ level }) => level === "error").length;
  return { lines, problems, errors, warnings: all.length - errors };
}

function byLine(problems: readonly IntakeProblem[]): Map<number, IntakeProblem[]> {
  const lines = new Map<number, IntakeProblem[]>();
  for (const found of problems) {
    const own = lines.get(found.line);
    if (own) own.push(found);
    else lines.set(found.line, [found]);
  }
  return lines;
}
