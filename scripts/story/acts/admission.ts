import type { CastName } from "../cast.ts";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import type { ProfileIds } from "./rules.ts";

const admitted: readonly CastName[] = [
  "registry",
  "cityRegistry",
  "exchange",
  "bureau",
  "operator",
  "bank",
  "utility",
  "climate",
  "logistics",
  "coldchain",
  "fresh",
  "overseas",
];

/** Step 1, second part: the authority admits everybody and gives the rules, and is refused where the rules say so. */
export async function admission(stage: Stage, profileIds: ProfileIds): Promise<void> {
  const { players, party, ledger, assets, at, tell } = stage;
  const { authority } = players;
  for (const [index, name] of admitted.entries()) {
    await tell({
      id: `admit ${name}`,
      title: `数据管理部门准入主体：${players[name].name}`,
      time: at(days.rules, "09:05") + index * 60,
      by: authority,
      contract: ledger,
      method: "admit",
      args: [players[name].admission],
    });
  }
  for (const [index, name] of (["registry", "cityRegistry"] as const).entries()) {
    await tell({
      id: `${name} code`,
      title: `登记机构取得区域与机构代码 45-${index + 1}`,
      time: at(days.rules, "10:00") + index * 60,
      by: authority,
      contract: assets,
      method: "setRegistryCode",
      args: [party[name], 45, index + 1],
    });
  }
  await giveProfile(stage, "registry", profileIds.nationalGuide, "国家指引", at(days.rules, "10:10"));
  await tell({
    id: "public profile",
    title: "设定公共数据登记规则配置：公示十个工作日",
    time: at(days.rules, "10:15"),
    by: authority,
    contract: stage.profiles,
    method: "givePublicProfile",
    args: [profileIds.publicTrack, await stage.papers.write("登记规则配置授予决定", { track: "公共数据资源登记" })],
  });
  await refusedAdmissions(stage);
}

/** Gives a registry the profile of its cases from now on; `again` tells a later giving from the first. */
export async function giveProfile(
  { players, party, profiles, papers, tell }: Stage,
  name: "registry" | "cityRegistry",
  profileId: bigint,
  label: string,
  time: number,
  again = "",
): Promise<void> {
  await tell({
    id: `give profile ${name} ${again}`.trimEnd(),
    title: `授予登记规则配置“${label}”：${players[name].name}`,
    time,
    by: players.authority,
    contract: profiles,
    method: "giveProfile",
    args: [
      party[name],
      profileId,
      await papers.write("登记规则配置授予决定", { registry: party[name], profile: label }),
    ],
  });
}

/** What the rules of admission forbid. */
async function refusedAdmissions({ players, ledger, calendar, papers, years, at, random, tell }: Stage): Promise<void> {
  const { authority, registry } = players;
  const newcomer = (purpose: string) => ({
    ...players.fresh.admission,
    partyId: random(`refused party ${purpose}`),
    account: `0x${random(`refused account ${purpose}`).slice(-40)}`,
  });
  await tell({
    id: "refused: registry that trades",
    title: "登记机构不得兼任交易主体：拒绝",
    time: at(days.rules, "10:30"),
    by: authority,
    contract: ledger,
    method: "admit",
    args: [{ ...newcomer("both"), roles: players.registry.admission.roles | players.fresh.admission.roles }],
    refused: "ROLES_NOT_COMBINABLE",
  });
  await tell({
    id: "refused: trader without commitment",
    title: "未签数据安全使用承诺的主体：拒绝",
    time: at(days.rules, "10:35"),
    by: authority,
    contract: ledger,
    method: "admit",
    args: [{ ...newcomer("uncommitted"), safeUseCommitment: `0x${"00".repeat(32)}` }],
    refused: "SAFE_USE_COMMITMENT_MISSING",
  });
  await tell({
    id: "refused: admission by a registry",
    title: "登记机构无权准入主体：拒绝",
    time: at(days.rules, "10:40"),
    by: registry,
    contract: ledger,
    method: "admit",
    args: [newcomer("by registry")],
    refused: "ROLE_MISSING",
  });
  await tell({
    id: "refused: calendar by a registry",
    title: "登记机构无权修改工作日历：拒绝",
    time: at(days.rules, "10:45"),
    by: registry,
    contract: calendar,
    method: "loadYear",
    args: [years[0], [0n, 0n], await papers.write("自拟工作日历", { registry: registry.name })],
    refused: "ROLE_MISSING",
  });
}
