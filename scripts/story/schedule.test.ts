import { expect } from "chai";
import { setTimeout as delay } from "node:timers/promises";
import { createSchedule } from "./schedule.ts";
import type { Act, Outcome } from "./teller.ts";

describe("The schedule of the story", () => {
  /** The order in which acts of strands are told; each strand comes to wait after its own delay. */
  async function toldBy(strands: readonly { readonly after: number; readonly acts: readonly [string, number][] }[]) {
    const told: string[] = [];
    const tellNow = (act: Act) => {
      told.push(act.id);
      return Promise.resolve({} as Outcome);
    };
    const { tell, together } = createSchedule(tellNow);
    await together(
      strands.map(({ after, acts }) => async () => {
        for (const [id, time] of acts) {
          await delay(after);
          await tell({ id, time } as Act);
        }
      }),
    );
    return told;
  }

  it("tells the earliest act of all strands next", async () => {
    const one = { after: 0, acts: [["a", 1] as [string, number], ["d", 9] as [string, number]] };
    const two = { after: 3, acts: [["b", 2] as [string, number], ["c", 5] as [string, number]] };
    expect(await toldBy([two, one])).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("tells acts of one moment in one order, whichever strand comes to wait first", async () => {
    for (const [first, second] of [
      [0, 8],
      [8, 0],
    ] as const) {
      const one = { after: first, acts: [["declare provinces", 5] as [string, number]] };
      const two = { after: second, acts: [["declare loading", 5] as [string, number]] };
      expect(await toldBy([one, two])).to.deep.equal(["declare loading", "declare provinces"]);
    }
  });
});
