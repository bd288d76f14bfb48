import { expect } from "chai";
import { columns, csvTemplate, guideRules, previewIntake } from "@data-voucher/sdk/intake";
import { previewText } from "./report.ts";

describe("The preview at the terminal", () => {
  it("shows control characters of the file as text, and obeys none", () => {
    const bell = "\u001b]0;title\u0007\u001b[2J\r\u009b1A\u007f\u202e\u2028数据";
    const cells = columns.map(({ key }) => (key === "industry" ? `"${bell}"` : ""));
    const list = `${new TextDecoder().decode(csvTemplate())}${cells.join(",")}\r\n`;
    const text = previewText(previewIntake(new TextEncoder().encode(list), guideRules(1_767_225_600)));
    expect(text).to.include(
      "“\\u{1b}]0;title\\u{7}\\u{1b}[2J\\u{d}\\u{9b}1A\\u{7f}\\u{202e}\\u{2028}数据”; it is a section A to T",
    );
    // Its own line breaks are all that is left.
    expect(text.replaceAll("\n", "")).to.not.match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(text).to.match(/✗ 第 3 行 line 3, industry: INDUSTRY_UNKNOWN \[GB\/T 4754-2017\]\n {4}\S.*\n {4}\S/);
  });
});
