import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { declare } from "./declaring.ts";
import type { PublicTrack } from "./public-track.ts";
import { admitRecord, publishRecord, submitRecord } from "./recording.ts";
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

const plan = days.deadlines;

/** Steps 4 and 5: the operator's product, recorded, applied for, supplemented, objected to and certified. */
export async function operatorProduct(stage: Stage, track: PublicTrack): Promise<{ certificateId: bigint }> {
  const { players, data, at } = stage;
  const { operator } = players;
  const name = "广西十四市工作日时限数据（2026）";
  const assetId = await declare(stage, {
    id: "deadlines",
    name,
    summary: "各设区市每日是否工作日，以及其后第3、5、10个工作日的日期。",
    data: data.deadlines,
    by: operator,
    time: at(plan.declare, "09:00"),
    source: 4,
    category: 4,
    sources: [track.divisions, track.holidays],
  });
  const record = { id: "deadlines", title: name, assetId, by: operator, number: "GX-GGSJ-2026-000103（演示）" };
  const recordId = await submitRecord(stage, record, at(plan.declare, "10:00"));
  await publishRecord(stage, record, recordId, at(plan.publishRecord, "09:00"));
  const filing = {
    id: "deadlines",
    name,
    assetId,
    by: operator,
    day: plan.apply,
    rights: [1, 2, 3],
    publicRecordId: recordId,
  };
  const early = { ...filing, id: "deadlines before its record", day: plan.applyTooEarly };
  await file(stage, early, { code: "PUBLIC_RECORD_LINK_MISSING", title: "公共数据登记完成前申请产权登记" });
  await admitRecord(stage, record, recordId, at(plan.admitRecord, "15:00"));

  const caseId = await file(stage, filing);
  const ask = { day: plan.askSupplement, until: plan.supplementUntil, missing: "授权运营协议页码不全" };
  await askSupplement(stage, filing, caseId, ask);
  await giveSupplement(stage, filing, caseId, plan.giveSupplement);
  await accept(stage, filing, caseId, plan.accept);
  await examine(stage, filing, caseId, plan.examine);
  await publish(stage, filing, caseId, plan.publish);
  await objection(stage, filing, caseId);
  return { certificateId: await certify(stage, filing, caseId, plan.certify) };
}

/** A competitor objects; until the registry has decided, and the notice is over, there is no certificate (article 25). */
async function objection(stage: Stage, filing: Filing, caseId: bigint): Promise<void> {
  const { players, papers } = stage;
  const { climate } = players;
  const object = async (id: string, title: string, day: number, clock: string, reason: string) => ({
    id,
    title,
    day,
    clock,
    method: "objectToRegistration",
    args: [caseId, await papers.write("异议书", { case: caseId.toString(), reason })],
    by: climate,
  });
  const evidence = await papers.write("存证回执（演示）", { case: caseId.toString(), sample: true });
  const certifyOn = (id: string, title: string, day: number) => ({
    id: `refused: ${id}`,
    title,
    day,
    method: "certifyRegistration",
    args: [caseId, evidence, true],
  });

  const first = await object("object", "公示期异议", plan.object, "11:00", "认为时限算法与其产品相同");
  const raised = await caseAct(stage, filing, first);
  const objectionId = raised.event("ObjectionRaised")["objectionId"] as bigint;
  await caseAct(
    stage,
    filing,
    certifyOn("certify during notice", "公示期内发证", plan.certifyInNotice),
    "NOTICE_NOT_OVER",
  );
  const underObjection = certifyOn("certify under objection", "异议未决发证", plan.certifyUnderObjection);
  await caseAct(stage, filing, underObjection, "OBJECTIONS_OPEN");
  await caseAct(stage, filing, {
    id: "dismiss objection",
    title: "异议不成立",
    day: plan.dismiss,
    method: "resolveObjection",
    args: [caseId, objectionId, false, await papers.write("异议处理决定", { result: "算法公开通用，异议不成立" })],
  });
  const late = await object("refused: late objection", "公示期满后的异议", plan.dismiss, "15:00", "再次提出");
  await caseAct(stage, filing, late, "NOTICE_OVER");
}
