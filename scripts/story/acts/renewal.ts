import { days } from "../days.ts";
import type { Stage } from "../stage.ts";
import { applyForLater, carryOut, type Later } from "./later.ts";
import type { Filing } from "./registering.ts";

/** A short term is renewed for two years once it has at most six months left, not before (article 36). */
export async function renewal(stage: Stage, registered: Filing, certificateId: bigint): Promise<void> {
  const plan = days.renewal;
  const twoYearsFrom = (day: number) => stage.at(day, "18:00") + 2 * 365 * 86_400;
  const renew = (id: string, day: number): Later => ({
    filing: { ...registered, id, day, clock: "09:50", desk: "11:20", effect: "续期" },
    title: "申请续期登记：延长两年",
    method: "applyForRenewal",
    application: { certificateId, terms: registered.rights.map((right) => ({ right, until: twoYearsFrom(day) })) },
  });
  const early = { code: "RENEWAL_NOT_IN_WINDOW", title: "届满前六个月之外申请续期（第三十六条）" };
  await applyForLater(stage, renew("solar terms renewal too early", plan.tooEarly), early);
  const later = renew("solar terms renewal", plan.apply);
  const caseId = await applyForLater(stage, later);
  await carryOut(stage, later.filing, caseId, plan);
}
