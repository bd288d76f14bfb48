import { expect } from "chai";
import fc from "fast-check";
import { ethers } from "../fixture.ts";

/** The month in China by JavaScript's own calendar: UTC+8 all year round. */
function monthInChina(seconds: number): bigint {
  const date = new Date((seconds + 8 * 3_600) * 1_000);
  return BigInt(date.getUTCFullYear() * 100 + date.getUTCMonth() + 1);
}

async function monthsOf(times: readonly number[]): Promise<bigint[]> {
  const harness = await ethers.deployContract("LibraryHarness");
  return Array.from((await harness.getFunction("yearMonths")(times)) as bigint[]);
}

describe("CivilTime", () => {
  it("agrees with JavaScript's calendar at any second that the ledger can write", async () => {
    const moments = fc.array(fc.integer({ min: 0, max: 2 ** 40 - 1 }), { minLength: 300, maxLength: 500 });
    await fc.assert(
      fc.asyncProperty(moments, async (times) => {
        expect(await monthsOf(times)).to.deep.equal(times.map(monthInChina));
      }),
      { numRuns: 20 },
    );
  });

  it("agrees on both sides of every month's beginning from 1970 to 2199, leap years included", async () => {
    const times: number[] = [];
    for (let month = 1; month < 230 * 12; month++) {
      const begin = Date.UTC(1970, month, 1) / 1_000 - 8 * 3_600;
      times.push(begin - 1, begin);
    }
    expect(await monthsOf(times)).to.deep.equal(times.map(monthInChina));
  });

  it("changes the month at 16:00 UTC, which is midnight in China", async () => {
    const before = Date.parse("2026-11-30T15:59:59Z") / 1_000;
    const newYear = Date.parse("2027-12-31T16:00:00Z") / 1_000;
    const leap = Date.parse("2028-02-29T15:59:59Z") / 1_000;
    const times = [before, before + 1, newYear - 1, newYear, leap, leap + 1];
    expect(await monthsOf(times)).to.deep.equal([202611n, 202612n, 202712n, 202801n, 202802n, 202803n]);
  });
});
