import { expect } from "chai";
import { industryOf, industrySections } from "./industries.ts";

describe("industries of GB/T 4754-2017", () => {
  it("are 20 sections, A to T, with 97 divisions numbered through", () => {
    expect(industrySections.map(({ letter }) => letter).join("")).to.equal("ABCDEFGHIJKLMNOPQRST");
    let next = 1;
    for (const { first, divisions } of industrySections) {
      expect(first).to.equal(next);
      next += divisions.length;
    }
    expect(next).to.equal(98);
    const names = industrySections.flatMap(({ divisions }) => divisions);
    expect(new Set(names).size).to.equal(97);
  });

  it("are found by section and division, or division alone, and by no other pair", () => {
    expect(industryOf("G54")).to.include({
      code: "G54",
      divisionZh: "道路运输业",
      sectionZh: "交通运输、仓储和邮政业",
    });
    expect(industryOf("i65")).to.include({ code: "I65", divisionZh: "软件和信息技术服务业" });
    expect(industryOf("97")).to.include({ code: "T97", divisionZh: "国际组织" });
    for (const wrong of ["00", "98", "G65", "U01", "G5", "G541", ""])
      expect(industryOf(wrong), wrong).to.equal(undefined);
  });
});
