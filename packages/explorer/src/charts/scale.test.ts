import { expect } from "chai";
import fc from "fast-check";
import { barsOf, ceilNice, ticksOf } from "./scale.ts";

describe("The scale of a chart", () => {
  it("ends at a round number that is large enough and not needlessly large", () => {
    expect([0n, 4n, 5n, 11n, 26n, 260n, 1001n].map(ceilNice)).to.deep.equal([4n, 4n, 5n, 20n, 50n, 500n, 2000n]);
    fc.assert(
      fc.property(fc.bigInt({ min: 5n, max: 1n << 80n }), (value) => {
        const top = ceilNice(value);
        return top >= value && top < value * 3n;
      }),
    );
  });

  it("draws bars inside the plot, the largest to the top, and nothing for nothing", () => {
    const bars = barsOf([0n, 1n, 10_000n], 10_000n, 300, 100);
    expect(bars.map(({ height }) => height)).to.deep.equal([0, 2, 100]);
    expect(bars.every(({ x, y, width }) => x >= 0 && x + width <= 300 && y >= 0)).to.equal(true);
    expect(barsOf([], 4n, 300, 100)).to.deep.equal([]);
  });

  it("has whole numbers on its axis", () => {
    expect(ticksOf(5n).map(({ text }) => text)).to.deep.equal(["0", "5"]);
    expect(ticksOf(2000n).map(({ text }) => text)).to.deep.equal(["0", "1,000", "2,000"]);
  });
});
