import { conditionMask, userKindNumber, type ConditionsInput } from "@data-voucher/sdk";
import type { CastName } from "../cast.ts";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { conditionalTerms, type SeriesOver } from "./conditional-terms.ts";
import { bySender, receiptsOf } from "./receipts.ts";

const cap = 500n;
const plan = days.licences;

/** What the operator asks of whoever uses its data under this series. */
const asked: ConditionsInput = {
  users: ["enterprise", "financialInstitution"],
  qualifications: ["protectionLevel2"],
  environments: ["trustedSpace", "userSite"],
  obligations: ["attribute", "noReidentification", "destroy"],
  onward: 1,
  frequency: { units: 200, period: "day" },
  retentionDays: 30,
};
/** What the logistics firm asks of those it licenses onward: never less. */
const askedOnward: ConditionsInput = {
  ...asked,
  users: ["enterprise"],
  environments: ["userSite"],
  onward: 0,
  frequency: { units: 50, period: "day" },
  retentionDays: 15,
};

/** The licences that the first part leaves: one that stays, and one that is used up. */
export interface Licences {
  readonly staying: bigint;
  readonly ending: bigint;
}

/** Conditions of use, and the licences that a holder grants onward under them (再许可). */
export async function licences(stage: Stage, certificateId: bigint): Promise<Licences> {
  const { players, party, ledger, at, tell, papers } = stage;
  const { authority, operator, logistics } = players;
  const time = (clock: string) => at(plan.grant, clock);
  const document = await papers.write("主体类型与资质认定", { protection: "网络安全等级保护二级备案证明（演示）" });
  const qualify = async (who: CastName, clock: string) =>
    tell({
      id: `qualify ${who}`,
      title: `主管部门认定${players[who].name}为企业、等级保护二级`,
      time: time(clock),
      by: authority,
      contract: ledger,
      method: "qualifyParty",
      args: [party[who], userKindNumber("enterprise"), conditionMask("qualifications", ["protectionLevel2"]), document],
    });
  await qualify("logistics", "09:41");
  await qualify("coldchain", "09:46");
  await qualify("operator", "09:51");

  const start = time("10:11");
  const termsOf = (over: Pick<SeriesOver, "basisKind" | "basisId" | "cap" | "conditions">) =>
    conditionalTerms(papers, { ...over, start, resale: true });
  const act = (
    id: string,
    title: string,
    clock: string,
    by: typeof operator,
    method: string,
    args: readonly unknown[],
    refused?: string,
  ) => tell({ id, title, time: time(clock), by, contract: ledger, method, args, ...(refused && { refused }) });

  const opened = await act(
    "open conditional",
    "设立附使用条件的凭证系列：工作日时限数据（可再许可）",
    "10:11",
    operator,
    "openSeries",
    [await termsOf({ basisKind: 1, basisId: certificateId, cap, conditions: asked })],
  );
  const seriesId = opened.event("SeriesOpened")["seriesId"] as bigint;
  const digest = await papers.write("交付确认", { series: String(seriesId), units: String(cap) });
  await act(
    "refused: kind of user",
    "向未认定类型的主体发行：拒绝",
    "10:21",
    operator,
    "issue",
    [seriesId, party.fresh, cap, digest],
    "USER_KIND_NOT_ALLOWED",
  );
  const issued = await act("issue conditional", "向平陆物流发行 500 次", "10:31", operator, "issue", [
    seriesId,
    party.logistics,
    cap,
    digest,
  ]);
  const held = issued.event("VoucherIssued")["voucherId"] as bigint;
  const split = await act("split for a licence", "平陆物流分出 100 次，以便再许可", "10:41", logistics, "split", [
    held,
    [100n],
  ]);
  const part = split.event("VoucherSplit")["voucherId"] as bigint;

  const license = async (
    id: string,
    title: string,
    clock: string,
    voucherId: bigint,
    units: bigint,
    refused?: string,
  ) => {
    const conditions = refused ? { ...askedOnward, retentionDays: 60 } : askedOnward;
    const terms = await termsOf({ basisKind: 3, basisId: voucherId, cap: units, conditions });
    return act(id, title, clock, logistics, "openSeries", [terms], refused);
  };
  await license(
    "refused: wider licence",
    "再许可的保存期限长于上级条款：拒绝",
    "10:51",
    held,
    300n,
    "CONDITION_EXCEEDS_PARENT",
  );
  const first = await license("license 300", "平陆物流以 400 次凭证再许可 300 次", "11:01", held, 300n);
  const second = await license("license 100", "平陆物流以 100 次凭证再许可 100 次", "11:11", part, 100n);
  const granted = async (id: string, clock: string, series: bigint, units: bigint) => {
    const title = `平陆物流在再许可项下向邕冷供应链授予 ${units} 次`;
    const done = await act(id, title, clock, logistics, "issue", [series, party.coldchain, units, digest]);
    return done.event("VoucherIssued")["voucherId"] as bigint;
  };
  const firstSeries = first.event("SeriesOpened")["seriesId"] as bigint;
  const secondSeries = second.event("SeriesOpened")["seriesId"] as bigint;
  const staying = await granted("grant 120", "11:21", firstSeries, 120n);
  const ending = await granted("grant 100", "11:31", secondSeries, 100n);
  await act(
    "refused: licensed voucher moves",
    "转让已再许可的凭证：拒绝",
    "11:41",
    logistics,
    "transferFrom(address,address,uint256)",
    [party.logistics, party.coldchain, held],
    "VOUCHER_LOCKED",
  );
  await act(
    "refused: circular licence",
    "向上级授予方再许可，形成循环：拒绝",
    "11:51",
    logistics,
    "issue",
    [firstSeries, party.operator, 10n, digest],
    "LICENCE_CIRCULAR",
  );
  return { staying, ending };
}

/** What was licensed onward is used where the data is; a licence of which nothing is left is counted up and ends. */
export async function licencesEnd(stage: Stage, { staying, ending }: Licences): Promise<void> {
  const { players, ledger, at, tell } = stage;
  const { logistics, coldchain, operator } = players;
  const { receiptOf, signed } = await receiptsOf(stage);
  const line = { epoch: 0, purpose: "logistics", analysis: "lookup" } as const;
  const time = at(plan.end, "10:07");
  const receipts = [
    await receiptOf({ ...line, voucherId: staying, openingUnits: 120 }, 30, time),
    await receiptOf({ ...line, voucherId: ending, openingUnits: 100 }, 100, time),
  ];
  const user = coldchain.narrow!.key;
  await tell({
    id: "use under licences",
    title: "邕冷供应链在再许可项下使用 30 次与 100 次，由数据提供方接入点计量",
    time,
    by: { ...operator, key: operator.narrow!.key },
    contract: ledger,
    method: "settleUses",
    args: [receipts, await Promise.all(receipts.map((receipt) => signed(user, receipt))), bySender],
  });
  const end = (id: string, title: string, clock: string, voucherId: bigint, refused?: string) =>
    tell({
      id,
      title,
      time: at(plan.end, clock),
      by: logistics,
      contract: ledger,
      method: "endLicence",
      args: [voucherId >> 32n],
      ...(refused && { refused }),
    });
  await end("refused: licence in use", "再许可尚有存续额度即终止：拒绝", "10:17", staying, "LICENCE_IN_USE");
  await end("end licence", "平陆物流终止用尽的再许可，用量计入上级凭证", "10:27", ending);
}
