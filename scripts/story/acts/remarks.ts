import { ZeroAddress } from "ethers";
import { encodeConditions, purposeMask } from "@data-voucher/sdk";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { caseAct, type Filing, rightBits } from "./registering.ts";

const plan = days.remarks;
const day = 86_400;
const kinds = { seizure: 2, temporaryControl: 3 } as const;
const units = "transferFrom(uint256,address,uint256)";

/**
 * A court seizes a registered right, and the registry notes it (备注, article 23): nothing of it is transferred and its
 * series stands still, until the seizure is lifted. Meanwhile another firm objects to the registration (article 29).
 */
export async function remarks(stage: Stage, registered: Filing, certificateId: bigint): Promise<void> {
  const { players, party, papers, ledger, at, tell } = stage;
  const { logistics, coldchain } = players;
  const filing = { ...registered, desk: "10:25" };
  const voucherId = await sell(stage, certificateId);

  const order = await papers.write("协助执行通知书", { certificate: certificateId.toString(), measure: "查封" });
  await caseAct(stage, filing, {
    id: "seizure",
    title: "登记法院查封",
    day: plan.seize,
    method: "annotateCertificate",
    args: [certificateId, kinds.seizure, at(plan.seize, "23:59") + 180 * day, order],
  });
  const passOn = (id: string, title: string, on: number, refused?: string) =>
    tell({
      id,
      title,
      time: at(on, "09:25"),
      by: logistics,
      contract: ledger,
      method: units,
      args: [voucherId, party.coldchain, 10n],
      ...(refused && { refused }),
    });
  await passOn("refused: voucher under seizure", "查封期间转让凭证：拒绝", plan.refused, "SERIES_BASIS_LOST");
  const transfer = {
    certificateId,
    rights: rightBits([2]),
    transferee: party.logistics,
    evidenceDigest: await papers.write("登记申请材料", { certificate: certificateId.toString(), kind: "转让登记" }),
  };
  const attempt = {
    id: "refused: transfer under seizure",
    title: "查封期间申请转让登记（第三十七条）",
    day: plan.refused,
    clock: "09:35",
    method: "applyForTransfer",
    args: [transfer],
    by: registered.by,
  };
  await caseAct(stage, filing, attempt, "CERTIFICATE_RESTRAINED");

  await objection(stage, filing, certificateId);
  const release = await papers.write("解除查封通知书", { certificate: certificateId.toString() });
  const lift = { id: "seizure lifted", title: "登记解除查封", day: plan.lift, method: "liftAnnotation" };
  await caseAct(stage, filing, { ...lift, args: [certificateId, 0, release] });
  await passOn("transfer after seizure", "解封后平陆物流转出 10 次给邕冷供应链", plan.afterwards);
  await object(stage, filing, certificateId, {
    id: "object to certificate again",
    by: coldchain,
    day: plan.again,
    reason: "认为日期表所列时刻以当地时间计，应予更正",
  });
}

/** While it is looked into, an authority puts a registered right under temporary control (临时管制, article 23). */
export async function control(stage: Stage, registered: Filing, certificateId: bigint): Promise<void> {
  const { players, papers, at } = stage;
  const certificate = certificateId.toString();
  const documentDigest = await papers.write("临时管制决定书", { certificate, reason: "核查合同约定的数据来源" });
  await caseAct(stage, registered, {
    id: "temporary control",
    title: "实施临时管制",
    day: plan.control,
    clock: "15:40",
    method: "annotateCertificate",
    args: [certificateId, kinds.temporaryControl, at(plan.control, "23:59") + 60 * day, documentDigest],
    by: players.authority,
  });
}

/** The holder sells uses of the table before the seizure; returns the voucher. */
async function sell(stage: Stage, certificateId: bigint): Promise<bigint> {
  const { players, party, papers, ledger, at, tell } = stage;
  const start = at(plan.open, "09:25");
  const terms = {
    basisKind: 1,
    basisId: certificateId,
    class: 2,
    resale: true,
    territory: 156,
    start,
    end: start + 200 * day,
    cap: 5_000n,
    purposes: purposeMask(["logistics", "agriculture"]),
    namedUser: ZeroAddress,
    priceRule: 4,
    unitPrice: 0n,
    conditions: encodeConditions(),
    termsDigest: await papers.write("凭证系列条款", { series: "节气日期", unit: "一次查询", price: "协议价" }),
  };
  const by = { by: players.fresh, contract: ledger };
  const title = "设立凭证系列：二十四节气日期表";
  const opened = await tell({ ...by, id: "open solar terms", title, time: start, method: "openSeries", args: [terms] });
  const delivery = await papers.write("交付确认", { series: "节气日期", units: "30" });
  const issued = await tell({
    ...by,
    id: "issue solar terms",
    title: "百色鲜果向平陆物流发行 30 次",
    time: at(plan.issue, "14:25"),
    method: "issue",
    args: [opened.event("SeriesOpened")["seriesId"], party.logistics, 30n, delivery],
  });
  return issued.event("VoucherIssued")["voucherId"] as bigint;
}

/** Raised, told to the holder, contested, and dismissed by the registry, each within its working days (article 29). */
async function objection(stage: Stage, filing: Filing, certificateId: bigint): Promise<void> {
  const { players, papers } = stage;
  const { fresh, coldchain } = players;
  const own = { id: "refused: object to own certificate", by: fresh, day: plan.object, clock: "13:55" };
  const reason = "认为节气日期表与其公历农历对照表重复";
  await object(stage, filing, certificateId, { ...own, reason }, "LATER_OBJECTION_BY_PARTICIPANT");
  const raised = { id: "object to certificate", by: coldchain, day: plan.object, reason };
  const objectionId = await object(stage, filing, certificateId, raised);

  const certificate = certificateId.toString();
  const told = await papers.write("异议告知书", { certificate, objection: `${objectionId}` });
  const conclusion = await papers.write("异议调查结论", {
    certificate,
    upheld: false,
    reason: "二者内容不同，异议不成立",
  });
  const conclude = {
    title: "调查结论：异议不成立",
    method: "concludeLaterObjection",
    args: [certificateId, objectionId, false, conclusion],
  };
  const early = { ...conclude, id: "refused: conclude before informing", day: plan.object, clock: "15:25" };
  await caseAct(stage, filing, { ...early, title: "未告知权利人即作结论" }, "LATER_OBJECTION_NOT_IN_STATE");
  const inform = { id: "inform holder", title: "将异议告知权利人", day: plan.inform, method: "informHolder" };
  await caseAct(stage, filing, { ...inform, args: [certificateId, objectionId, told] });
  const answer = await papers.write("异议答复", { certificate, agrees: false, reason: "依历法自行计算，与他人无关" });
  await caseAct(stage, filing, {
    id: "contest objection",
    title: "权利人不同意异议",
    day: plan.contest,
    clock: "14:35",
    method: "answerLaterObjection",
    args: [certificateId, objectionId, false, answer],
    by: fresh,
  });
  await caseAct(stage, filing, { ...conclude, id: "conclude objection", day: plan.conclude });
}

/** What {@link object} is told. */
interface Raising {
  readonly id: string;
  readonly by: Filing["by"];
  readonly day: number;
  readonly clock?: string;
  readonly reason: string;
}

/** Objects to a certificate (article 29); returns the objection's number. With a code, the ledger must refuse it so. */
async function object(
  stage: Stage,
  filing: Filing,
  certificateId: bigint,
  { reason, clock = "14:05", ...raising }: Raising,
  refused?: string,
): Promise<bigint> {
  const digest = await stage.papers.write("登记后异议书", { certificate: certificateId.toString(), reason });
  const title = refused ? "权利人对本凭证提出异议（第二十九条）" : "提出登记后异议";
  const act = { ...raising, clock, title, method: "objectToCertificate", args: [certificateId, digest] };
  const outcome = await caseAct(stage, filing, act, refused);
  return refused ? 0n : (outcome.event("LaterObjectionRaised")["objectionId"] as bigint);
}
