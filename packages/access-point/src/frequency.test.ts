import { expect } from "chai";
import { periodStart, unitsSince } from "./frequency.ts";
import { beginLine, type Line } from "./line.ts";

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

describe("What a holder used within a period", () => {
  const line = (group: string, begun: number, units: number, reserved = 0): Line => ({
    row: beginLine(
      { voucherId: "1", epoch: 0, openingUnits: 9, purpose: "logistics", analysis: "lookup", group },
      { begun, units },
    ),
    reserved,
    refused: undefined,
    checkedAt: 0,
    unwritten: [],
    offers: [],
  });

  it("is what all its vouchers of the series used, and what is being served", () => {
    const lines = [line("4:a", 100, 3), line("4:a", 100, 2, 4), line("4:a", 50, 7), line("4:b", 100, 11)];
    expect(unitsSince(lines, "4:a", 100)).to.equal(9);
    expect(unitsSince(lines, "4:b", 100)).to.equal(11);
    expect(unitsSince(lines, "4:c", 100)).to.equal(0);
  });
});
