import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { declare } from "./declaring.ts";
import type { Registered } from "./firms.ts";
import { applyForLater, carryOut, consent } from "./later.ts";
import { file, type Filing, rightBits } from "./registering.ts";

const name = "百色鲜果上市周次表（2026）";

/** Data got by agreement: the contract says which rights may be registered (article 20); later all of them pass on. */
export async function agreedData(stage: Stage): Promise<Registered> {
  const { players, party, data, papers, at } = stage;
  const { logistics, coldchain } = players;
  const plan = days.harvest;
  const assetId = await declare(stage, {
    id: "harvest",
    name,
    summary: "百色鲜果依供货合同提供：各周节气与预计上市量（演示），用于冷藏车调度。",
    data: data.harvest,
    by: logistics,
    time: at(plan.declare, "08:50"),
    source: 3,
    category: 1,
  });
  const documentDigest = await papers.write("数据供应合同", {
    supplier: party.fresh,
    receiver: party.logistics,
    rights: ["持有权", "使用权"],
  });
  const filing: Filing = {
    id: "harvest",
    name,
    assetId,
    by: logistics,
    day: plan.apply,
    clock: "09:40",
    desk: "10:40",
    rights: [1, 2],
    basis: { sourceCase: 3, rights: [1, 2], documentDigest },
  };
  const beyond = { ...filing, id: "harvest beyond the contract", rights: [1, 2, 3], clock: "09:30" };
  await file(stage, beyond, { code: "RIGHT_NOT_IN_CONTRACT", title: "申请合同未约定的经营权（第二十条）" });
  const caseId = await file(stage, filing);
  const [issued] = await carryOut(stage, filing, caseId, plan);

  const transfer = days.harvestTransfer;
  const passing = { ...filing, id: "harvest transfer", day: transfer.apply, effect: "发放受让方凭证、终止转让方凭证" };
  const transferId = await applyForLater(stage, {
    filing: passing,
    title: "申请转让登记：冷藏运输业务连同全部权利转给邕冷供应链",
    method: "applyForTransfer",
    application: { certificateId: issued!.certificateId, rights: rightBits([1, 2]), transferee: party.coldchain },
  });
  await consent(stage, passing, transferId, coldchain, { day: transfer.consent, clock: "14:40", title: "受让方确认" });
  const certified = await carryOut(stage, passing, transferId, transfer);
  const { certificateId } = certified.find(({ holder }) => holder === party.coldchain)!;
  return { filing: passing, certificateId };
}
