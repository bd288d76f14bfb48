import type { Player } from "../cast.ts";
import type { Stage } from "../stage.ts";
import { accept, caseAct, certifyAll, examine, type Filing, publish, type Refusal } from "./registering.ts";

/** When the steps of a later registration are taken, in working days of the story. */
interface Steps {
  readonly accept: number;
  readonly examine: number;
  readonly publish: number;
  readonly certify: number;
}

/** A later registration of the story: what is done to which certificate, and how its application is made. */
export interface Later {
  readonly filing: Filing;
  /** What is applied for, for people. */
  readonly title: string;
  readonly method: "applyForTransfer" | "applyForChange" | "applyForRenewal" | "applyForCancellation";
  /** Members of the application besides its evidence. */
  readonly application: { readonly [member: string]: unknown };
}

/** The event that each kind of application gives. */
const applied = {
  applyForTransfer: "TransferApplied",
  applyForChange: "ChangeApplied",
  applyForRenewal: "RenewalApplied",
  applyForCancellation: "CancellationApplied",
} as const;

/** Applies for a later registration (articles 33 to 37); returns the case id. With a refusal, the ledger must refuse it. */
export async function applyForLater(stage: Stage, later: Later, refusal?: Refusal): Promise<bigint> {
  const { filing, method, application, title } = later;
  const evidenceDigest = await stage.papers.write("登记申请材料", { filing: filing.id, title });
  const act = {
    id: method,
    title: refusal?.title ?? title,
    day: filing.day,
    clock: filing.clock ?? "09:00",
    method,
    args: [{ ...application, evidenceDigest }],
    by: filing.by,
  };
  const outcome = await caseAct(stage, filing, act, refusal?.code);
  return refusal ? 0n : (outcome.event(applied[method])["caseId"] as bigint);
}

/** One who applies together, or to whom a right goes, agrees; the last one files the case (articles 21 and 34). */
export async function consent(
  stage: Stage,
  filing: Filing,
  caseId: bigint,
  by: Player,
  { day, clock = "14:00", title = "确认共同申请" }: { day: number; clock?: string; title?: string },
  refused?: string,
): Promise<void> {
  const id = `${refused ? "refused: " : ""}consent of ${by.castName}`;
  await caseAct(stage, filing, { id, title, day, clock, method: "consentToRegistration", args: [caseId], by }, refused);
}

/** Takes a filed case through acceptance, examination and notice to its effect; returns the certificates it touched. */
export async function carryOut(stage: Stage, filing: Filing, caseId: bigint, steps: Steps) {
  await accept(stage, filing, caseId, steps.accept);
  await examine(stage, filing, caseId, steps.examine);
  await publish(stage, filing, caseId, steps.publish);
  return certifyAll(stage, filing, caseId, steps.certify);
}
