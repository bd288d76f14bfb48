import { expect } from "chai";
import { deflateSync, strFromU8, strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { workbook } from "../testing/intake-list.ts";
import { readIntake } from "./read-intake.ts";
import { zipEntries } from "./zip-entries.ts";

/** Where the entries of the directory begin. */
function directoryOf(zip: Uint8Array): number[] {
  const view = new DataView(zip.buffer);
  return [...zip.keys()].filter((at) => at + 46 < zip.length && view.getUint32(at) === 0x504b_0102);
}

/** The zip with a number of every entry of its directory overwritten: 20 its size, 24 what it unpacks to. */
function declaring(zip: Uint8Array, field: number, value: number): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (const at of directoryOf(copy)) view.setUint32(at + field, value, true);
  return copy;
}

/** A zip of many entries of which all but the first are the first one's bytes again. */
function manyOverOne(content: Uint8Array, count: number, originalSize: number): Uint8Array {
  const names = Array.from({ length: count }, (_, i) => `xl/many/${String(i).padStart(5, "0")}.xml`);
  const entries: Zippable = Object.fromEntries(names.map((name, i) => [name, i === 0 ? content : new Uint8Array()]));
  const zip = zipSync(entries, { level: 0 });
  const view = new DataView(zip.buffer);
  for (const at of directoryOf(zip)) {
    view.setUint32(at + 20, content.length, true);
    view.setUint32(at + 24, originalSize, true);
    view.setUint32(at + 42, 0, true);
  }
  return zip;
}

const unpackAll = (zip: Uint8Array) => [...zipEntries(zip)].map(({ name, unpack }) => [name, strFromU8(unpack())]);
const files = { "a.txt": strToU8("甲".repeat(50_000)), "b/c.xml": strToU8("<b/>"), "empty.xml": new Uint8Array() };
const texts = Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]);

describe("zipEntries", () => {
  it("unpacks what was packed, deflated and stored, with a comment behind, and from within a larger buffer", () => {
    for (const level of [0, 9] as const) {
      const zip = zipSync(files, { level });
      expect(unpackAll(zip)).to.deep.equal(texts);
      // A comment of three bytes behind it, seven bytes of something else before.
      const within = new Uint8Array(7 + zip.length + 3);
      within.set(zip, 7);
      expect(unpackAll(within.subarray(7))).to.deep.equal(texts);
    }
    const random = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 2_654_435_761) >>> 13);
    const [entry] = zipEntries(zipSync({ random }));
    expect(entry?.unpack()).to.deep.equal(random);
  });

  it("unpacks no more and no less than an entry declares", () => {
    for (const level of [0, 9] as const) {
      const zip = zipSync({ "a.xml": strToU8("<a>text</a>") }, { level });
      for (const size of [0, 10, 12]) {
        expect(() => unpackAll(declaring(zip, 24, size)), `${level} ${size}`).to.throw(
          `a.xml declares ${size} bytes and holds ${level === 9 && size < 11 ? "more" : 11}`,
        );
      }
    }
  });

  it("stops at the first piece too much: what is behind it is not unpacked", () => {
    const zip = declaring(zipSync({ "bomb.xml": new Uint8Array(64 * 1024 * 1024) }, { level: 9 }), 24, 0);
    // Whoever came as far as its second half would find that damaged.
    const half = zip.length >> 1;
    zip.fill(0xff, half, zip.length - 1_000);
    expect(() => unpackAll(declaring(zip, 24, 64 * 1024 * 1024))).to.throw(/^(?!.*holds more)/);
    expect(() => unpackAll(zip)).to.throw("bomb.xml declares 0 bytes and holds more");
  });

  it("names what is damaged", () => {
    const zip = zipSync({ "a.xml": strToU8("<a/>".repeat(500)) }, { level: 9 });
    expect(() => unpackAll(new Uint8Array(5))).to.throw("the zip has no end");
    expect(() => unpackAll(zip.slice(0, -1))).to.throw("the zip has no end");
    expect(() => unpackAll(declaring(zip, 20, 1_000_000))).to.throw("a.xml is not whole");
    expect(() => unpackAll(declaring(zip, 20, 3))).to.throw();
    expect(() => unpackAll(declaring(zip, 42, 0xffff_fff0))).to.throw("a.xml is not whole");
    expect(() => unpackAll(declaring(zip, 8, 0x63_0000))).to.throw("a.xml is packed by method 99, not by deflate");
    expect(() => unpackAll(declaring(zip, 0, 0))).to.throw("its directory is cut");
  });
});

describe("a workbook that is a bomb", () => {
  const problemOf = (bytes: Uint8Array) => readIntake(bytes).problems[0];

  it("is refused by the size of its entries in the zip, whatever they declare", () => {
    const content = new Uint8Array(1_000_000).fill(0x20);
    expect(problemOf(manyOverOne(content, 600, 0))).to.include({ code: "FILE_TOO_LARGE" });
    const few = problemOf(manyOverOne(content, 3, 0));
    expect(few?.en).to.match(/xl\/many\/00000\.xml declares 0 bytes and holds 1000000\. Save it anew/);
    expect(few?.zh).to.match(/请另存为/);
  });

  it("is refused when it holds a part twice", () => {
    const zip = zipSync({ ...unzipSync(workbook([])), "xl/workbook.xm_": deflateSync(strToU8("<a/>")) });
    const at = directoryOf(zip).at(-1) ?? 0;
    zip[at + 46 + "xl/workbook.xm".length] = "l".charCodeAt(0);
    expect(problemOf(zip)?.en).to.include("it holds xl/workbook.xml twice");
  });
});
