import type { Wallet } from "ethers";
import { packYear } from "../packages/sdk/src/calendar/working-days.ts";
import type { RegistrationProfiles, WorkingCalendar } from "../packages/sdk/src/generated/index.ts";
import { isOfficialYearKnown, officialYear } from "../scripts/calendar/official-year.ts";
import { digest } from "./digest.ts";

/** Years that the test ledger has loaded: official as far as they are known, then the bare week. */
export const years = { first: 2026, last: 2036 } as const;

/** A year as the test ledger loads it: the official one, or Monday to Friday where none is known yet. */
export const yearOf = (year: number) =>
  isOfficialYearKnown(year) ? officialYear(year) : { year, holidays: [], makeUpDays: [] };

/** The kinds of registration, all five, as bits of a profile. */
export const allKinds = 0b111110;

/** The numbers of the national guide (articles 11-37), in the order of the contract's struct. */
export const nationalGuide = {
  acceptanceDays: 3,
  examinationDays: 10,
  extensionDays: 10,
  noticeDays: 5,
  objectionDays: 10,
  informDays: 5,
  validityMonths: 60,
  renewalMonths: 6,
  nameLimit: 40,
  summaryLimit: 400,
  keepYears: 20,
  kinds: allKinds,
  noticeWaivable: true,
  transferNeedsAllRights: false,
  fourEyes: false,
  trial: false,
};

export type TestTerms = typeof nationalGuide;

/** The public-data track: a notice of 10 working days, records of 3 years. */
export const publicTrack: TestTerms = { ...nationalGuide, noticeDays: 10, validityMonths: 36 };

/** The profiles of the test ledger, by id. */
export const profileIds = { nationalGuide: 1n, publicTrack: 2n } as const;

/** Loads the years, by the authority. */
export async function loadYears(calendar: WorkingCalendar, by: Wallet): Promise<void> {
  for (let year: number = years.first; year <= years.last; year++) {
    await calendar.connect(by).loadYear(year, [...packYear(yearOf(year))], digest(`holidays of ${year}`));
  }
}

/** Defines the two profiles and gives them to the registry and to the public track, by the authority. */
export async function giveProfiles(profiles: RegistrationProfiles, by: Wallet, registry: string): Promise<void> {
  const authority = profiles.connect(by);
  await authority.defineProfile("国家指引 National guide", nationalGuide, digest("national guide"));
  await authority.defineProfile("公共数据 Public data", publicTrack, digest("public track"));
  await authority.giveProfile(registry, profileIds.nationalGuide, digest("profile given"));
  await authority.givePublicProfile(profileIds.publicTrack, digest("public profile given"));
}
