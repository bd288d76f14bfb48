import { expect } from "chai";
import fc from "fast-check";
import {
  certificateNumberOf,
  certificateTokenId,
  formatCertificateNumber,
  parseCertificateNumber,
} from "./certificate-number.ts";

const parts = fc.record({
  region: fc.integer({ min: 10, max: 99 }),
  registry: fc.integer({ min: 0, max: 9 }),
  year: fc.integer({ min: 1000, max: 9999 }),
  month: fc.integer({ min: 1, max: 12 }),
  serial: fc.integer({ min: 1, max: 9999 }),
});
const code = (run: () => unknown) => {
  try {
    run();
    return "none";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("certificate numbers", function () {
  this.timeout(30_000);
  it("have 15 characters with region, registry, month and serial in their places", () => {
    const number = { region: 45, registry: 1, year: 2026, month: 7, serial: 23 };
    expect(formatCertificateNumber(number)).to.equal("SJ4512026070023");
    expect(parseCertificateNumber("SJ4512026070023")).to.deep.equal(number);
    expect(certificateTokenId("SJ4512026070023")).to.equal(4512026070023n);
    expect(certificateNumberOf(4512026070023n)).to.equal("SJ4512026070023");
  });

  it("come back from text and token id as they were", () => {
    fc.assert(
      fc.property(parts, (number) => {
        const text = formatCertificateNumber(number);
        expect(text).to.have.lengthOf(15);
        expect(parseCertificateNumber(text)).to.deep.equal(number);
        expect(certificateNumberOf(certificateTokenId(text))).to.equal(text);
        expect(certificateTokenId(text) < 2n ** 53n).to.equal(true);
      }),
    );
  });

  for (const text of [
    "",
    "SJ451202607002",
    "SJ45120260700233",
    "sj4512026070023",
    "XX4512026070023",
    "SJ4512026000023",
    "SJ4512026130023",
    "SJ4512026070000",
    "SJ0512026070001",
    "SJ4510026070001",
    "SJ4512026070023\n",
    " SJ4512026070023",
    "SJ45１2026070023",
  ]) {
    it(`are not ${JSON.stringify(text)}`, () => {
      expect(code(() => parseCertificateNumber(text))).to.equal("CERTIFICATE_NUMBER_MALFORMED");
      expect(code(() => certificateTokenId(text))).to.equal("CERTIFICATE_NUMBER_MALFORMED");
    });
  }

  it("are not other token ids", () => {
    for (const id of [0n, -4512026070023n, 451202607002n, 45120260700233n, 4512026130023n, 2n ** 255n]) {
      expect(code(() => certificateNumberOf(id))).to.equal("CERTIFICATE_NUMBER_MALFORMED");
    }
  });

  it("say when a month has no more of them, and refuse other parts out of range", () => {
    const number = { region: 45, registry: 1, year: 2026, month: 7, serial: 9999 };
    expect(formatCertificateNumber(number)).to.equal("SJ4512026079999");
    expect(code(() => formatCertificateNumber({ ...number, serial: 10000 }))).to.equal("CERTIFICATE_NUMBERS_EXHAUSTED");
    for (const change of [
      { serial: 0 },
      { registry: 10 },
      { month: 13 },
      { region: 450 },
      { year: 20260 },
      { month: 1.5 },
      { serial: -1 },
      { registry: 12, year: 26 },
    ]) {
      expect(code(() => formatCertificateNumber({ ...number, ...change }))).to.equal("CERTIFICATE_NUMBER_MALFORMED");
    }
  });
});
