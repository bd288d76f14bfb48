import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
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

const model = { source: 4, category: 1 };

/** Step 6: publicly available data may be held and used, not operated; the model made from it may be all three. */
export async function climateProduct(stage: Stage): Promise<void> {
  const grid = await precipitation(stage);
  await zonalModel(stage, grid);
  await hemispheres(stage, grid);
}

/** The registry does not answer, so the law accepts (article 17); it then extends its time, once (article 28). */
async function precipitation(stage: Stage): Promise<string> {
  const { players, data, at } = stage;
  const { climate } = players;
  const plan = days.precipitation;
  const name = "全球年降水格点数据（2016，公开数据）";
  const assetId = await declare(stage, {
    id: "precipitation",
    name,
    summary: "1度格点年降水量，境外公开来源，不含广西专有数据。",
    data: data.precipitation,
    by: climate,
    time: at(plan.declare, "08:50"),
    source: 2,
    category: 1,
  });
  const filing = { id: "precipitation", name, assetId, by: climate, day: plan.apply, rights: [1, 2] };
  const operating = { ...filing, id: "precipitation with operating right", day: plan.declare, rights: [1, 2, 3] };
  await file(stage, operating, { code: "RIGHT_NOT_REGISTRABLE", title: "就公开收集的数据申请经营权" });
  const sixYears = { ...filing, id: "precipitation for six years", day: plan.declare, clock: "09:10", years: 6 };
  await file(stage, sixYears, { code: "CLAIM_TOO_LONG", title: "申请超过五年的权利期限" });
  const caseId = await file(stage, filing);
  await acceptedByLaw(stage, filing, caseId);
  await extended(stage, filing, caseId);
  await examine(stage, filing, caseId, plan.examine);
  await publish(stage, filing, caseId, plan.publish);
  await certify(stage, filing, caseId, plan.certify);
  return assetId;
}

/** After the limit the registry can no longer accept or ask; the applicant has it written down. */
async function acceptedByLaw(stage: Stage, filing: Filing, caseId: bigint): Promise<void> {
  const { deemed: day } = days.precipitation;
  const notice = await stage.papers.write("受理通知书", { case: caseId.toString(), filing: filing.id });
  const late = { id: "refused: accept late", title: "逾期受理，已依法视为受理", day, clock: "09:00" };
  const method = "acceptRegistration";
  await caseAct(stage, filing, { ...late, method, args: [caseId, notice] }, "CASE_NOT_IN_STATE");
  const title = "逾期未答复，依第十七条视为受理";
  const written = { id: "settle clock", title, day, clock: "09:30", method: "settleClock", args: [caseId] };
  await caseAct(stage, filing, { ...written, by: filing.by });
}

/** The source abroad takes time to verify. */
async function extended(stage: Stage, filing: Filing, caseId: bigint): Promise<void> {
  const plan = days.precipitation;
  const reason = { case: caseId.toString(), reason: "境外公开来源需逐项核验", workingDays: plan.extension };
  const args = [caseId, plan.extension, await stage.papers.write("延期审查决定", reason)];
  const act = { method: "extendExamination", args };
  await caseAct(stage, filing, { ...act, id: "extend", title: `延期${plan.extension}个工作日`, day: plan.extend });
  const again = { ...act, id: "refused: extend again", title: "再次延期", day: plan.extendAgain };
  await caseAct(stage, filing, again, "EXTENSION_GRANTED");
}

/** Derived data needs the use right on its source (article 21); material is asked for once, here in examination. */
async function zonalModel(stage: Stage, grid: string): Promise<void> {
  const { players, data, at } = stage;
  const { climate, logistics } = players;
  const plan = days.zonalModel;
  const name = "全球纬向年降水模型产品（2016）";
  const summary = "由公开格点数据建模：各纬度带的均值与极值，毫米整数。";
  const described = { ...model, name, summary, data: data.zonalModel, sources: [grid] };
  const byStranger = { id: "model of a stranger", by: logistics, time: at(plan.declare, "08:30") };
  const stranger = await declare(stage, { ...described, ...byStranger });
  const rights = [1, 2, 3];
  const without = { id: "model without the use right", name, assetId: stranger, by: logistics, day: plan.declare };
  await file(stage, { ...without, rights }, { code: "USE_RIGHT_MISSING", title: "无来源数据使用权而申请登记衍生数据" });

  const own = { id: "zonal model", by: climate, time: at(plan.declare, "10:00") };
  const assetId = await declare(stage, { ...described, ...own });
  const filing = { id: "zonal model", name, assetId, by: climate, day: plan.apply, rights };
  const caseId = await file(stage, filing);
  await accept(stage, filing, caseId, plan.accept);
  const ask = { until: plan.supplementUntil, missing: "模型方法说明" };
  await askSupplement(stage, filing, caseId, { ...ask, day: plan.askSupplement });
  await giveSupplement(stage, filing, caseId, plan.giveSupplement);
  const again = { day: plan.askAgain, until: plan.publish, missing: "另一份说明" };
  await askSupplement(stage, filing, caseId, again, "SUPPLEMENT_ASKED_BEFORE");
  await examine(stage, filing, caseId, plan.examine);
  await publish(stage, filing, caseId, plan.publish);
  await certify(stage, filing, caseId, plan.certify);
}

/** The history ends while the registry's three days run: unanswered, the law accepts this one too. */
async function hemispheres(stage: Stage, grid: string): Promise<void> {
  const { players, data, at } = stage;
  const { climate } = players;
  const { apply } = days.hemispheres;
  const name = "全球南北半球年降水模型产品（2016）";
  const assetId = await declare(stage, {
    ...model,
    id: "hemispheres",
    name,
    summary: "由公开格点数据建模：南北半球纬度带均值，毫米整数。",
    data: data.hemispheres,
    by: climate,
    time: at(apply, "08:30"),
    sources: [grid],
  });
  await file(stage, { id: "hemispheres", name, assetId, by: climate, day: apply, rights: [1, 2, 3] });
}
