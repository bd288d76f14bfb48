import type { Answers } from "@data-voucher/gateway/answers";
import { label, rawWord, type Group } from "../i18n/words.ts";

/** What a registry did, by group and name. */
export type Work = Answers["/v1/registries/:party/statistics"]["total"];

/** One count through a year: its place, its twelve months and their sum. */
export type WorkLine = {
  readonly key: string;
  readonly group: keyof Work;
  readonly name: string;
  readonly months: readonly number[];
  readonly total: number;
};

const countIn = (work: Work, group: keyof Work, name: string): number =>
  (work[group] as Readonly<Record<string, number>>)[name] ?? 0;

/** The counts of a year, in the gateway's order; those that are 0 all year are left out. */
export function linesOf(total: Work, months: readonly Work[]): WorkLine[] {
  return (Object.keys(total) as (keyof Work)[]).flatMap((group) =>
    Object.entries(total[group])
      .filter(([, count]) => count !== 0)
      .map(([name, count]) => ({
        key: `${group}.${name}`,
        group,
        name,
        months: months.map((month) => countIn(month, group, name)),
        total: count,
      })),
  );
}

/** The word for a count: of a kind, of a ground, or its own. */
export function countWord({ group, name }: Pick<WorkLine, "group" | "name">): string {
  const own: Group =
    group === "refusedFor" ? "ground" : rawWord(`workCount.${name}`) === undefined ? "kind" : "workCount";
  return `${label("work", group)}: ${label(own, name)}`;
}

/** Applications of all kinds. */
export const applicationsIn = (work: Work): number =>
  Object.values(work.applied).reduce((sum, count) => sum + count, 0);

/** Average working days to one decimal place, as text, rounded half up; null without a case. */
export function averageDays({ workingDays: { sum, cases } }: Work): string | null {
  if (cases === 0) return null;
  const tenths = Math.floor((sum * 20 + cases) / (2 * cases));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
}
