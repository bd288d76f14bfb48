import { IRegistrationProfiles__factory, IWorkingCalendar__factory } from "@data-voucher/sdk/contracts";
import type { Deployment, RpcProvider } from "../deploy/deploy.ts";
import { dayAt } from "../story/calendar.ts";

/** What a data authority has still to decide before registrations can run on the clocks of the law. */
export interface ToDo {
  /** Years whose working days are not loaded: the present one and, from December on, the next. */
  readonly years: readonly number[];
  /** Whether no registration profile is defined yet. */
  readonly profiles: boolean;
  /** Whether the public-data track has no profile yet. */
  readonly publicProfile: boolean;
}

/**
 * Asks the ledger what is missing.
 * @param now seconds since 1970
 */
export async function readToDo(provider: RpcProvider, { contracts }: Deployment, now: number): Promise<ToDo> {
  const calendar = IWorkingCalendar__factory.connect(contracts["WorkingCalendar"]!.address, provider);
  const profiles = IRegistrationProfiles__factory.connect(contracts["RegistrationProfiles"]!.address, provider);
  const loaded = await Promise.all(
    yearsNeeded(now).map(async (year) => ({ year, version: (await calendar.calendarYear(year)).version })),
  );
  const defined = (await profiles.profileCount()) !== 0n;
  return {
    years: loaded.filter(({ version }) => version === 0n).map(({ year }) => year),
    profiles: !defined,
    publicProfile: !(defined && (await hasPublicProfile(profiles))),
  };
}

/** The year of a moment in Shanghai; in December the next one too, which the State Council has published by then. */
export function yearsNeeded(now: number): number[] {
  const [year, month] = dayAt(now).split("-").map(Number) as [number, number];
  return month === 12 ? [year, year + 1] : [year];
}

async function hasPublicProfile(profiles: ReturnType<typeof IRegistrationProfiles__factory.connect>): Promise<boolean> {
  return profiles.publicProfile().then(
    () => true,
    (error: unknown) => {
      if ((error as { revert?: { name?: string } }).revert?.name === "PublicProfileMissing") return false;
      throw error;
    },
  );
}

/** The same for the person at the terminal, in lines; none when nothing is missing. */
export function toDoLines({ years, profiles, publicProfile }: ToDo): string[] {
  const lines = years.flatMap((year) => [
    `载入 ${year} 年工作日历 load the working days of ${year}: npm run calendar -- --year ${year}`,
    `  此前涉及该年的期限为“待年度日历”，均不届满 until then its deadlines are pending and nothing lapses`,
  ]);
  if (profiles) {
    lines.push(
      "定义登记规则配置并授予登记机构 define a profile and give it to each registry: POST /v1/profiles, /v1/parties/{party}/profile",
      "  此前登记申请被拒绝 until then applications are refused: PROFILE_MISSING",
    );
  }
  if (publicProfile) {
    lines.push(
      "设定公共数据登记规则配置 give the public-data track its profile: POST /v1/public-profile",
      "  此前公共数据登记被拒绝 until then records are refused: PUBLIC_PROFILE_MISSING",
    );
  }
  return lines;
}
