import { expect } from "chai";
import fc from "fast-check";
import { uint64Max } from "./decimal.ts";
import { parseVoucherId, splitVoucherId, voucherIdOf } from "./voucher-id.ts";

const part = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe("voucher ids", function () {
  this.timeout(30_000);
  it("hold series and serial side by side", () => {
    expect(voucherIdOf({ seriesId: 1, serial: 2 })).to.equal(4294967298n);
    expect(voucherIdOf({ seriesId: 2 ** 32 - 1, serial: 2 ** 32 - 1 })).to.equal(uint64Max);
  });

  it("come back from number and wire as they were", () => {
    fc.assert(
      fc.property(part, part, (seriesId, serial) => {
        const id = voucherIdOf({ seriesId, serial });
        expect(splitVoucherId(parseVoucherId(String(id)))).to.deep.equal({ seriesId, serial });
      }),
    );
  });

  it("refuse parts and ids that do not fit", () => {
    for (const seriesId of [-1, 2 ** 32, 1.5, Number.NaN]) {
      expect(() => voucherIdOf({ seriesId, serial: 1 }))
        .to.throw()
        .with.property("code", "VOUCHER_ID_MALFORMED");
      expect(() => voucherIdOf({ seriesId: 1, serial: seriesId }))
        .to.throw()
        .with.property("code", "VOUCHER_ID_MALFORMED");
    }
    for (const id of [-1n, uint64Max + 1n]) {
      expect(() => splitVoucherId(id))
        .to.throw()
        .with.property("code", "VOUCHER_ID_MALFORMED");
    }
    expect(() => parseVoucherId("18446744073709551616"))
      .to.throw("voucherId")
      .with.property("code", "NUMBER_OUT_OF_RANGE");
  });
});
