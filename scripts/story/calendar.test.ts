import { createCalendar, packYear } from "@data-voucher/sdk";
import { expect } from "chai";
import { yearFor } from "./acts/rules.ts";
import { createStoryClock, dayAt, momentOf, workingDayBefore, yearsBetween } from "./calendar.ts";
import { days, historyWorkingDays, shortTerm } from "./days.ts";

describe("The story's clock", () => {
  // A year that is known, two of which only one is, and two of which none is.
  for (const start of ["2026-06-15", "2027-01-15", "2031-02-15"]) {
    it(`counts as the calendar that the story loads, for a start on ${start}`, () => {
      const genesis = momentOf(workingDayBefore(momentOf(start, "12:00"), historyWorkingDays), "08:30");
      const at = createStoryClock(genesis);
      const years = yearsBetween(genesis, at(historyWorkingDays, "00:00"));
      const calendar = createCalendar(new Map(years.map((year) => [year, packYear({ year, ...yearFor(year) })])));
      for (let day = 0; day <= historyWorkingDays; day++) {
        const end = day === 0 ? genesis : calendar.addWorkingDays(genesis, day);
        expect(dayAt(end as number), `working day ${day}`).to.equal(dayAt(at(day, "10:00")));
      }
    });
  }

  it("has its last but one day behind it on every day of a year on which it may start", () => {
    for (let day = 0; day < 365; day++) {
      const now = momentOf("2026-01-01", "00:01") + day * 86_400;
      const genesis = momentOf(workingDayBefore(now, historyWorkingDays), "08:30");
      expect(createStoryClock(genesis)(historyWorkingDays - 1, "23:59"), dayAt(now)).to.be.below(now);
    }
  });

  it("applies for renewal once too early and once in time, whatever holidays lie between", () => {
    for (let day = 0; day < 365; day++) {
      const now = momentOf("2026-01-01", "12:00") + day * 86_400;
      const at = createStoryClock(momentOf(workingDayBefore(now, historyWorkingDays), "08:30"));
      const until = at(days.solarTerms.apply, "09:00") + shortTerm * 86_400;
      // Half a year has 181 to 184 days.
      const daysLeft = (on: number) => (until - at(on, "09:50")) / 86_400;
      expect(daysLeft(days.renewal.tooEarly), dayAt(now)).to.be.above(184);
      expect(daysLeft(days.renewal.apply), dayAt(now)).to.be.below(181);
    }
  });

  it("has told everything by then", () => {
    const planned = Object.values(days).flatMap((plan): number[] =>
      typeof plan === "number" ? [plan] : Object.values(plan),
    );
    expect(planned.length).to.be.above(40);
    expect(Math.max(...planned)).to.be.below(historyWorkingDays);
  });

  it("says of a year that is not known that it is counted in ordinary weeks", () => {
    expect(yearFor(2026).title).to.equal("2026年节假日安排");
    expect(yearFor(2999)).to.deep.include({ holidays: [], makeUpDays: [] });
    expect(yearFor(2999).title).to.include("暂按普通周");
  });
});
