import { expect } from "chai";
import { applicationsIn, averageDays, countWord, linesOf, type Work } from "./work.ts";

const work = (over: object): Work => ({ applied: {}, refusedFor: {}, accepted: {}, workingDays: {}, ...over }) as Work;

describe("What a registry did", () => {
  it("is told by lines in order, without what is 0 all year", () => {
    const [june, july] = [
      work({ applied: { initial: 2, transfer: 0 } }),
      work({ applied: { initial: 1, transfer: 0 } }),
    ];
    const total = work({ applied: { initial: 3, transfer: 0 } });
    expect(linesOf(total, [june, july])).to.deep.equal([
      { key: "applied.initial", group: "applied", name: "initial", months: [2, 1], total: 3 },
    ]);
    expect(applicationsIn(total)).to.equal(3);
  });

  it("has words for kinds, grounds and counts of its own", () => {
    expect(countWord({ group: "applied", name: "transfer" })).to.equal("申请: 转让登记");
    expect(countWord({ group: "refusedFor", name: "harm" })).to.match(/^不予登记事由: ./);
    expect(countWord({ group: "accepted", name: "byLaw" })).to.equal("受理（第十七条）: 视为受理");
  });

  it("gives averages to one decimal place, and none without a case", () => {
    const average = (sum: number, cases: number) => averageDays(work({ workingDays: { sum, cases } }));
    expect(average(0, 0)).to.equal(null);
    expect([average(20, 2), average(25, 3), average(1, 20), average(1, 21), average(199, 20)]).to.deep.equal([
      "10.0",
      "8.3",
      "0.1",
      "0.0",
      "10.0",
    ]);
  });
});
