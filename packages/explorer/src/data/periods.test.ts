import { expect } from "chai";
import type { CaseDetail } from "../api/shapes.ts";
import { periodsOf } from "./periods.ts";

const day = (n: number) => `2026-03-${String(n).padStart(2, "0")}T02:00:00Z`;
const end = (n: number) => `2026-03-${String(n).padStart(2, "0")}T15:59:59Z`;

/** A case that was applied for on 2 March 2026, with what a test adds to it. */
function caseOf({ clock, ...more }: Partial<Omit<CaseDetail, "clock">> & { clock?: Partial<CaseDetail["clock"]> }) {
  const found = {
    begunAt: day(2),
    appliedAt: day(2),
    exOfficio: false,
    others: [],
    acceptedAt: null,
    examinedAt: null,
    publishedAt: null,
    closedAt: null,
    noticeWaived: false,
    supplement: null,
    objections: [],
    clock: { acceptBy: null, finishBy: null, due: null, ...clock },
    ...more,
  };
  return found as unknown as CaseDetail;
}

const other = (consentedAt: string | null) => ({ party: "b", consentedAt, certificate: null, claims: [] });

const shown = (found: CaseDetail, noticeUntil: string | null, now: string) =>
  periodsOf(found, noticeUntil, now).map(({ stage, from, until, state }) => [stage, from, until, state]);

describe("The periods of a case", () => {
  it("begin with acceptance, which runs to its limit and is late after it", () => {
    const found = caseOf({ clock: { acceptBy: end(5) } });
    expect(shown(found, null, day(3))).to.deep.equal([["acceptance", day(2), end(5), "running"]]);
    expect(shown(found, null, day(6))).to.deep.equal([["acceptance", day(2), end(5), "late"]]);
  });

  it("begin with the consents of those who apply together, which have no limit", () => {
    const asked = caseOf({ appliedAt: null, others: [other(null)] });
    expect(shown(asked, null, day(9))).to.deep.equal([["consent", day(2), null, "running"]]);
    const filed = caseOf({ appliedAt: day(5), others: [other(day(3)), other(day(5))], clock: { acceptBy: end(10) } });
    expect(shown(filed, null, day(6))).to.deep.equal([
      ["consent", day(2), day(5), "done"],
      ["acceptance", day(5), end(10), "running"],
    ]);
  });

  it("have only the whole time where the registry began by itself", () => {
    const begun = caseOf({ exOfficio: true, acceptedAt: day(2), examinedAt: day(2), clock: { finishBy: end(16) } });
    expect(shown(begun, null, day(3))).to.deep.equal([["whole", day(2), end(16), "running"]]);
  });

  it("run on without an end while a calendar year is missing", () => {
    const found = caseOf({ clock: { acceptBy: "pending" } });
    expect(shown(found, null, day(6))).to.deep.equal([["acceptance", day(2), "pending", "running"]]);
  });

  it("begin acceptance anew with the supplement", () => {
    const supplement = { askedAt: day(3), until: end(9), givenAt: day(6), inExamination: false };
    const found = caseOf({ supplement, appliedAt: day(6), clock: { acceptBy: end(11) } });
    expect(shown(found, null, day(7))).to.deep.equal([
      ["acceptance", day(2), day(3), "done"],
      ["supplement", day(3), day(6), "done"],
      ["acceptance", day(6), end(11), "running"],
    ]);
    expect(new Set(periodsOf(found, null, day(7)).map(({ key }) => key)).size).to.equal(3);
  });

  it("end a supplement that was never given with its limit", () => {
    const supplement = { askedAt: day(3), until: end(9), givenAt: null, inExamination: false };
    const lapsed = caseOf({ supplement, closedAt: end(9) });
    expect(shown(lapsed, null, day(12))).to.deep.equal([
      ["acceptance", day(2), day(3), "done"],
      ["supplement", day(3), end(9), "done"],
    ]);
    const examined = caseOf({
      acceptedAt: day(2),
      supplement: { ...supplement, inExamination: true },
      clock: { finishBy: end(20) },
    });
    expect(shown(examined, null, day(12)).at(-1)).to.deep.equal(["supplement", day(3), end(9), "done"]);
  });

  it("hold examination and whole time open while that clock stands still in the notice", () => {
    const found = caseOf({
      acceptedAt: day(3),
      examinedAt: day(5),
      publishedAt: day(6),
      objections: [
        { objectionId: 0, raisedAt: day(9), resolvedAt: null },
        { objectionId: 1, raisedAt: day(10), resolvedAt: null },
      ] as unknown as CaseDetail["objections"],
      clock: { due: { act: "objection", by: "0x1", until: end(20) } },
    });
    expect(shown(found, end(13), day(16))).to.deep.equal([
      ["acceptance", day(2), day(3), "done"],
      ["examination", day(3), day(5), "done"],
      ["whole", day(3), null, "running"],
      ["notice", day(6), end(13), "done"],
      ["objection", day(9), end(20), "running"],
      ["objection", day(10), null, "running"],
    ]);
  });

  it("leave out a notice that was waived, and end one that was cut short with the case", () => {
    const times = { acceptedAt: day(3), examinedAt: day(5), publishedAt: day(6), closedAt: day(9) };
    expect(shown(caseOf({ ...times, noticeWaived: true }), day(6), day(16)).map(([stage]) => stage)).not.to.include(
      "notice",
    );
    expect(shown(caseOf(times), end(13), day(16)).at(-1)).to.deep.equal(["notice", day(6), day(9), "done"]);
  });
});
