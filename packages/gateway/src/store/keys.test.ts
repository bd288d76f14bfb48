import { expect } from "chai";
import fc from "fast-check";
import { compareKeys, fromHex, key, partsOf, u32, u64, under } from "./keys.ts";

const u64s = fc.bigInt({ min: 0n, max: 0xffff_ffff_ffff_ffffn });
const part = fc.string({ unit: "binary" }).filter((s) => !/[\u0000\u0001]/.test(s));
const bytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe("store keys", () => {
  it("sort 64-bit numbers as numbers", () => {
    fc.assert(fc.property(u64s, u64s, (a, b) => Math.sign(bytes(u64(a), u64(b))) === (a < b ? -1 : a > b ? 1 : 0)));
  });

  it("give back the number of a part", () => {
    fc.assert(fc.property(u64s, (n) => fromHex(u64(n)) === n && fromHex(u64(n.toString())) === n));
    fc.assert(fc.property(fc.nat(0xffff_ffff), (n) => Number(fromHex(u32(n))) === n));
  });

  it("refuse what does not fit", () => {
    for (const bad of [-1, 1.5, 2 ** 32]) expect(() => u32(bad)).to.throw(RangeError);
    for (const bad of [-1n, 1n << 64n, 2 ** 53, "-1", "1e3", ""]) expect(() => u64(bad)).to.throw(RangeError);
    for (const bad of ["a\u0000b", "a\u0001", "\ud800"]) expect(() => key(bad)).to.throw(RangeError);
  });

  it("sort tuples part by part, in the byte order of the store", () => {
    fc.assert(
      fc.property(fc.tuple(part, part), fc.tuple(part, part), (a, b) => {
        const expected = bytes(a[0], b[0]) || bytes(a[1], b[1]);
        return Math.sign(bytes(key(...a), key(...b))) === Math.sign(expected);
      }),
    );
  });

  it("compare in memory as the store compares bytes", () => {
    fc.assert(fc.property(part, part, (a, b) => Math.sign(compareKeys(a, b)) === Math.sign(bytes(a, b))));
  });

  it("give a range that holds exactly the keys under a prefix", () => {
    fc.assert(
      fc.property(part, part, part, (a, b, c) => {
        const range = under(a);
        const k = key(b, c);
        const inside = compareKeys(k, range.gte) >= 0 && compareKeys(k, range.lt) < 0;
        return inside === (a === b);
      }),
    );
  });

  it("split into their parts again", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => void expect(partsOf(key(...parts))).to.eql(parts)),
    );
  });
});
