import { expect } from "chai";
import { momentOf } from "../story/calendar.ts";
import { toDoLines, yearsNeeded } from "./to-do.ts";

describe("What an authority has still to do", () => {
  it("is this year's calendar, and from the first of December in Shanghai the next one's", () => {
    expect(yearsNeeded(momentOf("2026-11-30", "23:59"))).to.deep.equal([2026]);
    expect(yearsNeeded(momentOf("2026-12-01", "00:00"))).to.deep.equal([2026, 2027]);
    expect(yearsNeeded(momentOf("2027-01-01", "00:00"))).to.deep.equal([2027]);
  });

  it("names the command of each year, and the refusal that a missing profile means", () => {
    const lines = toDoLines({ years: [2027], profiles: true, publicProfile: true }).join("\n");
    expect(lines).to.include("npm run calendar -- --year 2027").and.to.include("PROFILE_MISSING");
    expect(lines).to.include("PUBLIC_PROFILE_MISSING");
    expect(toDoLines({ years: [], profiles: false, publicProfile: false })).to.deep.equal([]);
  });
});
