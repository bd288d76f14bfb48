import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { declare } from "./declaring.ts";
import { applyForLater, carryOut, consent, type Later } from "./later.ts";
import { accept, caseAct, certifyAll, examine, file, type Filing, rightBits } from "./registering.ts";

const rights = [1, 2, 3];
const name = "广西十四市日间装卸作业窗口表（2026）";
const newName = "广西十四市装卸作业窗口表（2026，含夜间许可时段）";
const desk = "10:20";

/** Two firms register what they made of both their data; then one of them leaves the business, step by step. */
export async function jointProduct(stage: Stage): Promise<void> {
  const { players, party } = stage;
  const { logistics, coldchain } = players;
  const { assetId, certificates } = await applyTogether(stage);
  const of = (holder: string) => certificates.find((each) => each.holder === holder)!.certificateId;
  const about = { assetId, name, desk, rights };
  await transferOperation(stage, { ...about, id: "loading transfer", by: coldchain, day: 0 }, of(party.coldchain));
  await describeAnew(stage, { ...about, id: "loading change", by: logistics, day: 0 }, of(party.logistics));
  const described = { ...about, name: newName };
  await leave(stage, { ...described, id: "loading cancellation", by: coldchain, day: 0 }, of(party.coldchain));
  await lastTransfer(stage, { ...described, id: "last transfer", by: logistics, day: 0 }, of(party.logistics));
}

/** Fused data (article 21): the dispatch calendar of one firm and the loading windows of the other. */
async function applyTogether(stage: Stage) {
  const { players, data, papers, at } = stage;
  const { logistics, coldchain, utility } = players;
  const plan = days.loading;
  const assetId = await declare(stage, {
    id: "loading",
    name,
    summary: "平陆物流的排班日历与邕冷供应链的装卸时段融合：各设区市每个工作日可用的日间作业分钟数。",
    data: data.loading,
    by: logistics,
    time: at(plan.declare, "08:40"),
    source: 1,
    category: 1,
  });
  const filing: Filing = {
    id: "loading",
    name,
    assetId,
    by: logistics,
    day: plan.apply,
    clock: "09:20",
    desk,
    rights,
    basis: { sourceCase: 4, rights: [] },
  };
  const alone = { ...filing, id: "loading by one", clock: "09:10" };
  await file(stage, alone, { code: "FUSED_BY_ONE", title: "融合数据由一方单独申请（第二十一条）" });
  const caseId = await file(stage, { ...filing, together: ["coldchain"] });
  const notice = await papers.write("受理通知书", { case: caseId.toString(), filing: filing.id });
  await caseAct(
    stage,
    filing,
    {
      id: "refused: accept before consent",
      title: "共同申请人未确认即受理（第二十一条）",
      day: plan.unconsented,
      method: "acceptRegistration",
      args: [caseId, notice],
    },
    "CASE_NOT_IN_STATE",
  );
  const title = "非共同申请人代为确认";
  await consent(stage, filing, caseId, utility, { day: plan.unconsented, title }, "CONSENT_NOT_DUE");
  await consent(stage, filing, caseId, coldchain, { day: plan.consent });
  return { assetId, certificates: await carryOut(stage, filing, caseId, plan) };
}

/** The fruit firm takes over the selling; the cold-chain firm goes on using what it holds (article 34). */
async function transferOperation(stage: Stage, about: Filing, certificateId: bigint): Promise<void> {
  const { players, party } = stage;
  const plan = days.loadingTransfer;
  const filing = { ...about, day: plan.apply, clock: "09:20", effect: "发放受让方凭证、调整转让方凭证" };
  const later: Later = {
    filing,
    title: "申请转让登记：经营权转让给百色鲜果，转让方保留持有权与使用权",
    method: "applyForTransfer",
    application: { certificateId, rights: rightBits([3]), transferee: party.fresh },
  };
  const caseId = await applyForLater(stage, later);
  await consent(stage, filing, caseId, players.fresh, { day: plan.consent, title: "受让方确认" });
  await carryOut(stage, filing, caseId, plan);
  const again = { ...later, filing: { ...filing, id: "loading transfer again", day: plan.again } };
  const title = "再次转让已转让的经营权（第三十四条）";
  await applyForLater(stage, again, { code: "RIGHT_NOT_HELD", title });
}

/** The table is extended to night work by permit, so its description is no longer true; all holders agree (article 35). */
async function describeAnew(stage: Stage, about: Filing, certificateId: bigint): Promise<void> {
  const { players, papers } = stage;
  const plan = days.loadingChange;
  const filing = { ...about, day: plan.apply, clock: "09:20", effect: "变更登记" };
  const none = `0x${"00".repeat(32)}`;
  const later: Later = {
    filing,
    title: "申请变更登记：数据名称与描述",
    method: "applyForChange",
    application: {
      certificateId,
      name: newName,
      descriptorDigest: await papers.write("数据描述（附件1）", {
        name: newName,
        summary: "各设区市每个工作日可用的日间作业分钟数，并注明夜间作业须另行取得许可。",
      }),
      identityDigest: none,
    },
  };
  const byOther = {
    ...later,
    filing: { ...filing, id: "loading change by another", by: players.utility, clock: "09:10" },
  };
  const title = "非权利人申请变更（第三十五条）";
  await applyForLater(stage, byOther, { code: "CERTIFICATE_OF_ANOTHER_HOLDER", title });
  const caseId = await applyForLater(stage, later);
  const agreed = { day: plan.consent, title: "确认变更数据描述" };
  await consent(stage, filing, caseId, players.coldchain, agreed);
  await consent(stage, filing, caseId, players.fresh, { ...agreed, clock: "15:00" });
  await carryOut(stage, filing, caseId, plan);
}

/** The cold-chain firm gives up what it kept; that gives nobody a right, so there is no notice (article 37). */
async function leave(stage: Stage, about: Filing, certificateId: bigint): Promise<void> {
  const plan = days.loadingCancellation;
  const filing = { ...about, day: plan.apply, clock: "09:20", effect: "注销登记凭证" };
  const caseId = await applyForLater(stage, {
    filing,
    title: "申请注销登记：退出该项业务",
    method: "applyForCancellation",
    application: { certificateId, rights: rightBits([1, 2]), ground: 1 },
  });
  await accept(stage, filing, caseId, plan.accept);
  await examine(stage, filing, caseId, plan.examine);
  const noticeDigest = await stage.papers.write("公示公告", { case: caseId.toString(), filing: filing.id });
  const notice = { id: "refused: publish", title: "注销登记进行公示（第三十七条）", day: plan.publish };
  await caseAct(
    stage,
    filing,
    { ...notice, method: "publishRegistration", args: [caseId, noticeDigest] },
    "NO_NOTICE_OF_CANCELLATION",
  );
  await certifyAll(stage, filing, caseId, plan.certify);
}

/** The history ends before the transferee has answered: no clock runs until it does. */
async function lastTransfer(stage: Stage, about: Filing, certificateId: bigint): Promise<void> {
  const { party } = stage;
  await applyForLater(stage, {
    filing: { ...about, day: days.lastTransfer.apply, clock: "09:20" },
    title: "申请转让登记：经营权转让给南疆气候科技",
    method: "applyForTransfer",
    application: { certificateId, rights: rightBits([3]), transferee: party.climate },
  });
}
