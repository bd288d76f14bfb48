import { expect } from "chai";
import fc from "fast-check";
import { day, ledgerFixture } from "../fixture.ts";
import { document } from "./cases.ts";
import {
  acceptedOn,
  askAt,
  at,
  dateOf,
  doAt,
  endOf,
  finishDay,
  moveTo,
  nextDate,
  startOf,
  type Stop,
  workingDayAfter,
} from "./clocks.ts";

const days = (max: number, min = 0) => fc.integer({ min, max });

/** A history of a case: which acts happen, and how many days after the one before. */
const histories = fc.record({
  accepted: days(300),
  extension: fc.option(days(10, 1)),
  supplement: fc.option(fc.record({ asked: days(16), allowed: days(15, 1), given: fc.option(days(14)) })),
  examined: days(12),
  published: days(9),
  /** Days after the publication, then days after raising it. */
  objections: fc.array(fc.record({ raised: days(6), decided: days(16) }), { maxLength: 2 }),
});
type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

const plus = (date: string, count: number) => dateOf(startOf(date) + count * day);

/** Lives through a history from its acceptance on and compares the end of article 28's time after each step. */
async function live(history: History): Promise<void> {
  const ledger = await ledgerFixture();
  const { assets, parties } = ledger;
  const registry = assets.connect(parties.registry.key);
  const accepted = plus("2026-01-06", history.accepted);
  const caseId = await acceptedOn(ledger, accepted);
  const granted = 10 + (history.extension ?? 0);
  const stops: Stop[] = [];
  let today = accepted;
  let minute = 0;
  /** The next minute of today, so that acts of one day come one after the other. */
  const next = () => `${today}T12:${String(minute++).padStart(2, "0")}:00`;
  const compare = async () => {
    const { finishBy } = await assets.clockOf(caseId);
    expect(finishBy).to.equal(BigInt(endOf(finishDay(accepted, granted, stops))));
  };

  if (history.extension !== null) {
    await at(next());
    await registry.extendExamination(caseId, history.extension, document);
  }
  if (history.supplement) {
    const { allowed, given } = history.supplement;
    const asked = plus(today, history.supplement.asked);
    const until = plus(asked, allowed);
    today = asked;
    await askAt(ledger, caseId, next(), `${until}T18:00:00`);
    const inTime = given !== null && given < allowed;
    today = inTime ? plus(asked, given) : nextDate(until);
    if (inTime) await doAt(ledger, "giveSupplement", caseId, next());
    else await moveTo(next());
    stops.push({ from: asked, to: inTime ? today : until });
  }
  await compare();
  today = plus(today, history.examined);
  await doAt(ledger, "examineRegistration", caseId, next());
  await compare();
  today = plus(today, history.published);
  await doAt(ledger, "publishRegistration", caseId, next());

  const published = today;
  let stopEnd = workingDayAfter(published, 5);
  const heard = history.objections
    .map(({ raised, decided }) => ({ raised: plus(published, raised), decided: plus(published, raised + decided) }))
    .filter(({ raised }) => raised <= stopEnd);
  const steps = heard.flatMap(({ raised, decided }, index) => {
    let objectionId = -1;
    return [
      {
        date: raised,
        act: async () => {
          objectionId = (await assets.caseOf(caseId)).objections.length;
          await at(next());
          await assets.connect([parties.beta, parties.gamma][index]!.key).objectToRegistration(caseId, document);
        },
      },
      {
        date: decided,
        act: async () => {
          await at(next());
          await registry.resolveObjection(caseId, objectionId, false, document);
        },
      },
    ];
  });
  // Sorting keeps the order of one date, so an objection is raised before it is decided.
  for (const { date, act } of steps.sort((one, other) => startOf(one.date) - startOf(other.date))) {
    today = date;
    await act();
  }
  for (const { decided } of heard) if (decided > stopEnd) stopEnd = decided;
  stops.push({ from: published, to: stopEnd });
  today = nextDate(stopEnd);
  await moveTo(next());
  await compare();
}

describe("the whole time of any history (article 28)", () => {
  it("is what a walk from day to day makes it, whatever stopped it and how often (articles 18, 24, 25, 28)", async () => {
    await fc.assert(fc.asyncProperty(histories, live), { numRuns: 15 });
  }).timeout(240_000);
});
