import { expect } from "chai";
import fc from "fast-check";
import { officialYear } from "../testing/official-year.ts";
import { dateText, dayFrom, daysOfYear, endOfDay } from "./civil-time.ts";
import { createCalendar, packYear, unpackYear, type CalendarYearInput } from "./working-days.ts";

const at = (text: string) => Date.parse(text) / 1000;
const endOf = (date: string) => at(`${date}T23:59:59+08:00`);
const codeOf = (input: CalendarYearInput): unknown => {
  try {
    return packYear(input);
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};
const without = { year: 2026, holidays: [], makeUpDays: [] };

describe("a packed calendar year", () => {
  it("unpacks to the dates it was made of, whatever they are", () => {
    const dates = fc.integer({ min: 2000, max: 2999 }).chain((year) => {
      const all = Array.from({ length: daysOfYear(year) }, (_, n) => dateText(dayFrom(year, 1, 1) + n));
      return fc.subarray(all).map((some) => ({ year, some }));
    });
    fc.assert(
      fc.property(dates, ({ year, some }) => {
        const isWeekend = (date: string) => [0, 6].includes(new Date(date).getUTCDay());
        const holidays = some.filter((date) => !isWeekend(date));
        const makeUpDays = some.filter(isWeekend);
        expect(unpackYear(year, packYear({ year, holidays, makeUpDays }))).to.deep.equal({ holidays, makeUpDays });
      }),
      { numRuns: 30 },
    );
  });

  it("has no day beyond its last, and all its weekdays", () => {
    for (const [year, weekdays] of [
      [2024, 262],
      [2026, 261],
    ] as const) {
      const [low, high] = packYear({ ...without, year });
      expect(high >> BigInt(daysOfYear(year) - 256)).to.equal(0n);
      expect([...`${low.toString(2)}${high.toString(2)}`].filter((bit) => bit === "1")).to.have.length(weekdays);
    }
  });

  it("refuses dates of another year, dates that are none, and days that are what they are said to be already", () => {
    expect(codeOf({ ...without, holidays: ["2026-10-01"], makeUpDays: ["2026-10-10"] })).to.be.an("array");
    for (const date of ["2027-01-01", "2025-12-31", "2026-02-30", "2026-13-01", "2026-1-1", "01.10.2026", "", "x"]) {
      expect(codeOf({ ...without, holidays: [date] }), date).to.equal("CALENDAR_DAY_INVALID");
      expect(codeOf({ ...without, makeUpDays: [date] }), date).to.equal("CALENDAR_DAY_INVALID");
    }
    // A Saturday is free without being a holiday, and a Thursday is worked without being a make-up day.
    expect(codeOf({ ...without, holidays: ["2026-10-03"] })).to.equal("CALENDAR_DAY_INVALID");
    expect(codeOf({ ...without, makeUpDays: ["2026-10-08"] })).to.equal("CALENDAR_DAY_INVALID");
  });
});

describe("a calendar of official years", () => {
  const opened = async () => createCalendar(new Map([[2026, packYear(await officialYear(2026))]]));

  it("counts over the Spring Festival and its make-up days, and ends with the last day (Civil Code, 201 and 203)", async () => {
    const calendar = await opened();
    // Thursday 12 February: 13, then Saturday 14 is worked, then nobody works until Tuesday 24.
    const from = at("2026-02-12T17:00:00+08:00");
    expect(calendar.addWorkingDays(from, 2)).to.equal(endOf("2026-02-14"));
    expect(calendar.addWorkingDays(from, 5)).to.equal(endOf("2026-02-26"));
    expect(calendar.workingDaysBetween(from, endOf("2026-02-26"))).to.equal(5);
    expect(calendar.isWorkingDay(at("2026-02-14T12:00:00+08:00"))).to.equal(true);
    expect(calendar.isWorkingDay(at("2026-02-23T12:00:00+08:00"))).to.equal(false);
  });

  it("is the same for every moment of a day, and takes 0 days for no time at all", async () => {
    const calendar = await opened();
    const [first, last] = [at("2026-09-30T00:00:00+08:00"), at("2026-09-30T23:59:59+08:00")];
    expect(calendar.addWorkingDays(first, 1)).to.equal(endOf("2026-10-08"));
    expect(calendar.addWorkingDays(last, 1)).to.equal(endOf("2026-10-08"));
    expect(calendar.addWorkingDays(first, 0)).to.equal(first);
  });

  it("says pending, and no number, where a year on the way is not loaded", async () => {
    const calendar = await opened();
    const from = at("2026-12-29T10:00:00+08:00");
    expect(calendar.addWorkingDays(from, 2)).to.equal(endOf("2026-12-31"));
    expect(calendar.addWorkingDays(from, 3)).to.equal("pending");
    expect(calendar.workingDaysBetween(from, endOf("2026-12-31"))).to.equal(2);
    expect(calendar.workingDaysBetween(from, endOf("2026-12-31") + 1)).to.equal("pending");
    expect(calendar.isWorkingDay(endOf("2026-12-31") + 1)).to.equal(undefined);
  });

  it("counts nothing back in time", async () => {
    const calendar = await opened();
    expect(calendar.workingDaysBetween(endOf("2026-06-30"), endOf("2026-06-01"))).to.equal(0);
  });

  it("takes back with one count what the other added", async () => {
    const calendar = await opened();
    const first = dayFrom(2026, 1, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 30 }), (day, count) => {
        const from = endOfDay(first + day);
        const until = calendar.addWorkingDays(from, count);
        expect(until).to.be.a("number");
        expect(calendar.workingDaysBetween(from, until as number)).to.equal(count);
        expect(calendar.isWorkingDay(until as number)).to.equal(true);
      }),
    );
  });
});
