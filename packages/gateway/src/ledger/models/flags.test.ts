import { expect } from "chai";
import { nearFrom, nearness } from "./flags.ts";

describe("how near two names are", () => {
  it("is 1000 for names that search takes for the same, 0 for names without a pair in common", () => {
    expect(nearness("广西货运时效", "广西货运时效")).to.equal(1000);
    expect(nearness("ＡＢＣ  数据", "abc 数据")).to.equal(1000);
    expect(nearness("广西货运时效", "桥梁监测")).to.equal(0);
    expect(nearness("", "")).to.equal(0);
  });

  it("is the same from both sides, and whole per mille", () => {
    const [one, other] = ["南宁公交客流数据（二版）", "南宁公交客流数据"];
    expect(nearness(one, other)).to.equal(nearness(other, one));
    // 12 and 8 pairs, the last character of a word being one; 7 in common.
    expect(nearness(one, other)).to.equal(700);
  });

  it("counts a name with one character changed as near, one with another half not", () => {
    const name = "2026年广西北部湾集装箱在途时效数据";
    expect(nearness(name, "2025年广西北部湾集装箱在途时效数据")).to.be.at.least(nearFrom);
    expect(nearness(name, "2026年广西北部湾气象观测记录汇编")).to.be.below(nearFrom);
  });
});
