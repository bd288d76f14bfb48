import { purposeMask } from "@data-voucher/sdk";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { declare } from "./declaring.ts";
import { admitRecord, publishRecord, type Recording, submitRecord } from "./recording.ts";

/** What the public track leaves for the chapters after it. */
export interface PublicTrack {
  readonly divisions: string;
  readonly holidays: string;
  readonly divisionsAuthorisation: bigint;
  readonly holidaysAuthorisation: bigint;
}

const year = 365 * 86_400;
const minute = 60;
const mainland = 156;
const plan = days.publicData;

/** Steps 2 and 3: public data is recorded, refused on the property track, and put under authorised operation. */
export async function publicTrack(stage: Stage): Promise<PublicTrack> {
  const { players, party, papers, assets, data, at, tell } = stage;
  const { bureau } = players;
  const common = { by: bureau, source: 1, category: 3 };
  const divisions = await declare(stage, {
    ...common,
    id: "divisions",
    name: "全国县级以上行政区划统计代码（2023）",
    summary: "统计用区划代码与名称，县级。",
    data: data.divisions,
    time: at(plan.declare, "09:00"),
  });
  const holidays = await declare(stage, {
    ...common,
    id: "holidays",
    name: "法定节假日与调休安排",
    summary: "国务院办公厅公布的节假日与调休上班日。",
    data: data.holidays,
    time: at(plan.declare, "09:20"),
  });

  await tell({
    id: "refused: property right in public data",
    title: "政务履职数据申请产权登记：依第十五条拒绝",
    time: at(plan.declare, "10:00"),
    by: bureau,
    contract: assets,
    method: "applyForRegistration",
    args: [
      {
        assetId: divisions,
        registry: party.registry,
        evidenceDigest: await papers.write("产权登记申请书", { asset: divisions }),
        publicRecordId: 0,
        basis: ownData,
        others: [],
        claims: [claim(1, at(plan.declare, "10:00") + year)],
      },
    ],
    refused: "GOVERNMENT_DUTY_DATA",
  });

  const [divisionsRecord, holidaysRecord] = await recordBoth(stage, divisions, holidays);
  const authorisations = await authorise(stage, divisions, divisionsRecord, holidaysRecord);
  return { divisions, holidays, ...authorisations };
}

/** Both sets are submitted, published for ten working days and then recorded; not before. */
async function recordBoth(stage: Stage, divisions: string, holidays: string): Promise<[bigint, bigint]> {
  const { players, at } = stage;
  const { bureau } = players;
  const first: Recording = {
    id: "divisions",
    title: "行政区划统计代码",
    assetId: divisions,
    by: bureau,
    number: "GX-GGSJ-2026-000101（演示）",
  };
  const second: Recording = {
    id: "holidays",
    title: "节假日与调休安排",
    assetId: holidays,
    by: bureau,
    number: "GX-GGSJ-2026-000102（演示）",
  };
  const firstId = await submitRecord(stage, first, at(plan.submit, "09:00"));
  const secondId = await submitRecord(stage, second, at(plan.submit, "09:30"));
  await publishRecord(stage, first, firstId, at(plan.publish, "15:00"));
  await publishRecord(stage, second, secondId, at(plan.publish, "15:30"));
  await admitRecord(stage, first, firstId, at(plan.admitTooEarly, "09:00"), "RECORD_NOTICE_NOT_OVER");
  await admitRecord(stage, first, firstId, at(plan.admit, "09:00"));
  await admitRecord(stage, second, secondId, at(plan.admit, "09:30"));
  return [firstId, secondId];
}

/** The operator is authorised for a scene over both; nobody else can be. */
async function authorise(stage: Stage, divisions: string, divisionsRecord: bigint, holidaysRecord: bigint) {
  const { players, party, papers, records, at, tell } = stage;
  const { bureau, registry } = players;
  const start = at(plan.authorise, "09:00");
  const scene = "城市物流时效服务";
  const toOperator = async (id: string, recordId: bigint, operator: string, time: number, refused?: string) => {
    const outcome = await tell({
      id: `authorise ${id}`,
      title: refused ? "向非公共数据运营机构授权：拒绝" : `授权运营：${scene}`,
      time,
      by: bureau,
      contract: records,
      method: "authoriseOperation",
      args: [
        {
          recordId,
          operator,
          scene,
          purposes: purposeMask(["logistics", "publicService", "weatherService"]),
          territory: mainland,
          start: time,
          until: time + year,
          resale: true,
          agreementDigest: await papers.write("公共数据授权运营协议", { scene, operator, record: recordId.toString() }),
          safety: await safetyOf(stage, recordId, time + year),
        },
      ],
      ...(refused && { refused }),
    });
    return refused ? 0n : (outcome.event("OperationAuthorised")["authorisationId"] as bigint);
  };
  await toOperator("refused: no operator", divisionsRecord, party.logistics, start, "NOT_OPERATOR");
  const divisionsAuthorisation = await toOperator("divisions", divisionsRecord, party.operator, start + 30 * minute);
  const holidaysAuthorisation = await toOperator("holidays", holidaysRecord, party.operator, start + 40 * minute);

  await tell({
    id: "refused: record by a registry",
    title: "登记机构无权登记公共数据资源：拒绝",
    time: start + 60 * minute,
    by: registry,
    contract: records,
    method: "submitRecord",
    args: [divisions, start + year, await papers.write("公共数据资源登记申请", { asset: divisions })],
    refused: "NOT_PUBLIC_BODY",
  });
  return { divisionsAuthorisation, holidaysAuthorisation };
}

/** An assessment of the operator's environment, at level 3, until a second. */
export async function safetyOf({ papers }: Stage, recordId: bigint, until: number) {
  const level = 3;
  const report = { record: recordId.toString(), level, conclusion: "网络安全等级保护测评：符合" };
  return { level, until, documentDigest: await papers.write("运营安全评估报告", report) };
}

/** Data of the applicant's own: no contract gives or limits the rights in it. */
export const ownData = { sourceCase: 0, rights: 0, documentDigest: `0x${"00".repeat(32)}` };

/** A claim to one right on the mainland, open to resale, for the purposes of the story. */
export function claim(right: number, until: number) {
  return {
    right,
    until,
    territory: mainland,
    resale: true,
    purposes: purposeMask(["logistics", "publicService", "weatherService", "agriculture"]),
    limitsDigest: `0x${"00".repeat(32)}`,
  };
}
