import { expect } from "chai";
import fc from "fast-check";
import { ErrorDescription, concat, toBeHex } from "ethers";
import { ethers } from "../fixture.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const bytes = (text: string) => new TextEncoder().encode(text);

/** What JavaScript's own decoder and Unicode tables say: nothing, or the error and the byte at which it stands. */
function reference(raw: Uint8Array): { name: string; at?: number } | undefined {
  let text: string;
  try {
    text = utf8.decode(raw);
  } catch {
    return { name: "not UTF-8" };
  }
  const found = /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u.exec(text);
  if (!found) return undefined;
  const [character] = found;
  const name =
    character === "\0" ? "TextNul" : /\p{Bidi_Control}/u.test(character) ? "TextBidiControl" : "TextControlCharacter";
  return { name, at: bytes(text.slice(0, found.index)).length };
}

describe("Texts", () => {
  let refusal: (raw: Uint8Array) => Promise<ErrorDescription | null>;

  before(async () => {
    const harness = await ethers.deployContract("LibraryHarness");
    const errors = (await ethers.getContractAt("ITexts", harness)).interface;
    const to = await harness.getAddress();
    const { selector } = harness.interface.getFunction("requireReadable")!;
    refusal = async (raw) => {
      // A string's encoding, of bytes that a string of JavaScript cannot hold.
      const padded = Math.ceil(raw.length / 32) * 32;
      const body = padded === 0 ? "0x" : concat([raw, new Uint8Array(padded - raw.length)]);
      const data = concat([selector, toBeHex(32, 32), toBeHex(raw.length, 32), body]);
      try {
        await ethers.provider.call({ to, data });
        return null;
      } catch (error) {
        return errors.parseError((error as { data: string }).data);
      }
    };
  });

  for (const text of [
    "",
    "a",
    "广西十四市工作日时限数据（2026）",
    "مرحبا",
    "👩‍👩‍👧‍👦 🇨🇳",
    "\ufeffé\u0301",
    "\u00a0\ufffd\u{10ffff}",
  ]) {
    it(`lets ${JSON.stringify(text)} stand`, async () => {
      expect(reference(bytes(text))).to.equal(undefined);
      expect(await refusal(bytes(text))).to.equal(null);
    });
  }

  for (const [what, raw, name, at] of [
    ["NUL", bytes("数\0据"), "TextNul", 3],
    ["a line feed", bytes("a\nb"), "TextControlCharacter", 1],
    ["DEL", bytes("\u007f"), "TextControlCharacter", 0],
    ["the first C1 control", bytes("ab\u0080"), "TextControlCharacter", 2],
    ["the last C1 control", bytes("\u009f"), "TextControlCharacter", 0],
    ["a line separator", bytes("a\u2028"), "TextControlCharacter", 1],
    ["a right-to-left override", bytes("数据\u202e001"), "TextBidiControl", 6],
    ["an isolate", bytes("\u2066x"), "TextBidiControl", 0],
    ["a byte that begins nothing", [0x61, 0x80], "TextNotUtf8", 1],
    ["an overlong slash", [0xc0, 0xaf], "TextNotUtf8", 0],
    ["an overlong euro sign", [0xf0, 0x82, 0x82, 0xac], "TextNotUtf8", 0],
    ["an overlong NUL in three bytes", [0xe0, 0x80, 0x80], "TextNotUtf8", 0],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80], "TextNotUtf8", 0],
    ["a character beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "TextNotUtf8", 0],
    ["a lead beyond Unicode", [0xf5, 0x80, 0x80, 0x80], "TextNotUtf8", 0],
    ["a character that is cut off", [0x61, 0x62, 0xe6, 0x95], "TextNotUtf8", 2],
    ["a character that another one interrupts", [0xe6, 0x95, 0x61], "TextNotUtf8", 0],
  ] as const) {
    it(`refuses ${what} as ${name} at byte ${at}`, async () => {
      const found = await refusal(Uint8Array.from(raw));
      expect([found?.name, ...(found?.args ?? [])]).to.deep.equal([name, BigInt(at)]);
    });
  }

  it("agrees with the decoder and the tables of JavaScript on any bytes", async function () {
    this.timeout(120_000);
    const edges = [0x00, 0x1f, 0x20, 0x7e, 0x7f, 0x80, 0x9f, 0xa0, 0x61b, 0x61c, 0x7ff, 0x800, 0x200d, 0x200e, 0x200f];
    edges.push(0x2027, 0x2028, 0x2029, 0x202a, 0x202e, 0x202f, 0x2065, 0x2066, 0x2069, 0x206a, 0xd7ff, 0xe000, 0xfeff);
    edges.push(0xffff, 0x10000, 0x10ffff);
    const character = fc.oneof(
      fc.constantFrom(...edges).map((code) => String.fromCodePoint(code)),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    );
    const piece = fc.oneof(
      { weight: 4, arbitrary: character.map(bytes) },
      { weight: 1, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 4 }) },
    );
    // Few pieces, so that many texts are right in all but one.
    const texts = fc.array(piece, { maxLength: 6 }).map((pieces) => Uint8Array.from(pieces.flatMap((one) => [...one])));
    await fc.assert(
      fc.asyncProperty(texts, async (raw) => {
        const expected = reference(raw);
        const found = await refusal(raw);
        if (expected === undefined) expect(found).to.equal(null);
        else if (expected.at === undefined) expect(found).not.to.equal(null);
        else expect([found?.name, ...(found?.args ?? [])]).to.deep.equal([expected.name, BigInt(expected.at)]);
      }),
      { numRuns: 500 },
    );
  });
});
