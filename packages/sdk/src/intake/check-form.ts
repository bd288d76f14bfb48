import { addMonths, dateText, dayFrom, dayOf, endOfDay } from "../calendar/civil-time.ts";
import type { ProfileTerms } from "../vocabulary/profiles.ts";
import type { ColumnKey } from "./columns.ts";
import type { IntakeForm } from "./form.ts";
import { problem, type IntakeProblem, type ProblemCode, type ProblemValues } from "./problems.ts";
import { rightColumns, type ReadForm } from "./read-form.ts";

/** The terms of a profile that lines are checked by. */
export type IntakeTerms = Pick<ProfileTerms, "validityMonths" | "nameLimit" | "summaryLimit">;

/** What lines are checked against. */
export type IntakeRules = {
  /** Clock of the ledger, in seconds since 1970. */
  readonly now: number;
  /** Terms of a registry's profile; the national guide's where the registry is not known yet. */
  readonly termsOf: (registry: string | null) => IntakeTerms;
  /** Registry of the lines that name none; null for none. */
  readonly registry: string | null;
};

/** The last second of a day in Asia/Shanghai (Civil Code, article 203), in seconds since 1970. */
export function endOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return endOfDay(dayFrom(year, month, day));
}

/**
 * What the ledger, and annex 1, ask of a form beyond its single cells: what may be registered (articles 15, 20, 21 and
 * GB/T 43697), and for how long (article 26).
 */
export function checkForm({ line, form }: ReadForm, rules: IntakeRules): IntakeProblem[] {
  const found: IntakeProblem[] = [];
  const say = (code: ProblemCode, column: ColumnKey | null, values?: ProblemValues) =>
    void found.push(problem(code, line, column, values));
  const terms = rules.termsOf(form.registry ?? rules.registry);

  if (form.registry === null && rules.registry === null) say("REGISTRY_MISSING", "registry");
  sayOfAsset(form, say);
  sayOfSpan(form, rules.now, say);
  sayOfLengths(form, terms, say);
  if (form.rights?.length === 0) say("RIGHTS_NONE", null);
  const latest = addMonths(rules.now, terms.validityMonths);
  for (const { right, lastDay } of form.rights ?? []) {
    const column = rightColumns[right];
    const until = endOfDate(lastDay);
    if (right === "operate" && form.source === "publiclyGathered") say("RIGHT_NOT_REGISTRABLE", column);
    if (until <= rules.now) say("TERM_PAST", column, { value: lastDay });
    // The last second of the latest day may lie beyond the latest moment: then the day before is the last.
    const lastDayAllowed = endOfDay(dayOf(latest)) <= latest ? dayOf(latest) : dayOf(latest) - 1;
    const values = { value: lastDay, months: terms.validityMonths, latest: dateText(lastDayAllowed) };
    if (until > latest) say("TERM_TOO_LONG", column, values);
  }
  return found;
}

type Form = ReadForm["form"];
type Say = (code: ProblemCode, column: ColumnKey | null, values?: ProblemValues) => void;

function sayOfAsset({ category, grade, source, sourceAssets }: Form, say: Say): void {
  if (category === "governmentDuty") say("GOVERNMENT_DUTY_DATA", "category");
  if (category === "authorisedProduct") say("AUTHORISED_PRODUCT", "category");
  if (grade === "core") say("CORE_DATA", "grade");
  if (source === undefined || sourceAssets === undefined) return;
  const derived = source === "derived";
  if (derived && sourceAssets.length === 0) say("SOURCES_MISSING", "sourceAssets");
  if (!derived && sourceAssets.length > 0) say("SOURCES_UNWANTED", "sourceAssets");
}

function sayOfSpan({ spanFrom, spanTo }: Form, now: number, say: Say): void {
  if (spanFrom === undefined) return;
  if (spanTo && spanTo < spanFrom) say("SPAN_REVERSED", "spanTo", { value: spanTo, other: spanFrom });
  const today = dateText(dayOf(now));
  if (spanFrom > today) say("SPAN_IN_FUTURE", "spanFrom", { value: spanFrom });
  else if (spanTo && spanTo > today) say("SPAN_IN_FUTURE", "spanTo", { value: spanTo });
}

/** Annex 1 says "not over 40" and "not over 400"; the profile's limits warn, and the ledger takes more. */
function sayOfLengths({ name = "", summary = "" }: Form, { nameLimit, summaryLimit }: IntakeTerms, say: Say): void {
  const [nameChars, summaryChars] = [[...name].length, [...summary].length];
  if (nameChars > nameLimit) say("NAME_LONG", "name", { value: nameChars, most: nameLimit });
  if (summaryChars > summaryLimit) say("SUMMARY_LONG", "summary", { value: summaryChars, most: summaryLimit });
}

/** The form when all of it could be read. */
export function wholeForm({ form }: ReadForm): IntakeForm | undefined {
  return Object.values(form).includes(undefined) ? undefined : (form as IntakeForm);
}
