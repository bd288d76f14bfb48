import { expect } from "chai";
import fc from "fast-check";
import { clockFrom } from "../actions/cases/get-clock.ts";
import type { RegistrationCase } from "../actions/cases/get-case.ts";
import { showObjectionDue, type ObjectionDueText } from "../actions/remarks/get-objection-due.ts";
import { caseClock, type CaseClock, type CaseFacts } from "../calendar/case-clock.ts";
import { laterObjectionDue } from "../calendar/objection-due.ts";
import { createCalendar, packYear, type WorkingCalendar, type YearBits } from "../calendar/working-days.ts";
import type { LedgerChain } from "./ledger-chain.ts";

const day = 86_400;
const secondsOf = (text: string | null | undefined): number => (text ? Date.parse(text) / 1000 : 0);

/** What a case's clocks follow from, out of the case as the SDK reads it. */
export function factsOf(seen: RegistrationCase, keeper = seen.registry): CaseFacts {
  const open = seen.objections.filter(({ state }) => state === "open").map(({ raisedAt }) => secondsOf(raisedAt));
  return {
    kind: seen.kind,
    state: seen.state,
    applicant: seen.applicant,
    registry: keeper,
    consentMissing: seen.others.find(({ consentedAt }) => consentedAt === null)?.party ?? null,
    appliedAt: secondsOf(seen.appliedAt),
    acceptedAt: secondsOf(seen.acceptedAt),
    supplementAskedAt: secondsOf(seen.supplement?.askedAt),
    supplementUntil: secondsOf(seen.supplement?.until),
    supplementGivenAt: secondsOf(seen.supplement?.givenAt),
    supplementInExamination: seen.supplement?.inExamination ?? false,
    extensionDays: seen.extensionDays,
    publishedAt: secondsOf(seen.publishedAt),
    noticeWaived: seen.noticeWaived,
    objectionsSettledAt: secondsOf(seen.objectionsSettledAt),
    oldestObjectionAt: open.length === 0 ? 0 : Math.min(...open),
  };
}

/** The calendar that a ledger has loaded, years 2025 to 2028. */
async function calendarOf(chain: LedgerChain): Promise<WorkingCalendar> {
  const years = new Map<number, YearBits>();
  for (const year of [2025, 2026, 2027, 2028]) {
    const loaded = await chain.parties.alpha.ledger.calendar.getYear(year);
    if (loaded) years.set(year, packYear(loaded));
  }
  return createCalendar(years);
}

/** What the ledger's contract says of a case's clocks, asked as if its block were at a later moment. */
export async function clockAt(chain: LedgerChain, caseId: bigint, moment: number): Promise<CaseClock> {
  const { assets } = chain.parties.alpha.ledger.client.contracts;
  const call = { to: await assets.getAddress(), data: assets.interface.encodeFunctionData("clockOf", [caseId]) };
  const answer = (await chain.provider.send("eth_call", [
    call,
    "latest",
    {},
    { time: `0x${moment.toString(16)}` },
  ])) as string;
  return clockFrom(assets.interface.decodeFunctionResult("clockOf", answer)[0]);
}

/**
 * Compares `caseClock` with the contract's `clockOf` for a case as it stands: now, to the second around every deadline,
 * and at random moments of the next half year. Returns the clock of now.
 */
export async function agreedClock(chain: LedgerChain, caseId: bigint): Promise<CaseClock> {
  const { ledger } = chain.parties.alpha;
  const seen = await ledger.cases.get(caseId);
  const keeper = await ledger.registries.keeperOf(seen.registry);
  const [facts, periods] = [factsOf(seen, keeper), await ledger.profiles.get(seen.profileId)];
  const calendar = await calendarOf(chain);
  const now = await chain.now();
  const at = (moment: number) => caseClock(facts, periods, calendar, moment);
  const { acceptBy, noticeUntil, finishBy, due } = at(now);
  const deadlines = [acceptBy, noticeUntil, finishBy, due?.until].filter((one) => typeof one === "number");
  const edges = deadlines.flatMap((one) => [one - 1, one, one + 1, one + day, one + 3 * day]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: now, max: now + 180 * day }), async (moment) => {
      expect(await clockAt(chain, caseId, moment)).to.deep.equal(at(moment));
    }),
    { numRuns: edges.length + 20, examples: [now, ...edges.filter((edge) => edge > now)].map((one) => [one]) },
  );
  return at(now);
}

/**
 * Compares `laterObjectionDue` with the contract's answer for an objection after registration as it stands, and returns
 * it in words.
 */
export async function agreedObjection(
  chain: LedgerChain,
  objection: { readonly certificate: string; readonly objectionId: number },
): Promise<ObjectionDueText | null> {
  const { ledger } = chain.parties.alpha;
  const seen = (await ledger.remarks.objectionsOf(objection.certificate))[objection.objectionId];
  if (!seen) throw new Error(`${objection.certificate} has no objection ${objection.objectionId}.`);
  const { caseId } = await ledger.certificates.get(objection.certificate);
  const facts = {
    state: seen.state,
    registry: await ledger.registries.keeperOf((await ledger.cases.get(caseId)).registry),
    raisedAt: secondsOf(seen.raisedAt),
    informedAt: secondsOf(seen.informedAt),
    answeredAt: secondsOf(seen.answeredAt),
  };
  const due = laterObjectionDue(facts, await ledger.profiles.get(seen.profileId), await calendarOf(chain));
  const told = await ledger.remarks.objectionDue(objection);
  expect(showObjectionDue(due)).to.deep.equal(told);
  return told;
}
