import { expect } from "chai";
import fc from "fast-check";
import { axisOf, placeOn, stretchOn } from "./spans.ts";

describe("An axis of time", () => {
  it("reaches from the first beginning to the last end, or to the moment if that is later", () => {
    const spans = [
      { from: 10, until: 20 },
      { from: 5, until: 12 },
    ];
    expect(axisOf(spans, 15, 100)).to.deep.equal({ from: 5, until: 20, width: 100 });
    expect(axisOf(spans, 30, 100)).to.deep.equal({ from: 5, until: 30, width: 100 });
    expect(axisOf([{ from: 0, until: null }], 100, 100)).to.deep.equal({ from: 0, until: 110, width: 100 });
  });

  it("keeps every span on it, whole pixels wide and wide enough to be seen", () => {
    const span = fc.tuple(fc.nat(1_000_000), fc.option(fc.nat(1_000_000))).map(([from, length]) => ({
      from,
      until: length === null ? null : from + length,
    }));
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), fc.nat(2_000_000), (spans, moment) => {
        const axis = axisOf(spans, moment, 500);
        for (const one of spans) {
          const { x, width } = stretchOn(axis, one);
          expect(Number.isInteger(x) && Number.isInteger(width)).to.equal(true);
          expect(width).to.be.at.least(4);
          expect(x).to.be.at.least(0);
          expect(x + width).to.be.at.most(500);
        }
        expect(placeOn(axis, moment)).to.be.within(0, 500);
      }),
    );
  });
});
