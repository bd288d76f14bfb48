import { days } from "../days.ts";
import type { Stage } from "../stage.ts";

const plan = days.members;

/** What a registry publishes, as in contracts/registration/MemberTypes.sol, with the words of each paper. */
const disclosures = [
  { kind: 1, paper: "登记流程", text: "申请、受理、审查、公示、发证，期限依国家指引" },
  { kind: 2, paper: "登记收费标准", text: "试行期间不收取登记费用" },
  { kind: 3, paper: "投诉举报渠道", text: "来信、来访与登记窗口意见箱" },
] as const;

/**
 * The registry publishes procedure, fees and complaint channel, and reports a change of its office (articles 11 and 12):
 * too late at first, which the ledger refuses, then five whole working days ahead.
 */
export async function membership(stage: Stage): Promise<void> {
  const { players, papers, assets, at, tell } = stage;
  const by = { by: players.registry, contract: assets };
  for (const [index, { kind, paper, text }] of disclosures.entries()) {
    await tell({
      ...by,
      id: `disclosure ${kind}`,
      title: `登记机构公开${paper}`,
      time: at(plan.disclose, "16:10") + index * 60,
      method: "disclose",
      args: [kind, await papers.write(paper, { text })],
    });
  }
  const document = await papers.write("登记机构变更报告", { change: "登记窗口迁址" });
  // The fifth working day must have passed, not only begun.
  const late = at(plan.report + 5, "09:00");
  await tell({
    ...by,
    id: "refused: change reported too late",
    title: "登记机构迁址报告未提前五个工作日：拒绝",
    time: at(plan.report, "16:10"),
    method: "reportRegistryChange",
    args: [late, document],
    refused: "ANNOUNCED_TOO_LATE",
  });
  await tell({
    ...by,
    id: "change reported",
    title: "登记机构提前五个工作日报告迁址",
    time: at(plan.report, "16:20"),
    method: "reportRegistryChange",
    args: [at(plan.report + 6, "09:00"), document],
  });
}
