import { days, shortTerm } from "../days.ts";
import type { Stage } from "../stage.ts";
import { giveProfile } from "./admission.ts";
import { declare } from "./declaring.ts";
import {
  accept,
  askSupplement,
  caseAct,
  certify,
  examine,
  file,
  type Filing,
  giveSupplement,
  publish,
} from "./registering.ts";
import type { ProfileIds } from "./rules.ts";

const enterprise = { source: 1, category: 1 };
const rights = [1, 2, 3];

/** What a strand leaves for the later registrations after it. */
export interface Registered {
  readonly filing: Filing;
  readonly certificateId: bigint;
}

/** Data that can be checked by anyone: the registry waives the notice for that reason, and nobody can object then. */
export async function waivedNotice(stage: Stage): Promise<Registered> {
  const { players, papers, data, at } = stage;
  const { fresh, logistics } = players;
  const plan = days.solarTerms;
  const name = "二十四节气日期表（2026）";
  const assetId = await declare(stage, {
    ...enterprise,
    id: "solar terms",
    name,
    summary: "依历法自行计算：全年每日所属节气。",
    data: data.solarTerms,
    by: fresh,
    time: at(plan.declare, "08:30"),
  });
  const filing = { id: "solar terms", name, assetId, by: fresh, day: plan.apply, rights, term: shortTerm };
  const caseId = await file(stage, filing);
  await accept(stage, filing, caseId, plan.accept);
  await examine(stage, filing, caseId, plan.examine);
  const request = { case: caseId.toString(), reason: "历法数据公开可验算，申请人请求免予公示" };
  const args = [caseId, await papers.write("免予公示决定", request)];
  await caseAct(stage, filing, { id: "waive", title: "依申请免予公示", day: plan.waive, method: "waiveNotice", args });
  const objection = {
    id: "refused: object without notice",
    title: "免予公示后的异议",
    day: plan.waive,
    clock: "11:00",
    method: "objectToRegistration",
    args: [caseId, await papers.write("异议书", { case: caseId.toString(), reason: "认为应当公示" })],
    by: logistics,
  };
  await caseAct(stage, filing, objection, "NOTICE_OVER");
  return { filing, certificateId: await certify(stage, filing, caseId, plan.certify) };
}

/** Material that never came: the application counts as never made (article 17), and may be made anew elsewhere. */
export async function lapseAndTrial(stage: Stage, profileIds: ProfileIds): Promise<Registered> {
  const { players, data, at } = stage;
  const { coldchain } = players;
  const plan = days.lunarDates;
  const name = "公历农历对照表（2026）";
  const assetId = await declare(stage, {
    ...enterprise,
    id: "lunar dates",
    name,
    summary: "依历法自行计算：全年每日的农历年月日。",
    data: data.lunarDates,
    by: coldchain,
    time: at(plan.declare, "08:30"),
  });
  const filing = { id: "lunar dates", name, assetId, by: coldchain, day: plan.apply, rights };
  const elsewhere = { ...filing, at: "cityRegistry" as const };
  const early = { ...elsewhere, id: "lunar dates without a profile", day: plan.declare };
  await file(stage, early, { code: "PROFILE_MISSING", title: "向尚无登记规则配置的登记机构申请登记" });
  const caseId = await file(stage, filing);
  const ask = { day: plan.askSupplement, until: plan.supplementUntil, missing: "计算方法说明" };
  await askSupplement(stage, filing, caseId, ask);
  await giveSupplement(stage, filing, caseId, plan.lapsed, "SUPPLEMENT_TOO_LATE");
  const title = "逾期未补正，视为未申请";
  const written = { id: "settle clock", title, day: plan.lapsed, clock: "15:00", method: "settleClock" };
  await caseAct(stage, filing, { ...written, args: [caseId] });

  const time = at(days.trial.giveProfile, "09:00");
  await giveProfile(stage, "cityRegistry", profileIds.trial, "试运行", time);
  return trial(stage, { ...elsewhere, id: "lunar dates on trial", day: days.trial.apply });
}

/** A registry on trial gives no notice, and every certificate of it is marked as a sample. */
async function trial(stage: Stage, filing: Filing): Promise<Registered> {
  const plan = days.trial;
  const caseId = await file(stage, filing);
  await accept(stage, filing, caseId, plan.accept);
  await examine(stage, filing, caseId, plan.examine);
  await publish(stage, filing, caseId, plan.certify);
  const evidence = await stage.papers.write("存证回执", { case: caseId.toString(), sample: false });
  const unmarked = {
    id: "refused: certify unmarked",
    title: "试运行凭证不标明“演示”",
    day: plan.certify,
    clock: "14:00",
    method: "certifyRegistration",
    args: [caseId, evidence, false],
  };
  await caseAct(stage, filing, unmarked, "TRIAL_UNMARKED");
  return { filing, certificateId: await certify(stage, filing, caseId, plan.certify, "15:00") };
}

/** The history ends while this notice runs: whoever looks then can still object. */
export async function runningNotice(stage: Stage): Promise<void> {
  const { players, data, at } = stage;
  const { utility } = players;
  const plan = days.daylight;
  const name = "南宁逐日昼长表（2026）";
  const assetId = await declare(stage, {
    id: "daylight",
    name,
    summary: "依纬度与日序自行计算：每日日出至日落的分钟数，用于照明负荷安排。",
    data: data.daylight,
    by: utility,
    time: at(plan.declare, "08:30"),
    source: 1,
    category: 2,
  });
  const filing = { id: "daylight", name, assetId, by: utility, day: plan.apply, rights };
  const caseId = await file(stage, filing);
  await accept(stage, filing, caseId, plan.accept);
  await examine(stage, filing, caseId, plan.examine);
  await publish(stage, filing, caseId, plan.publish);
}
