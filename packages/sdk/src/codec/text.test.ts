import { expect } from "chai";
import fc from "fast-check";
import { wellFormedText } from "./text.ts";

const codeFor = (text: unknown, rules: Partial<Parameters<typeof wellFormedText>[1]> = {}) => {
  try {
    wellFormedText(text as string, { maxChars: 40, ...rules });
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("wellFormedText", function () {
  this.timeout(30_000);
  for (const text of ["", "数据资产凭证", "مرحبا بالعالم", "שלום", "👩‍👩‍👧‍👦 🇨🇳", "é́", "𠀀𠮷", "a\u00a0b", "<script>"]) {
    it(`lets ${JSON.stringify(text)} through unchanged`, () => {
      expect(wellFormedText(text, { maxChars: 40 })).to.equal(text);
    });
  }

  for (const [what, text, code] of [
    ["a lone high surrogate", "a\ud83d", "TEXT_LONE_SURROGATE"],
    ["a lone low surrogate", "\ude00a", "TEXT_LONE_SURROGATE"],
    ["NUL", "a\0b", "TEXT_NUL"],
    ["an escape", "a\u001b[2J", "TEXT_CONTROL_CHARACTER"],
    ["DEL", "a\u007f", "TEXT_CONTROL_CHARACTER"],
    ["a C1 control", "a\u0085", "TEXT_CONTROL_CHARACTER"],
    ["a line feed", "a\nb", "TEXT_CONTROL_CHARACTER"],
    ["a line separator", "a\u2028b", "TEXT_CONTROL_CHARACTER"],
    ["a right-to-left override", "pay \u202e001", "TEXT_BIDI_CONTROL"],
    ["an isolate", "\u2066x\u2069", "TEXT_BIDI_CONTROL"],
    ["a right-to-left mark", "x\u200f", "TEXT_BIDI_CONTROL"],
    ["an Arabic letter mark", "x\u061c", "TEXT_BIDI_CONTROL"],
    ["a number", 7, "TEXT_MALFORMED"],
    ["nothing", undefined, "TEXT_MALFORMED"],
  ] as const) {
    it(`refuses ${what} as ${code}`, () => expect(codeFor(text)).to.equal(code));
  }

  it("allows line feeds and tabs, but no other control, where lines are asked for", () => {
    expect(codeFor("a\n\tb", { lines: true })).to.equal("none");
    expect(codeFor("a\r\nb", { lines: true })).to.equal("TEXT_CONTROL_CHARACTER");
    expect(codeFor("a\n\u2028b", { lines: true })).to.equal("TEXT_CONTROL_CHARACTER");
    expect(codeFor("a\n\u202eb", { lines: true })).to.equal("TEXT_BIDI_CONTROL");
    expect(codeFor("a\n\0", { lines: true })).to.equal("TEXT_NUL");
  });

  it("counts code points, not UTF-16 units", () => {
    expect(codeFor("😀".repeat(40))).to.equal("none");
    expect(codeFor("😀".repeat(41))).to.equal("TEXT_TOO_LONG");
    expect(codeFor("数".repeat(41))).to.equal("TEXT_TOO_LONG");
    expect(codeFor("a".repeat(1_000_000))).to.equal("TEXT_TOO_LONG");
    expect(codeFor("", { minChars: 1 })).to.equal("TEXT_EMPTY");
  });

  it("says field, character and place", () => {
    expect(() => wellFormedText("ab\u202e", { maxChars: 5, field: "name" })).to.throw(
      "name holds the reordering character U+202E at 2",
    );
  });

  it("never lets through what UTF-8 would change, and never changes what it lets through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        if (codeFor(text) !== "none") return;
        expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text))).to.equal(text);
        expect(wellFormedText(text, { maxChars: 40 })).to.equal(text);
      }),
    );
  });
});
