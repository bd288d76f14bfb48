import { kindMask, type NamedProfile, packYear, profiles } from "@data-voucher/sdk";
import { isOfficialYearKnown, officialYear } from "../../calendar/official-year.ts";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";

/** Ids of the profiles that the authority defined. */
export type ProfileIds = Readonly<Record<keyof typeof profiles, bigint>>;

/** Step 1, first part: the authority loads the official calendar and defines the rules by which registries work. */
export async function rules({
  players,
  calendar,
  profiles: desk,
  papers,
  years,
  at,
  tell,
}: Stage): Promise<ProfileIds> {
  const { authority } = players;
  for (const [index, year] of years.entries()) {
    const { holidays, makeUpDays, title, origin } = yearFor(year);
    await tell({
      id: `calendar ${year}`,
      title: `载入工作日历：${title}`,
      time: at(days.rules, "08:40") + index * 60,
      by: authority,
      contract: calendar,
      method: "loadYear",
      args: [
        year,
        packYear({ year, holidays, makeUpDays }),
        await papers.write(title, { year, holidays, makeUpDays, origin }),
      ],
    });
  }
  const ids: [string, bigint][] = [];
  for (const [name, { label, source, sourceZh, terms }] of Object.entries(profiles) as [string, NamedProfile][]) {
    const defined = await tell({
      id: `profile ${name}`,
      title: `定义登记规则配置：${label}`,
      time: at(days.rules, "08:50") + ids.length * 60,
      by: authority,
      contract: desk,
      method: "defineProfile",
      args: [
        label,
        { ...terms, kinds: kindMask(terms.kinds) },
        await papers.write("登记规则配置依据", {
          label,
          source,
          sourceZh,
          terms: { ...terms, kinds: [...terms.kinds] },
        }),
      ],
    });
    ids.push([name, defined.event("ProfileDefined")["profileId"] as bigint]);
  }
  return Object.fromEntries(ids) as unknown as ProfileIds;
}

/**
 * An official year; ordinary weeks, which say so, where this release does not know the official one yet. The story's own
 * clock counts such a year in ordinary weeks as well.
 */
export function yearFor(year: number) {
  if (isOfficialYearKnown(year)) {
    const origin = "General Office of the State Council, by npm chinese-days 1.5.7 (MIT)";
    return { ...officialYear(year), title: `${year}年节假日安排`, origin };
  }
  const origin = "Ordinary weeks until the State Council's arrangement is loaded";
  return { holidays: [], makeUpDays: [], title: `${year}年工作日（暂按普通周，待公布后修正）`, origin };
}
