import { ZeroAddress } from "ethers";
import { encodeConditions, kindMask, profiles, purposeMask } from "@data-voucher/sdk";
import type { Player } from "../cast.ts";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { giveProfile } from "./admission.ts";
import { caseAct, certification, certifyAll, type Filing, rightBits } from "./registering.ts";

const plan = days.exOfficio;
const desk = "14:20";
const units = "transferFrom(uint256,address,uint256)";

/** The data is gone, so the registry cancels by itself (article 37), and vouchers over it stop in the same block. */
export async function exOfficio(stage: Stage, registered: Filing, certificateId: bigint): Promise<void> {
  const second = await twoPeopleDecide(stage);
  const voucherId = await sell(stage, certificateId);
  await cancel(
    stage,
    { ...registered, id: "lunar dates ex officio", desk, effect: "依职权注销登记凭证" },
    certificateId,
    second,
  );
  const { players, party, ledger, at, tell } = stage;
  await tell({
    id: "refused: voucher without basis",
    title: "登记注销后转让其凭证：拒绝",
    time: at(plan.afterwards, "09:30"),
    by: players.fresh,
    contract: ledger,
    method: units,
    args: [voucherId, party.logistics, 10n],
    refused: "SERIES_BASIS_LOST",
  });
}

/** Its trial over, the city's registry works by the national guide, and whoever examines does not certify. */
async function twoPeopleDecide(stage: Stage): Promise<Player> {
  const { players, profiles: desk, ledger, papers, at, tell } = stage;
  const { authority, cityRegistry } = players;
  const { terms } = profiles.nationalGuide;
  const label = "Four eyes 双人复核";
  const defined = await tell({
    id: "profile four eyes",
    title: `定义登记规则配置：${label}`,
    time: at(plan.profile, "08:40"),
    by: authority,
    contract: desk,
    method: "defineProfile",
    args: [
      label,
      { ...terms, kinds: kindMask(terms.kinds), fourEyes: true },
      await papers.write("登记规则配置依据", { label, source: profiles.nationalGuide.sourceZh, fourEyes: true }),
    ],
  });
  const profileId = defined.event("ProfileDefined")["profileId"] as bigint;
  await giveProfile(stage, "cityRegistry", profileId, "双人复核", at(plan.profile, "08:50"), "after its trial");
  const second = { ...cityRegistry, key: cityRegistry.second! };
  await tell({
    id: "second account of cityRegistry",
    title: "柳州登记机构增设复核账户",
    time: at(plan.profile, "09:10"),
    by: cityRegistry,
    contract: ledger,
    method: "addAccount",
    args: [second.key.address, 3, 0, 0],
  });
  return second;
}

/** The holder sells uses of the table while its registration stands. */
async function sell(stage: Stage, certificateId: bigint): Promise<bigint> {
  const { players, party, papers, ledger, at, tell } = stage;
  const { coldchain } = players;
  const start = at(plan.open, "09:10");
  const terms = {
    basisKind: 1,
    basisId: certificateId,
    class: 2,
    resale: true,
    territory: 156,
    start,
    end: start + 200 * 86_400,
    cap: 10_000n,
    purposes: purposeMask(["logistics", "agriculture"]),
    namedUser: ZeroAddress,
    priceRule: 4,
    unitPrice: 0n,
    conditions: encodeConditions(),
    termsDigest: await papers.write("凭证系列条款", { series: "农历对照", unit: "一次查询", price: "协议价" }),
  };
  const by = { by: coldchain, contract: ledger };
  const title = "设立凭证系列：公历农历对照表";
  const opened = await tell({ ...by, id: "open lunar dates", title, time: start, method: "openSeries", args: [terms] });
  const delivery = await papers.write("交付确认", { series: "农历对照", units: "60" });
  const issued = await tell({
    ...by,
    id: "issue lunar dates",
    title: "邕冷供应链向百色鲜果发行 60 次",
    time: at(plan.issue, "09:10"),
    method: "issue",
    args: [opened.event("SeriesOpened")["seriesId"], party.fresh, 60n, delivery],
  });
  return issued.event("VoucherIssued")["voucherId"] as bigint;
}

/** Found at an inspection: the holder's storage failed and nothing is left. Written notice, then two accounts. */
async function cancel(stage: Stage, filing: Filing, certificateId: bigint, second: Player): Promise<void> {
  const { papers } = stage;
  const evidenceDigest = await papers.write("依职权注销书面告知", {
    certificate: certificateId.toString(),
    reason: "巡检发现权利人存储设备故障，数据灭失且无备份，权利人书面确认",
  });
  const begin = (ground: number) => ({
    day: plan.begin,
    method: "beginCancellation",
    args: [{ certificateId, rights: rightBits([1, 2, 3]), ground, evidenceDigest }],
  });
  const asked = { id: "refused: begin on request", title: "登记机构代权利人申请注销（第三十七条）", ...begin(1) };
  await caseAct(stage, filing, asked, "CANCELLATION_GROUND_INVALID");
  const destroyed = { id: "begin cancellation", title: "数据灭失，依职权启动注销", ...begin(2), clock: "15:20" };
  const begun = await caseAct(stage, filing, destroyed);
  const caseId = begun.event("CancellationBegun")["caseId"] as bigint;
  const alone = { ...(await certification(stage, filing, caseId, plan.alone)), id: "refused: certify alone" };
  const title = "审查人自行作出注销（双人复核）";
  await caseAct(stage, filing, { ...alone, title }, "SAME_ACCOUNT");
  await certifyAll(stage, filing, caseId, plan.certify, undefined, second);
}
