import { expect } from "chai";
import { csvCell } from "./csv.ts";

describe("a CSV cell", () => {
  it("is quoted where RFC 4180 asks for it", () => {
    expect(csvCell('a "b", c')).to.equal('"a ""b"", c"');
    expect(csvCell("a\r\nb")).to.equal('"a\r\nb"');
    expect(csvCell("plain 文字")).to.equal("plain 文字");
    expect(csvCell(null)).to.equal("");
  });

  it("is no formula to a spreadsheet, however the name begins", () => {
    for (const bad of ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "|x", "%0a"])
      expect(csvCell(bad)).to.match(/^"?'/);
    expect(csvCell(-5)).to.equal("-5");
  });
});
