import { analysisMask } from "@data-voucher/sdk";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { addNarrowKey } from "./narrow-key.ts";
import { bySender, receiptsOf, type Line } from "./receipts.ts";

const plan = days.use;

/** Step 10: uses of the working-day deadlines are metered at the operator's access point; what is not granted is refused. */
export async function use(stage: Stage, voucherId: bigint, otherId: bigint): Promise<void> {
  const { players, party, ledger, at, tell, papers } = stage;
  const { authority, logistics, coldchain, operator } = players;
  const user = await addNarrowKey(stage, logistics, "平陆物流增设使用账户（仅可签署使用回执）", at(plan.keys, "10:03"));
  const other = await addNarrowKey(stage, coldchain, "邕冷供应链增设使用账户", at(plan.keys, "10:13"));
  const point = await addNarrowKey(
    stage,
    operator,
    "桂云公共数据运营设立数据接入点（计量账户）",
    at(plan.keys, "10:23"),
  );
  const analyses = analysisMask(["reidentification", "priceDiscrimination"]);
  await tell({
    id: "prohibited analyses",
    title: "主管部门公布大数据分析禁止清单",
    time: at(plan.keys, "11:03"),
    by: authority,
    contract: ledger,
    method: "prohibitAnalyses",
    args: [
      analyses,
      await papers.write("大数据分析和交易禁止清单", { analyses: ["去标识化信息重识别", "大数据差别定价"] }),
    ],
  });

  const { receiptOf, signed } = await receiptsOf(stage);
  const settle = async (id: string, title: string, time: number, line: Line, usedUnits: number, refused?: string) => {
    const receipt = await receiptOf(line, usedUnits, time);
    const args = [receipt, await signed(user.key, receipt), bySender];
    const act = { id, title, time, by: point, contract: ledger, method: "settleUse", args };
    return tell({ ...act, ...(refused && { refused }) });
  };

  const line: Line = { voucherId, epoch: 1, openingUnits: 800, purpose: "logistics", analysis: "lookup" };
  await settle("use 120", "平陆物流使用 120 次（累计回执）", at(plan.first, "17:03"), line, 120);
  const again = at(plan.first, "17:13");
  await settle("refused: receipt twice", "同一累计重复结算：拒绝", again, line, 120, "RECEIPT_COUNTED");
  await settle("use to 300", "平陆物流累计使用 300 次", at(plan.second, "17:03"), line, 300);
  const wrong = (minute: string) => at(plan.second, `17:${minute}`);
  await settle("refused: backward total", "累计用量倒退：拒绝", wrong("13"), line, 200, "RECEIPT_BACKWARD");
  await settle(
    "refused: wrong purpose",
    "用于信贷风控，超出凭证用途：拒绝",
    wrong("23"),
    { ...line, purpose: "creditAssessment" },
    310,
    "PURPOSE_NOT_ALLOWED",
  );
  await settle(
    "refused: prohibited analysis",
    "使用方式列入禁止清单：拒绝",
    wrong("33"),
    { ...line, analysis: "reidentification" },
    310,
    "ANALYSIS_PROHIBITED",
  );
  await settle("refused: over-use", "使用超过持有额度：拒绝", wrong("43"), line, 801, "UNITS_EXCEEDED");

  await tell({
    id: "split between receipts",
    title: "平陆物流再拆分 100 次给百色鲜果",
    time: at(plan.third, "09:03"),
    by: logistics,
    contract: ledger,
    method: "transferFrom(uint256,address,uint256)",
    args: [voucherId, party.fresh, 100n],
  });
  const stale = at(plan.third, "16:53");
  await settle("refused: old line", "拆分前的回执：拒绝", stale, line, 310, "RECEIPT_OF_ANOTHER_EPOCH");
  const time = at(plan.third, "17:03");
  const fresh = await receiptOf({ ...line, epoch: 2, openingUnits: 400, analysis: "statistics" }, 25, time);
  const others = await receiptOf(
    { voucherId: otherId, epoch: 1, openingUnits: 150, purpose: "publicService", analysis: "lookup" },
    40,
    time,
  );
  await tell({
    id: "use of two vouchers",
    title: "接入点一笔交易结算两家回执：25 次与 40 次",
    time,
    by: point,
    contract: ledger,
    method: "settleUses",
    args: [[fresh, others], [await signed(user.key, fresh), await signed(other.key, others)], bySender],
  });
}
