import { expect } from "chai";
import fc from "fast-check";
import { isAddress, isZero, shortHex } from "./hex.ts";
import { certificateNumber, readCertificateNumber, voucherLabel } from "./ids.ts";
import { bytes, grouped, yuan } from "./number.ts";
import { columnsOf, fitColumns, langOf } from "./text.ts";
import { boundsOfDay, dayOf, isEndOfDay, momentOf, stampOf } from "./time.ts";

describe("Numbers and money", () => {
  it("are grouped by three, of any length, and change nothing else", () => {
    expect(["0", "999", "1000", "-1234567"].map(grouped)).to.deep.equal(["0", "999", "1,000", "-1,234,567"]);
    expect(grouped("SJ1")).to.equal("SJ1");
    fc.assert(fc.property(fc.bigInt(), (value) => BigInt(grouped(value).replaceAll(",", "")) === value));
  });

  it("turn fen into yuan without rounding", () => {
    const cases = { "0": "0.00", "5": "0.05", "-5": "-0.05", "99": "0.99", "100": "1.00", "123456": "1,234.56" };
    for (const [fen, text] of Object.entries(cases)) expect(yuan(fen)).to.equal(text);
    expect(yuan("900719925474099301")).to.equal("9,007,199,254,740,993.01");
    fc.assert(fc.property(fc.bigInt(), (fen) => BigInt(yuan(fen).replace(/[,.]/g, "")) === fen));
  });

  it("show sizes in binary units", () => {
    expect([0, 1023, 1536, 5 * 1024 ** 3].map(bytes)).to.deep.equal(["0 B", "1023 B", "1.5 KiB", "5.0 GiB"]);
  });
});

describe("Times", () => {
  it("are those of Asia/Shanghai, also across midnight", () => {
    expect(momentOf("2026-11-23T15:59:59Z")).to.equal("2026-11-23 23:59:59");
    expect(momentOf("2026-11-23T16:00:00Z")).to.equal("2026-11-24 00:00:00");
    expect(dayOf("2026-12-31T16:00:00.000Z")).to.equal("2027-01-01");
    expect(stampOf("2026-11-23T08:00:00Z")).to.equal("2026-11-23T16:00:00+08:00");
  });

  it("stay what they are when they are no times", () => {
    expect(momentOf("soon")).to.equal("soon");
    expect(dayOf("")).to.equal("");
    expect(boundsOfDay("2026-13-01")).to.equal(undefined);
    expect(boundsOfDay("")).to.equal(undefined);
  });

  it("end a day with its last second in Shanghai", () => {
    const ends = ["2026-11-23T15:59:59Z", "2026-11-23T23:59:59Z", "2026-11-23T10:00:00Z", "pending"].map(isEndOfDay);
    expect(ends).to.deep.equal([true, false, false, false]);
  });

  it("have days of 24 hours that begin at midnight in Shanghai", () => {
    const { from, to } = boundsOfDay("2026-11-23") ?? { from: 0, to: 0 };
    expect(new Date(from).toISOString()).to.equal("2026-11-22T16:00:00.000Z");
    expect(new Date(to).toISOString()).to.equal("2026-11-23T15:59:59.999Z");
  });
});

describe("Ids", () => {
  it("show vouchers by series and serial", () => {
    expect(voucherLabel("12884901905")).to.equal("3-17");
    expect(voucherLabel(((0xffff_ffffn << 32n) | 1n).toString())).to.equal("4294967295-1");
    expect(voucherLabel("3-17")).to.equal("3-17");
  });

  it("show certificates by their number, with its leading digits", () => {
    expect(certificateNumber("4512026110001")).to.equal("SJ4512026110001");
    expect(certificateNumber("512026110001")).to.equal("SJ0512026110001");
    expect(certificateNumber("SJ4512026110001")).to.equal("SJ4512026110001");
  });

  it("read certificate numbers as people type them", () => {
    expect(readCertificateNumber(" sj45 1202611 0001 ")).to.equal("SJ4512026110001");
    expect(readCertificateNumber("ＳＪ４５１２０２６１１０００１")).to.equal("SJ4512026110001");
    for (const wrong of ["", "SJ45", "4512026110001", "SJ45120261100011"]) {
      expect(readCertificateNumber(wrong)).to.equal(undefined);
    }
  });

  it("are shortened to head and tail", () => {
    const digest = `0x${"ab".repeat(32)}`;
    expect(shortHex(digest)).to.equal("0xababab…abab");
    expect(shortHex("8589934594")).to.equal("8589934594");
    expect(isAddress(`0x${"Ab".repeat(20)}`)).to.equal(true);
    expect(isAddress(digest)).to.equal(false);
    expect([null, "", "0x", "0x000"].every(isZero)).to.equal(true);
    expect(isZero(digest)).to.equal(false);
  });
});

describe("Texts in drawings", () => {
  it("are measured with two columns for a Chinese sign", () => {
    expect(columnsOf("ab 数据（1）")).to.equal(12);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 2, max: 40 }), (text, most) => {
        const fitted = fitColumns(text, most);
        return columnsOf(fitted) <= most && (fitted === text || fitted.endsWith("…"));
      }),
    );
  });

  it("say that they are Chinese when they hold Chinese signs", () => {
    expect(langOf("桂南 Ltd")).to.equal("zh-CN");
    expect(langOf("Guilin")).to.equal(undefined);
  });
});
