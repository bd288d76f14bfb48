import { expect } from "chai";
import fc from "fast-check";
import { monthsOf } from "./year-days.ts";

describe("The months of a year", () => {
  it("hold every day once, under its weekday", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2999 }), (year) => {
        const months = monthsOf({ year, holidays: [], makeUpDays: [] });
        const dates = months.flatMap(({ weeks }) => weeks.flatMap((week) => week.flatMap((day) => day?.date ?? [])));
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        expect(dates).to.have.lengthOf(leap ? 366 : 365);
        expect([...dates].sort()).to.deep.equal(dates);
        for (const { weeks } of months) {
          for (const week of weeks) {
            expect(week).to.have.lengthOf(7);
            week.forEach((day, at) => day && expect(new Date(day.date).getUTCDay()).to.equal((at + 1) % 7));
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("tell weekends, weekdays off and make-up days from working days", () => {
    const [january] = monthsOf({ year: 2026, holidays: ["2026-01-01", "2026-01-02"], makeUpDays: ["2026-01-04"] });
    const kinds = january?.weeks[0]?.map((day) => day && `${day.day} ${day.kind}`);
    expect(kinds).to.deep.equal([null, null, null, "1 holiday", "2 holiday", "3 weekend", "4 makeUp"]);
    expect(january?.weeks[1]?.map((day) => day?.kind)).to.deep.equal([
      ...Array.from({ length: 5 }, () => "working"),
      "weekend",
      "weekend",
    ]);
  });
});
