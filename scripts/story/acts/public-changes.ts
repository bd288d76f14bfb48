import { purposeMask } from "@data-voucher/sdk";
import { days } from "../days.ts";
import type { Player } from "../cast.ts";
import type { Stage } from "../stage.ts";
import { declare } from "./declaring.ts";
import { safetyOf } from "./public-track.ts";
import { admitRecord, publishRecord, type Recording, submitRecord } from "./recording.ts";

const plan = days.provinces;
const year = 365 * 86_400;
const mainland = 156;
const none = `0x${"00".repeat(32)}`;

/** Steps 2 and 3 further: recorded public data is changed, corrected and cancelled; its operation stands still once. */
export async function publicChanges(stage: Stage): Promise<void> {
  const { players, data, at } = stage;
  const { bureau } = players;
  const assetId = await declare(stage, {
    by: bureau,
    source: 1,
    category: 3,
    id: "provinces",
    name: "全国省级行政区划统计代码（2022）",
    summary: "统计用区划代码与名称，省级。",
    data: data.provinces,
    time: at(plan.declare, "08:40"),
  });
  const recording: Recording = {
    id: "provinces",
    title: "省级行政区划统计代码",
    assetId,
    by: bureau,
    number: "GX-GGSJ-2026-000104（演示）",
  };
  const recordId = await submitRecord(stage, recording, at(plan.submit, "08:40"));
  await publishRecord(stage, recording, recordId, at(plan.publish, "08:40"));
  await admitRecord(stage, recording, recordId, at(plan.admit, "08:40"));

  const authorisationId = await authorise(stage, recordId);
  const requestId = await requestChange(stage, recordId);
  await suspend(stage, recordId, authorisationId);
  await publishChange(stage, requestId);
  await resume(stage, recordId, authorisationId);
  await grantChange(stage, requestId);
  await correct(stage, recordId);
  await cancel(stage, recordId);
}

/** What one act of this chapter says. */
interface Telling {
  readonly id: string;
  readonly title: string;
  readonly day: number;
  readonly clock?: string;
  readonly by: Player;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** Carries an act on the public-data track out; with a code, the ledger must refuse it so. */
const act = ({ records, at, tell }: Stage, { day, clock = "08:45", title, ...told }: Telling, refused?: string) =>
  tell({
    ...told,
    title: refused ? `${title}：拒绝` : title,
    time: at(day, clock),
    contract: records,
    ...(refused && { refused }),
  });

async function authorise(stage: Stage, recordId: bigint): Promise<bigint> {
  const { players, party, papers, at } = stage;
  const time = at(plan.authorise, "08:45");
  const scene = "区域统计查询";
  const authorised = (safety: object) => [
    {
      recordId,
      operator: party.operator,
      scene,
      purposes: purposeMask(["publicService"]),
      territory: mainland,
      start: time,
      until: time + year,
      resale: false,
      agreementDigest: agreement,
      safety,
    },
  ];
  const agreement = await papers.write("公共数据授权运营协议", { scene, record: recordId.toString() });
  const given = { day: plan.authorise, by: players.bureau, method: "authoriseOperation" };
  await act(
    stage,
    {
      ...given,
      id: "refused: authorise without safety",
      title: "未提供运营安全评估即授权运营",
      args: authorised({ level: 3, until: time + year, documentDigest: none }),
    },
    "AUTHORISATION_INCOMPLETE",
  );
  const outcome = await act(stage, {
    ...given,
    id: "authorise provinces",
    title: `授权运营：${scene}`,
    clock: "08:50",
    args: authorised(await safetyOf(stage, recordId, time + year / 2)),
  });
  return outcome.event("OperationAuthorised")["authorisationId"] as bigint;
}

/** An incident at the operator: the authority stops it, and only an authority lets it go on. */
async function suspend(stage: Stage, recordId: bigint, authorisationId: bigint): Promise<void> {
  const { authority, bureau } = stage.players;
  const incident = await stage.papers.write("暂停运营决定", {
    record: recordId.toString(),
    reason: "接口异常访问，待查",
  });
  await act(stage, {
    id: "suspend operation",
    title: "因安全事件暂停授权运营",
    day: plan.suspend,
    by: authority,
    method: "suspendOperation",
    args: [authorisationId, incident],
  });
  await act(
    stage,
    {
      id: "refused: body resumes operation",
      title: "授权主体自行恢复由主管部门暂停的运营",
      day: plan.suspend,
      clock: "09:10",
      by: bureau,
      method: "resumeOperation",
      args: [authorisationId, incident],
    },
    "SUSPENDED_BY_ANOTHER",
  );
}

async function resume(stage: Stage, recordId: bigint, authorisationId: bigint): Promise<void> {
  const { players, papers, at } = stage;
  await act(stage, {
    id: "resume operation",
    title: "整改完成，恢复授权运营",
    day: plan.resume,
    by: players.authority,
    method: "resumeOperation",
    args: [authorisationId, await papers.write("恢复运营决定", { record: recordId.toString(), result: "已整改" })],
  });
  await act(stage, {
    id: "assess operation",
    title: "更新运营安全评估",
    day: plan.assess,
    by: players.bureau,
    method: "assessOperation",
    args: [authorisationId, await safetyOf(stage, recordId, at(plan.assess, "08:45") + year)],
  });
}

async function requestChange(stage: Stage, recordId: bigint): Promise<bigint> {
  const { players, papers } = stage;
  const details = {
    name: "",
    descriptorDigest: await papers.write("数据描述（附件1）", { name: "省级行政区划统计代码", update: "每年一次" }),
    bodyDigest: await papers.write("登记主体信息", { name: players.bureau.name, contact: "已变更联系部门" }),
  };
  const outcome = await act(stage, {
    id: "request change",
    title: "申请变更登记：更新频率与登记主体信息",
    day: plan.requestChange,
    by: players.bureau,
    method: "requestChange",
    args: [recordId, details, await papers.write("变更登记申请", { record: recordId.toString() })],
  });
  return outcome.event("RecordRequested")["requestId"] as bigint;
}

async function publishChange(stage: Stage, requestId: bigint): Promise<void> {
  const { players, papers } = stage;
  await act(stage, {
    id: "publish change",
    title: "公示变更登记（十个工作日）",
    day: plan.publishChange,
    by: players.authority,
    method: "publishRequest",
    args: [requestId, await papers.write("变更登记公示", { request: requestId.toString() })],
  });
}

async function grantChange(stage: Stage, requestId: bigint): Promise<void> {
  const { players, papers } = stage;
  const granted = await papers.write("变更登记决定", { request: requestId.toString(), result: "准予变更" });
  const grant = { by: players.authority, method: "grantRequest", args: [requestId, none, granted] };
  const early = { ...grant, id: "refused: grant change early", title: "变更公示期未满即准予" };
  await act(stage, { ...early, day: plan.grantTooEarly }, "RECORD_REQUEST_NOTICE_NOT_OVER");
  await act(stage, { ...grant, id: "grant change", title: "准予变更登记", day: plan.grantChange });
}

/** A firm that uses the codes finds the wrong year in their name. */
async function correct(stage: Stage, recordId: bigint): Promise<void> {
  const { players, papers } = stage;
  const { logistics, bureau, authority } = players;
  const record = recordId.toString();
  const details = { name: "全国省级行政区划统计代码（2023）", descriptorDigest: none, bodyDigest: none };
  const reason = "名称所载年份与数据内容不符";
  const outcome = await act(stage, {
    id: "request correction",
    title: "利害关系人申请更正登记：名称年份有误",
    day: plan.requestCorrection,
    by: logistics,
    method: "requestCorrection",
    args: [recordId, details, await papers.write("更正登记申请", { record, reason })],
  });
  const requestId = outcome.event("RecordRequested")["requestId"] as bigint;
  const decision = await papers.write("更正登记决定", { record, result: "准予更正" });
  const grant = { by: authority, method: "grantRequest", args: [requestId, none, decision] };
  const unproved = { ...grant, id: "refused: grant correction unproved", title: "登记主体未同意且无证据即更正" };
  await act(stage, { ...unproved, day: plan.grantUnproved }, "CORRECTION_NOT_PROVED");
  await act(stage, {
    id: "agree to correction",
    title: "登记主体同意更正",
    day: plan.answer,
    by: bureau,
    method: "answerCorrection",
    args: [requestId, true, await papers.write("更正登记意见", { record, agrees: true })],
  });
  await act(stage, { ...grant, id: "grant correction", title: "准予更正登记", day: plan.grantCorrection });
}

/** The body gives the set up, because the county codes contain it; the authorised operation ends with it. */
async function cancel(stage: Stage, recordId: bigint): Promise<void> {
  const { players, papers } = stage;
  const record = recordId.toString();
  const givenUp = 2;
  const outcome = await act(stage, {
    id: "request cancellation",
    title: "申请注销登记：已并入县级区划代码",
    day: plan.requestCancellation,
    by: players.bureau,
    method: "requestCancellation",
    args: [recordId, givenUp, await papers.write("注销登记申请", { record, reason: "已并入县级区划代码" })],
  });
  const requestId = outcome.event("RecordRequested")["requestId"] as bigint;
  await act(stage, {
    id: "grant cancellation",
    title: "准予注销登记，其上授权运营终止",
    day: plan.grantCancellation,
    by: players.authority,
    method: "grantRequest",
    args: [requestId, none, await papers.write("注销登记决定", { record, result: "准予注销" })],
  });
}
