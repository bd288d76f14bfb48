import { expect } from "chai";
import { expectRefusal, fieldsOf } from "../expectations.ts";
import { ledgerFixture, passNotice } from "../fixture.ts";
import { type ActName, acts, caseIn, type StateName, states } from "./cases.ts";

/** Where each act is allowed, and the article that says so; everywhere else it is refused for the state. */
const table: Record<Exclude<ActName, "settleClock">, { article: string; allowed: readonly StateName[] }> = {
  askSupplement: { article: "17, 18", allowed: ["applied", "accepted"] },
  giveSupplement: { article: "17", allowed: ["supplementAsked"] },
  acceptRegistration: { article: "17", allowed: ["applied"] },
  examineRegistration: { article: "18-21", allowed: ["accepted"] },
  publishRegistration: { article: "24", allowed: ["examined"] },
  extendExamination: { article: "28", allowed: ["accepted", "examined", "published"] },
  waiveNotice: { article: "24", allowed: ["examined"] },
  objectToRegistration: { article: "25", allowed: ["published"] },
  resolveObjection: { article: "25", allowed: ["published"] },
  certifyRegistration: { article: "26", allowed: ["published"] },
  refuseRegistration: {
    article: "18, 22",
    allowed: ["applied", "supplementAsked", "accepted", "examined", "published"],
  },
  withdrawRegistration: {
    article: "32",
    allowed: ["applied", "supplementAsked", "accepted", "examined", "published", "awaitingConsent"],
  },
};

/** The state that an act leaves. */
const after: Partial<Record<ActName, StateName>> = {
  askSupplement: "supplementAsked",
  giveSupplement: "applied",
  acceptRegistration: "accepted",
  examineRegistration: "examined",
  publishRegistration: "published",
  waiveNotice: "published",
  certifyRegistration: "certified",
  refuseRegistration: "refused",
  withdrawRegistration: "withdrawn",
};

/** A case in a state, with whatever else the act needs, so that only the state decides. */
async function ready(act: ActName, state: StateName) {
  const ledger = await ledgerFixture();
  const { caseId } = await caseIn(ledger, state);
  if (act === "resolveObjection" && state === "published") await acts.objectToRegistration(ledger, caseId);
  if (act === "certifyRegistration" && state === "published") await passNotice(ledger, caseId);
  return { ledger, caseId };
}

for (const [name, { article, allowed }] of Object.entries(table)) {
  const act = name as keyof typeof table;
  describe(`${act} by state (article ${article})`, () => {
    for (const state of Object.keys(states) as StateName[]) {
      if (allowed.includes(state)) {
        it(`is allowed for a case that is ${state}`, async () => {
          const { ledger, caseId } = await ready(act, state);
          await acts[act](ledger, caseId);
          expect((await ledger.assets.caseOf(caseId)).state).to.equal(BigInt(states[after[act] ?? state]));
        });
      } else {
        it(`is refused for a case that is ${state}`, async () => {
          const { ledger, caseId } = await ready(act, state);
          const before = fieldsOf(await ledger.assets.caseOf(caseId));
          const refused = acts[act](ledger, caseId);
          await expectRefusal(refused, ledger.assets, "CaseNotInState", [caseId, states[state]]);
          expect(fieldsOf(await ledger.assets.caseOf(caseId))).to.deep.equal(before);
        });
      }
    }
  });
}

describe("settleClock by state", () => {
  for (const state of Object.keys(states) as StateName[]) {
    it(`is refused for a case that is ${state} and in time`, async () => {
      const ledger = await ledgerFixture();
      const { caseId } = await caseIn(ledger, state);
      await expectRefusal(acts.settleClock(ledger, caseId), ledger.assets, "ClockUnchanged", [caseId]);
    });
  }
});
