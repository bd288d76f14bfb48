import { expect } from "chai";
import type { RegistrationCase } from "../api/shapes.ts";
import { endOf, tally } from "./desk.ts";
import { actOf, countsFrom, missingYear, standingOf, wasDeemed } from "./due.ts";

type Due = NonNullable<RegistrationCase["clock"]["due"]>;

/** An open case of which only its clock matters. */
function caseOf(due: Partial<Due> | null, more: Partial<RegistrationCase> = {}): RegistrationCase {
  const clock = {
    state: "accepted",
    deemed: false,
    due: due && { act: "examine", by: "0x1", until: "2026-03-10T15:59:59Z", ...due },
  };
  const found = { state: "accepted", workingDaysLeft: 3, overdue: false, objections: [], clock, ...more };
  return found as unknown as RegistrationCase;
}

describe("What comes next in a case", () => {
  it("is what the clock says, but the notice once it is examined, and nothing when it is closed", () => {
    expect(actOf(caseOf({ act: "examine" }))).to.equal("examine");
    expect(actOf(caseOf({ act: "examine" }, { state: "examined" }))).to.equal("publish");
    expect(actOf(caseOf({ act: "certify" }, { state: "published" }))).to.equal("certify");
    expect(actOf(caseOf(null, { state: "certified" }))).to.equal(null);
  });

  it("counts from the beginning of its own period", () => {
    const times = { appliedAt: "a", acceptedAt: "b", publishedAt: "c" };
    const objections = [
      { state: "dismissed", raisedAt: "d" },
      { state: "open", raisedAt: "e" },
    ] as RegistrationCase["objections"];
    const from = (act: Due["act"]) => countsFrom(caseOf({ act }, { ...times, objections }));
    expect([from("accept"), from("examine"), from("notice"), from("objection"), from("certify")]).to.deep.equal([
      "a",
      "b",
      "c",
      "e",
      "b",
    ]);
  });

  it("stands overdue, on its last day or with days left, and nowhere while it is pending", () => {
    const until = "2026-03-10T15:59:59Z";
    const at = (now: string, workingDaysLeft: number | null, overdue = false) =>
      standingOf(caseOf({ until }, { workingDaysLeft, overdue }), now);
    expect(at("2026-03-05T01:00:00Z", 3)).to.include({ tone: "quiet", days: 3, overdue: false, today: false });
    // 00:30 in Shanghai is the day before in UTC.
    expect(at("2026-03-09T16:30:00Z", 0)).to.include({ tone: "warn", days: 0, today: true });
    expect(at("2026-03-12T01:00:00Z", -2, true)).to.include({ tone: "bad", days: 2, overdue: true, today: false });
    expect(at("2026-03-12T01:00:00Z", null)).to.equal(null);
  });

  it("tells deemed acceptance from the clock before it is written down, from the steps after", () => {
    const steps = (...names: string[]) => names.map((name) => ({ name })) as never;
    const clock = caseOf({}).clock;
    expect(wasDeemed({ clock: { ...clock, deemed: true }, steps: steps() })).to.equal(true);
    expect(wasDeemed({ clock, steps: steps("RegistrationApplied", "RegistrationDeemedAccepted") })).to.equal(true);
    expect(wasDeemed({ clock, steps: steps("RegistrationAccepted") })).to.equal(false);
  });
});

describe("The year that a pending deadline waits for", () => {
  it("is the first that is not loaded, from the day after its beginning in Shanghai", () => {
    expect(missingYear("2026-12-20T01:00:00Z", [2025, 2026])).to.equal(2027);
    expect(missingYear("2026-03-02T01:00:00Z", [2027])).to.equal(2026);
    expect(missingYear("2026-12-31T01:00:00Z", [2025, 2026, 2028])).to.equal(2027);
    // Half past midnight on 1 January in Shanghai.
    expect(missingYear("2026-12-31T16:30:00Z", [2026, 2027])).to.equal(2028);
  });
});

describe("The desk", () => {
  it("asks to the end of yesterday, of today, and of Sunday in Shanghai", () => {
    // Wednesday in Shanghai, Tuesday in UTC.
    const wednesday = "2026-03-10T17:00:00Z";
    expect(endOf("overdue", wednesday)).to.equal("2026-03-10T15:59:59Z");
    expect(endOf("today", wednesday)).to.equal("2026-03-11T15:59:59Z");
    expect(endOf("week", wednesday)).to.equal("2026-03-15T15:59:59Z");
    expect(endOf("week", "2026-03-15T01:00:00Z")).to.equal("2026-03-15T15:59:59Z");
    expect(endOf("week", "2026-03-16T01:00:00Z")).to.equal("2026-03-22T15:59:59Z");
  });

  it("counts each span with what was due before it, and pending cases in none", () => {
    const until = ["2026-03-09T15:59:59Z", "2026-03-11T15:59:59Z", "2026-03-13T15:59:59Z", "2026-04-01T15:59:59Z"];
    const cases = [...until, "pending"].map((end) => caseOf({ until: end }));
    expect(tally(cases, "2026-03-11T02:00:00Z")).to.deep.equal({ overdue: 1, today: 2, week: 3 });
  });
});
