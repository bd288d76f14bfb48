import { expect } from "chai";
import fc from "fast-check";
import { createHash } from "node:crypto";
import { canonicalJson, digestOf, digestOfBytes, type JsonValue } from "./canonical.ts";

/** Numbers of RFC 8785, appendix B: bits of the double and its text. */
const numbers = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["4340000000000001", "9007199254740994"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
] as const;
const double = (bits: string) => Buffer.from(bits, "hex").readDoubleBE();
const refusal = (document: unknown) => {
  try {
    canonicalJson(document as JsonValue);
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("canonicalJson", function () {
  this.timeout(30_000);
  it("gives the example of RFC 8785, section 3.2.2", () => {
    const literals: readonly JsonValue[] = [null, true, false];
    const example = {
      numbers: [Number("333333333.33333329"), 1e30 / 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
      literals,
    };
    expect(canonicalJson(example)).to.equal(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it("sorts keys by UTF-16 units, as the example of section 3.2.3", () => {
    const names = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(Object.values(JSON.parse(canonicalJson(names)))).to.have.members([1, 2, 3, 4, 5, 6, 7]);
    expect(canonicalJson(names)).to.equal('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });

  for (const [bits, text] of numbers) {
    it(`writes the double ${bits} as ${text}, or refuses it where it is a whole number past 2^53`, () => {
      const value = double(bits);
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        expect(refusal(value)).to.equal("DOCUMENT_NOT_CANONICAL");
      else expect(canonicalJson(value)).to.equal(text);
    });
  }

  it("does not depend on the order of keys, and keeps the meaning", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
        (document) => {
          const turned = Object.fromEntries(Object.entries(document).reverse());
          expect(canonicalJson(document)).to.equal(canonicalJson(turned));
          expect(JSON.parse(canonicalJson(document))).to.deep.equal(JSON.parse(JSON.stringify(document)));
        },
      ),
    );
  });

  const circle: Record<string, unknown> = {};
  circle.self = { circle };
  let deep: unknown = 1;
  for (let i = 0; i < 300; i += 1) deep = [deep];
  for (const [what, document] of [
    ["undefined", undefined],
    ["a member that is undefined", { a: undefined }],
    ["a hole in a list", Object.assign([], { 0: 1, 2: 2 })],
    ["a bigint", { a: 1n }],
    ["a function", { a: () => 1 }],
    ["NaN", [Number.NaN]],
    ["infinity", Number.POSITIVE_INFINITY],
    ["2^53", 2 ** 53],
    ["half a character", ["\ud800"]],
    ["half a character in a key", { "\udc00": 1 }],
    ["a date", { at: new Date(0) }],
    ["a map", new Map()],
    ["bytes", new Uint8Array(1)],
    ["an object with its own JSON form", { toJSON: () => 1 }],
    ["a circle", circle],
    ["300 lists within one another", deep],
  ] as const) {
    it(`refuses ${what}`, () => expect(refusal(document)).to.equal("DOCUMENT_NOT_CANONICAL"));
  }

  it("allows one object in two places", () => {
    const shared = { a: 1 };
    expect(canonicalJson({ x: shared, y: shared })).to.equal('{"x":{"a":1},"y":{"a":1}}');
  });
});

describe("digestOf", function () {
  this.timeout(30_000);
  it("gives both digests of the canonical text in UTF-8", async () => {
    const bytes = Buffer.from('{"a":"数据","b":[1]}');
    const expected = Object.fromEntries(
      ["sha256", "sm3"].map((name) => [name, `0x${createHash(name).update(bytes).digest("hex")}`]),
    );
    expect(await digestOf({ b: [1], a: "数据" })).to.deep.equal(expected);
    expect(await digestOfBytes(bytes)).to.deep.equal(expected);
  });
});
