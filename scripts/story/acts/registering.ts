import type { CastName, Player } from "../cast.ts";
import type { Outcome } from "../teller.ts";
import type { Stage } from "../stage.ts";
import { claim, ownData } from "./public-track.ts";

/** An application for registration in the story. */
export interface Filing {
  readonly id: string;
  readonly name: string;
  readonly assetId: string;
  readonly by: Player;
  /** Working day of the story on which it is filed. */
  readonly day: number;
  /** When on that day; 09:00 unless told. */
  readonly clock?: string;
  /** 1 hold, 2 use, 3 operate */
  readonly rights: readonly number[];
  /** How many years the rights are to last; 2 unless said otherwise. */
  readonly years?: number;
  /** How many days the rights are to last, where they are meant to be short; goes before `years`. */
  readonly term?: number;
  readonly publicRecordId?: bigint;
  /** Where it is filed; at the first registry unless said otherwise. */
  readonly at?: "registry" | "cityRegistry";
  /** When on a day the registry acts in its case; 10:00 unless told. */
  readonly desk?: string;
  /** What is done when it is certified; a certificate is issued unless told. */
  readonly effect?: string;
  /** What the rights rest on (articles 20 and 21); the applicant's own data unless told. */
  readonly basis?: SourceBasis;
  /** Who applies together with `by`, for the same rights. */
  readonly together?: readonly CastName[];
}

/** What the rights in data rest on. */
export interface SourceBasis {
  /** 1 commissioned, 2 not substituting, 3 by contract, 4 fused, 5 entrusted */
  readonly sourceCase: number;
  /** The rights that a contract gives: 1 hold, 2 use, 3 operate. */
  readonly rights: readonly number[];
  /** Digest of the contract; without one where data is fused by law. */
  readonly documentDigest?: string;
}

/** One act of the story on a case. */
export interface CaseAct {
  readonly id: string;
  readonly title: string;
  readonly day: number;
  readonly clock?: string;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Who acts; the registry unless said otherwise. */
  readonly by?: Player;
}

const dayLength = 86_400;
const year = 365 * dayLength;
const none = `0x${"00".repeat(32)}`;

/** The mask of rights: bit n stands for the right n. */
export const rightBits = (rights: readonly number[]): number => rights.reduce((mask, right) => mask | (1 << right), 0);

/** How the ledger must refuse an act: its code, and the title under which the refusal stands. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
}

/** Files an application; returns the case id. With a refusal, the ledger must refuse it so. */
export async function file(stage: Stage, filing: Filing, refusal?: Refusal): Promise<bigint> {
  const { party, papers, assets, at, tell } = stage;
  const time = at(filing.day, filing.clock ?? "09:00");
  const until = time + (filing.term === undefined ? (filing.years ?? 2) * year : filing.term * dayLength);
  const claims = filing.rights.map((right) => claim(right, until));
  const { basis } = filing;
  const outcome = await tell({
    id: `apply ${filing.id}`,
    title: refusal ? `${refusal.title}：拒绝` : `申请产权登记：${filing.name}`,
    time,
    by: filing.by,
    contract: assets,
    method: "applyForRegistration",
    args: [
      {
        assetId: filing.assetId,
        registry: party[filing.at ?? "registry"],
        evidenceDigest: await papers.write("产权登记申请材料", { asset: filing.assetId, filing: filing.id }),
        publicRecordId: filing.publicRecordId ?? 0n,
        basis: basis
          ? { ...basis, rights: rightBits(basis.rights), documentDigest: basis.documentDigest ?? none }
          : ownData,
        claims,
        others: (filing.together ?? []).map((name) => ({ party: party[name], claims })),
      },
    ],
    ...(refusal && { refused: refusal.code }),
  });
  return refusal ? 0n : (outcome.event("RegistrationApplied")["caseId"] as bigint);
}

/** One act on a case, of the registry unless it names another party. */
export async function caseAct(stage: Stage, filing: Filing, act: CaseAct, refused?: string): Promise<Outcome> {
  const { players, assets, at, tell } = stage;
  return tell({
    id: `${act.id} ${filing.id}`,
    title: refused ? `${act.title}（${filing.name}）：拒绝` : `${act.title}：${filing.name}`,
    time: at(act.day, act.clock ?? filing.desk ?? "10:00"),
    by: act.by ?? players[filing.at ?? "registry"],
    contract: assets,
    method: act.method,
    args: act.args,
    ...(refused && { refused }),
  });
}

/** A step of the registry that needs nothing but its paper: acceptance, examination, notice. */
async function step(
  stage: Stage,
  filing: Filing,
  caseId: bigint,
  day: number,
  words: readonly [string, string, string],
) {
  const [title, paper, method] = words;
  const digest = await stage.papers.write(paper, { case: caseId.toString(), filing: filing.id });
  const id = method.replace("Registration", "");
  await caseAct(stage, filing, { id, title, day, method, args: [caseId, digest] });
}

/** Accepts a case (article 17). */
export const accept = (stage: Stage, filing: Filing, caseId: bigint, day: number) =>
  step(stage, filing, caseId, day, ["受理", "受理通知书", "acceptRegistration"]);

/** Examines a case (articles 18 to 21). */
export const examine = (stage: Stage, filing: Filing, caseId: bigint, day: number) =>
  step(stage, filing, caseId, day, ["审查", "审查意见", "examineRegistration"]);

/** Publishes a case for objections; the ledger computes when its notice ends (article 24). */
export const publish = (stage: Stage, filing: Filing, caseId: bigint, day: number) =>
  step(stage, filing, caseId, day, ["公示", "公示公告", "publishRegistration"]);

/** Asks once for what must be added, until six in the evening of a day (articles 17 and 18). */
export async function askSupplement(
  stage: Stage,
  filing: Filing,
  caseId: bigint,
  { day, until, missing }: { day: number; until: number; missing: string },
  refused?: string,
): Promise<void> {
  const digest = await stage.papers.write("补正通知书", { case: caseId.toString(), missing });
  const id = refused ? "refused: ask twice" : "ask supplement";
  const title = refused ? "再次要求补正" : "一次性告知补正";
  const args = [caseId, stage.at(until, "18:00"), digest];
  await caseAct(stage, filing, { id, title, day, method: "askSupplement", args, clock: "11:00" }, refused);
}

/** Adds what was asked for. */
export async function giveSupplement(stage: Stage, filing: Filing, caseId: bigint, day: number, refused?: string) {
  const digest = await stage.papers.write("补正材料", { case: caseId.toString(), filing: filing.id });
  const id = refused ? "refused: late supplement" : "give supplement";
  const title = refused ? "逾期补正" : "补正材料";
  const args = [caseId, digest];
  const act = { id, title, day, clock: "14:00", method: "giveSupplement", args, by: filing.by };
  await caseAct(stage, filing, act, refused);
}

/** Stores the evidence and issues the certificate, marked as a sample; returns its token id. */
export async function certify(stage: Stage, filing: Filing, caseId: bigint, day: number, clock?: string) {
  const [first] = await certifyAll(stage, filing, caseId, day, clock);
  return first!.certificateId;
}

/** The same where a case issues, adjusts or ends several: all of them, each with its holder, the main one first. */
export async function certifyAll(
  stage: Stage,
  filing: Filing,
  caseId: bigint,
  day: number,
  clock?: string,
  by?: Player,
): Promise<{ certificateId: bigint; holder: string }[]> {
  const act = await certification(stage, filing, caseId, day);
  const outcome = await caseAct(stage, filing, { ...act, ...(clock && { clock }), ...(by && { by }) });
  return outcome.events("RegistrationCertified") as { certificateId: bigint; holder: string }[];
}

/** The act that gives a registration effect. */
export async function certification(stage: Stage, filing: Filing, caseId: bigint, day: number): Promise<CaseAct> {
  const evidence = await stage.papers.write("存证回执（演示）", { case: caseId.toString(), sample: true });
  const args = [caseId, evidence, true];
  const title = `存证并${filing.effect ?? "发放登记凭证"}（演示）`;
  return { id: "certify", title, day, method: "certifyRegistration", args };
}
