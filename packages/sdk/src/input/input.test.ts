import { expect } from "chai";
import { bits, choice, place, some } from "./choice.ts";
import { address, bytes, digest, optionalDigest } from "./hex.ts";
import { randomAssetKey, randomPartyId } from "./random.ts";
import { optionalSeconds, seconds, timeOrNull, timeText } from "./time.ts";
import { whole } from "./whole.ts";

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code: unknown }).code;
  }
  return undefined;
};
const mixed = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

describe("input of operations", () => {
  it("takes whole numbers as bigint, decimal text or safe integer, and nothing else", () => {
    expect([whole(7n), whole("7"), whole(7)]).to.deep.equal([7n, 7n, 7n]);
    expect(whole("18446744073709551615")).to.equal(2n ** 64n - 1n);
    for (const wrong of [1.5, Number.NaN, 2 ** 53, "1.5", "0x7", " 7", "007", null, {}, true]) {
      expect(
        codeOf(() => whole(wrong as never)),
        String(wrong),
      ).to.equal("NUMBER_MALFORMED");
    }
    for (const wrong of [-1n, -1, 2n ** 64n, "18446744073709551616"]) {
      expect(
        codeOf(() => whole(wrong)),
        String(wrong),
      ).to.equal("NUMBER_OUT_OF_RANGE");
    }
    expect(codeOf(() => whole(0n, { min: 1n, field: "units" }))).to.equal("NUMBER_OUT_OF_RANGE");
  });

  it("takes addresses with a right checksum or none", () => {
    expect(address(mixed.toLowerCase(), "to")).to.equal(mixed);
    expect(address(mixed, "to")).to.equal(mixed);
    for (const wrong of [
      mixed.replace("aA", "Aa"),
      mixed.slice(0, -1),
      `${mixed}0`,
      mixed.slice(2),
      "",
      null,
      "ledger.eth",
    ]) {
      expect(
        codeOf(() => address(wrong as never, "to")),
        String(wrong),
      ).to.equal("ADDRESS_MALFORMED");
    }
  });

  it("takes digests of 32 bytes in lower or upper case", () => {
    const text = `0x${"aB".repeat(32)}`;
    expect(digest(text, "digest")).to.equal(text.toLowerCase());
    expect(optionalDigest(null, "digest")).to.equal(`0x${"00".repeat(32)}`);
    expect(bytes("0xAb", "signature")).to.equal("0xab");
    for (const wrong of [text.slice(0, -2), "0x", 7, undefined]) {
      expect(codeOf(() => digest(wrong as never, "digest"))).to.equal("DIGEST_MALFORMED");
    }
    expect(codeOf(() => bytes("0xabc", "signature"))).to.equal("DIGEST_MALFORMED");
  });

  it("takes moments with a zone, dates and seconds, and refuses milliseconds given as seconds", () => {
    const at = 1_795_392_000;
    expect(seconds("2026-11-23T08:00:00+08:00", "start")).to.equal(at);
    expect(seconds("2026-11-23T00:00:00.999Z", "start")).to.equal(at);
    expect(seconds(new Date(at * 1000), "start")).to.equal(at);
    expect(timeText(seconds(at, "start"))).to.equal("2026-11-23T00:00:00Z");
    expect([optionalSeconds(null, "end"), timeOrNull(0n)]).to.deep.equal([0, null]);
    for (const wrong of ["2026-11-23", "2026-11-23T08:00:00", "2026-13-23T08:00:00Z", new Date(Number.NaN), null, {}]) {
      expect(
        codeOf(() => seconds(wrong as never, "start")),
        String(wrong),
      ).to.equal("TIME_MALFORMED");
    }
    expect(codeOf(() => seconds(at * 1000, "start"))).to.equal("NUMBER_OUT_OF_RANGE");
    expect(codeOf(() => seconds(1.5, "start"))).to.equal("NUMBER_MALFORMED");
  });

  it("takes names of values, never none and never numbers", () => {
    expect(choice("Right", "use", "right")).to.equal(2);
    expect(bits(["a", "b", "c"], ["c", "a"], "letters")).to.equal(5);
    expect(place(["a", "b"], "b", "letter")).to.equal(1);
    for (const wrong of ["none", "toString", "2", 2]) {
      expect(codeOf(() => choice("Right", wrong as never, "right"))).to.equal("VALUE_UNKNOWN");
    }
    expect(codeOf(() => bits(["a"], ["b"], "letters"))).to.equal("VALUE_UNKNOWN");
    expect(codeOf(() => some([], "items"))).to.equal("LIST_EMPTY");
  });

  it("makes random ids that differ", () => {
    const ids = Array.from({ length: 50 }, () => [randomPartyId(), randomAssetKey()]).flat();
    expect(new Set(ids).size).to.equal(100);
    for (const id of ids) expect(digest(id, "id")).to.equal(id);
  });
});
