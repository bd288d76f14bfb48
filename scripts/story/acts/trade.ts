import { ZeroAddress } from "ethers";
import { encodeConditions, purposeMask } from "@data-voucher/sdk";
import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import type { PublicTrack } from "./public-track.ts";

const mainland = 156;
const day = 86_400;
const whole = "transferFrom(address,address,uint256)";
const units = "transferFrom(uint256,address,uint256)";

/** Step 8: a negotiated trade, paid by bank receipt with invoice; the registry mints on the operator's signature. */
export async function trade(stage: Stage, certificateId: bigint, track: PublicTrack): Promise<bigint> {
  const { players, party, papers, ledger, at, tell } = stage;
  const { operator, registry, logistics } = players;
  const start = at(days.trade.open, "09:00");
  const terms = {
    basisKind: 1,
    basisId: certificateId,
    class: 2,
    resale: true,
    territory: mainland,
    start,
    end: start + 300 * day,
    cap: 1_000_000n,
    purposes: purposeMask(["logistics", "publicService"]),
    namedUser: ZeroAddress,
    priceRule: 4,
    unitPrice: 0n,
    conditions: encodeConditions(),
    termsDigest: await papers.write("凭证系列条款", { series: "工作日时限", unit: "一次查询", price: "协议价" }),
  };
  const open = (id: string, title: string, time: number, over: object, refused?: string) =>
    tell({
      id: `open ${id}`,
      title,
      time,
      by: operator,
      contract: ledger,
      method: "openSeries",
      args: [{ ...terms, ...over }],
      ...(refused && { refused }),
    });
  await open("refused: abroad", "凭证系列地域为境外：拒绝", start, { territory: 704 }, "TERRITORY_EXCEEDS_BASIS");
  await open(
    "refused: purpose",
    "用途超出登记范围：拒绝",
    start + 60,
    { purposes: purposeMask(["creditAssessment"]) },
    "PURPOSES_INVALID",
  );
  await open("refused: term", "期限超出登记凭证：拒绝", start + 120, { end: start + 3_000 * day }, "TERM_INVALID");
  const opened = await open("deadlines", "设立凭证系列：工作日时限数据", start + 600, {});
  const seriesId = opened.event("SeriesOpened")["seriesId"] as bigint;
  // The other basis: public data under authorised operation, free for public-interest use.
  await open("public", "设立公共数据资产凭证系列：法定节假日（无偿）", start + 900, {
    basisKind: 2,
    basisId: track.holidaysAuthorisation,
    end: start + 120 * day,
    purposes: purposeMask(["publicService"]),
    priceRule: 1,
    termsDigest: await papers.write("凭证系列条款", { series: "节假日公共数据", unit: "一次查询", price: "无偿" }),
  });

  const contract = await papers.write("协议交易合同", {
    seller: party.operator,
    buyer: party.logistics,
    units: "1000",
  });
  const receipt = await papers.write("银行回单", { bank: party.bank, amount: "2000000", currency: "CNY", unit: "分" });
  const invoice = await papers.write("电子发票", {
    number: "26452000000000000001（演示）",
    taxRate: "6%",
    included: true,
  });
  const delivery = await papers.write("交付确认", { contract, receipt, invoice, units: "1000" });
  const request = {
    seriesId,
    to: [party.logistics],
    units: [1_000n],
    digests: [delivery],
    nonce: 1n,
    deadline: at(days.trade.requestUntil, "18:00"),
  };
  const digest = await ledger.issueRequestDigest(request);
  const signature = operator.key.signingKey.sign(digest).serialized;
  const mint = (id: string, title: string, clock: string, args: readonly unknown[], refused?: string) =>
    tell({
      id,
      title,
      time: at(days.trade.mint, clock),
      by: registry,
      contract: ledger,
      method: "issueOnRequest",
      args,
      ...(refused && { refused }),
    });
  await mint(
    "refused: altered request",
    "登记机构擅改发行请求：拒绝",
    "09:00",
    [{ ...request, units: [2_000n] }, signature],
    "REQUEST_SIGNATURE_INVALID",
  );
  const minted = await mint("mint for logistics", "登记机构依授予方签名请求发行 1000 次", "09:30", [
    request,
    signature,
  ]);
  await mint("refused: replayed request", "同一请求重复发行：拒绝", "09:40", [request, signature], "REQUEST_USED");
  await tell({
    id: "refused: issue by the buyer",
    title: "非授予方发行凭证：拒绝",
    time: at(days.trade.mint, "10:00"),
    by: logistics,
    contract: ledger,
    method: "issue",
    args: [seriesId, party.logistics, 1_000n, delivery],
    refused: "NOT_GRANTOR",
  });
  return minted.event("VoucherIssued")["voucherId"] as bigint;
}

/** Step 9: a split, a resale, and what is refused on the way. Returns the voucher that was split off. */
export async function circulation(stage: Stage, voucherId: bigint): Promise<bigint> {
  const { players, party, ledger, at, tell } = stage;
  const { logistics, coldchain, fresh } = players;
  const plan = days.circulation;
  const act = (
    id: string,
    title: string,
    time: number,
    by: typeof logistics,
    method: string,
    args: readonly unknown[],
    refused?: string,
  ) => tell({ id, title, time, by, contract: ledger, method, args, ...(refused && { refused }) });
  await act(
    "refused: too many units",
    "拆分超过持有额度：拒绝",
    at(plan.split, "09:00"),
    logistics,
    units,
    [voucherId, party.coldchain, 1_200n],
    "UNITS_EXCEEDED",
  );
  const split = await act("split 200", "平陆物流拆分 200 次给邕冷供应链", at(plan.split, "09:30"), logistics, units, [
    voucherId,
    party.coldchain,
    200n,
  ]);
  const childId = split.event("VoucherSplit")["voucherId"] as bigint;
  await act(
    "refused: foreign key",
    "他方密钥转让凭证：拒绝",
    at(plan.foreignKey, "09:00"),
    fresh,
    whole,
    [party.coldchain, party.fresh, childId],
    "TRANSFER_NOT_APPROVED",
  );
  await act("resale 50", "邕冷供应链转售 50 次给百色鲜果", at(plan.resale, "10:00"), coldchain, units, [
    childId,
    party.fresh,
    50n,
  ]);
  await act(
    "refused: overseas",
    "向境外主体转让：拒绝",
    at(plan.overseas, "09:00"),
    coldchain,
    whole,
    [party.coldchain, party.overseas, childId],
    "OUTSIDE_TERRITORY",
  );
  await act(
    "refused: to the registry",
    "登记机构不得持有凭证：拒绝",
    at(plan.overseas, "09:30"),
    coldchain,
    whole,
    [party.coldchain, party.registry, childId],
    "PARTY_MAY_NOT_HOLD",
  );
  return childId;
}
