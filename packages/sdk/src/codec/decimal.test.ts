import { expect } from "chai";
import fc from "fast-check";
import { parseDecimal, uint256Max, uint48Max, uint64Max } from "./decimal.ts";

const failure = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error as { code: string; message: string; details: Record<string, unknown> };
  }
  return expect.fail("did not refuse");
};

describe("parseDecimal", function () {
  this.timeout(30_000);
  it("reads every number within its bounds, past 2^53 too", () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: uint64Max }), (n) => parseDecimal(String(n)) === n));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: uint256Max }), (n) => parseDecimal(String(n), { max: uint256Max }) === n),
    );
  });

  for (const text of [
    "",
    " 1",
    "1 ",
    "+1",
    "-1",
    "01",
    "00",
    "1.0",
    "1e3",
    "0x10",
    "1_000",
    "１２",
    "1\n",
    "٣",
    "Infinity",
    "1n",
  ]) {
    it(`refuses ${JSON.stringify(text)} as malformed`, () => {
      expect(failure(() => parseDecimal(text)).code).to.equal("NUMBER_MALFORMED");
    });
  }

  for (const value of [1, 1n, null, undefined, ["1"], { toString: () => "1" }]) {
    it(`refuses a ${value === null ? "null" : typeof value} in place of a text`, () => {
      expect(failure(() => parseDecimal(value as never)).code).to.equal("NUMBER_MALFORMED");
    });
  }

  it("holds the bounds, and says value and bounds when they are passed", () => {
    expect(parseDecimal(String(uint48Max), { max: uint48Max })).to.equal(uint48Max);
    expect(parseDecimal("5", { min: 5n, max: 5n })).to.equal(5n);
    const error = failure(() => parseDecimal("281474976710656", { min: 1n, max: uint48Max, field: "units" }));
    expect(error.code).to.equal("NUMBER_OUT_OF_RANGE");
    expect(error.message).to.equal('units must be from 1 to 281474976710655, not "281474976710656"');
    expect(error.details).to.include({ field: "units", min: 1n, max: uint48Max });
    expect(failure(() => parseDecimal("0", { min: 1n })).code).to.equal("NUMBER_OUT_OF_RANGE");
    expect(failure(() => parseDecimal(String(uint64Max + 1n))).code).to.equal("NUMBER_OUT_OF_RANGE");
  });

  it("repeats a long or hostile value in short and harmless form", () => {
    expect(failure(() => parseDecimal("9".repeat(1_000_000))).message.length).to.be.below(140);
    const { message } = failure(() => parseDecimal("\u001b[31m\u202e\ud800"));
    expect(message).to.equal('number must be a decimal whole number, not "\uFFFD[31m\uFFFD\uFFFD"');
  });
});
