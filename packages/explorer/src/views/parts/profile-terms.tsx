import type { Profile } from "../../api/shapes.ts";
import { label, rawWord, t, type Word } from "../../i18n/words.ts";
import { Table } from "../../ui/table.tsx";

type Terms = Profile["terms"];

/** The terms in the order of the articles' procedure, numbers with their unit. */
const units = {
  acceptanceDays: "profile.days",
  examinationDays: "profile.days",
  extensionDays: "profile.days",
  noticeDays: "profile.days",
  noticeWaivable: null,
  objectionDays: "profile.days",
  informDays: "profile.days",
  validityMonths: "profile.months",
  renewalMonths: "profile.months",
  kinds: null,
  transferNeedsAllRights: null,
  nameLimit: "profile.characters",
  summaryLimit: "profile.characters",
  keepYears: "profile.years",
  fourEyes: null,
  trial: null,
} as const satisfies Record<keyof Terms, Word | null>;

/** The numbers and choices of a profile, each with the article that it comes from. */
export function ProfileTerms({ terms }: { terms: Terms }) {
  return (
    <Table
      caption={t("profile.terms")}
      plain
      rows={Object.keys(units) as (keyof Terms)[]}
      keyOf={(term) => term}
      columns={[
        { head: t("profile.term"), cell: (term) => label("term", term) },
        { head: t("profile.value"), cell: (term) => <strong>{valueOf(terms, term)}</strong> },
        { head: t("profile.basis"), cell: (term) => rawWord(`termBasis.${term}`) ?? t("profile.notLaw") },
      ]}
    />
  );
}

function valueOf(terms: Terms, term: keyof Terms): string {
  const value = terms[term];
  const unit = units[term];
  if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
  if (typeof value === "number") return unit ? t(unit, { n: value }) : String(value);
  return value.map((kind) => label("kind", kind)).join(t("common.list")) || t("common.none");
}
