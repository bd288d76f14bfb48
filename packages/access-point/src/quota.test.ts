import { expect } from "chai";
import { countTowards, isWithin, periodStart, type Quota } from "./quota.ts";

const at = (text: string) => Date.parse(`${text}+08:00`);

describe("The period of a frequency", () => {
  for (const [period, moment, begun] of [
    ["hour", "2026-03-01T10:59:59", "2026-03-01T10:00:00"],
    ["hour", "2026-03-01T11:00:00", "2026-03-01T11:00:00"],
    ["day", "2026-03-01T00:00:00", "2026-03-01T00:00:00"],
    ["day", "2026-03-01T23:59:59", "2026-03-01T00:00:00"],
    ["day", "2026-03-01T07:59:59", "2026-03-01T00:00:00"],
    ["week", "2026-03-01T23:59:59", "2026-02-23T00:00:00"],
    ["week", "2026-03-02T00:00:00", "2026-03-02T00:00:00"],
    ["week", "2026-01-01T12:00:00", "2025-12-29T00:00:00"],
    ["month", "2026-03-31T23:59:59", "2026-03-01T00:00:00"],
    ["month", "2026-04-01T00:00:00", "2026-04-01T00:00:00"],
    ["year", "2026-12-31T23:59:59", "2026-01-01T00:00:00"],
    ["year", "2027-01-01T00:00:00", "2027-01-01T00:00:00"],
  ] as const) {
    it(`${period} of ${moment} in Shanghai begins at ${begun}`, () => {
      expect(periodStart(period, at(moment))).to.equal(at(begun));
    });
  }
});

describe("A quota", () => {
  const day1 = at("2026-03-01T10:00:00");
  const quota = (): Quota => ({
    row: { group: "4:a", begun: 0, units: 0 },
    frequency: { units: 5, period: "day" },
    reserved: 0,
  });

  it("is used up within its period, by what is being served too, and is whole again in the next", () => {
    const one = quota();
    expect([isWithin(one, 5, day1), isWithin(one, 6, day1)]).to.deep.equal([true, false]);
    countTowards(one, 3, day1);
    one.reserved = 1;
    expect([isWithin(one, 1, day1), isWithin(one, 2, day1)]).to.deep.equal([true, false]);
    const next = at("2026-03-02T00:00:00");
    expect([isWithin(one, 4, next), isWithin(one, 5, next)]).to.deep.equal([true, false]);
    countTowards(one, 2, next);
    expect(one.row).to.deep.equal({ group: "4:a", begun: next, units: 2 });
  });
});
