import { expect } from "chai";
import fc from "fast-check";
import { addMonths, dateText, dayFrom, dayOf, daysOfYear, endOfDay, startOfDay, yearOfDay } from "./civil-time.ts";

const at = (text: string) => Date.parse(text) / 1000;
/** What the platform's time-zone data says, which knows nothing of our arithmetic. */
const shanghai = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });
// Shanghai had summer time from 1986 to 1991, which the ledger does not know.
const moment = fc.integer({ min: at("1992-01-01T00:00:00Z"), max: at("2999-12-31T00:00:00Z") });

describe("civil time in China", () => {
  it("begins and ends days at midnight in Shanghai", () => {
    expect(dateText(dayOf(at("2026-11-25T15:59:59Z")))).to.equal("2026-11-25");
    expect(dateText(dayOf(at("2026-11-25T16:00:00Z")))).to.equal("2026-11-26");
    const day = dayOf(at("2026-11-25T08:00:00+08:00"));
    expect(startOfDay(day)).to.equal(at("2026-11-25T00:00:00+08:00"));
    expect(endOfDay(day)).to.equal(at("2026-11-25T23:59:59+08:00"));
  });

  it("names every moment's day as the time-zone data does", () => {
    fc.assert(
      fc.property(moment, (seconds) => {
        const day = dayOf(seconds);
        const text = dateText(day);
        expect(text).to.equal(shanghai.format(seconds * 1000));
        const [year, month, dayOfMonth] = text.split("-").map(Number) as [number, number, number];
        expect([yearOfDay(day), dayFrom(year, month, dayOfMonth)]).to.deep.equal([year, day]);
        expect(startOfDay(day) <= seconds && seconds <= endOfDay(day)).to.equal(true);
      }),
    );
  });

  it("knows leap years, also of centuries", () => {
    expect([2024, 2026, 2100, 2000].map(daysOfYear)).to.deep.equal([366, 365, 365, 366]);
  });

  it("adds months to the same clock time, or to a shorter month's last day", () => {
    const later = (text: string, months: number) => addMonths(at(text), months);
    expect(later("2026-08-31T09:30:00+08:00", 6)).to.equal(at("2027-02-28T09:30:00+08:00"));
    expect(later("2024-02-29T00:00:00+08:00", 12)).to.equal(at("2025-02-28T00:00:00+08:00"));
    expect(later("2026-11-25T23:59:59+08:00", 60)).to.equal(at("2031-11-25T23:59:59+08:00"));
    expect(later("2026-12-15T01:00:00+08:00", 1)).to.equal(at("2027-01-15T01:00:00+08:00"));
    fc.assert(
      fc.property(moment, (seconds) => {
        expect(addMonths(seconds, 0)).to.equal(seconds);
      }),
    );
  });
});
