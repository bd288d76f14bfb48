import { expect } from "chai";
import { daysOfUse } from "./usage-days.ts";

const used = (day: string, units: string) => ({ day, units, receipts: 1 });

describe("Days of use", () => {
  it("run from the first to the last, with nothing on the days between", () => {
    expect(daysOfUse([used("2026-02-27", "3"), used("2026-03-02", "4")])).to.deep.equal([
      { day: "2026-02-27", value: "3" },
      { day: "2026-02-28", value: "0" },
      { day: "2026-03-01", value: "0" },
      { day: "2026-03-02", value: "4" },
    ]);
    expect(daysOfUse([used("2026-02-27", "3")])).to.deep.equal([{ day: "2026-02-27", value: "3" }]);
    expect(daysOfUse([])).to.deep.equal([]);
  });

  it("are the latest ninety of many", () => {
    const days = daysOfUse([used("2025-01-01", "1"), used("2026-03-02", "4")]);
    expect(days.length).to.equal(90);
    expect(days.at(-1)).to.deep.equal({ day: "2026-03-02", value: "4" });
  });
});
