import type { PdfParts } from "./pdf-streams.ts";

/** Most bytes of a font's map: a certificate draws some hundred characters. */
const longestMap = 200_000;

/** Characters by the code that a page draws them with. */
type CodeMap = ReadonlyMap<string, string>;

/**
 * The text that the pages of a PDF draw, in the order of drawing and without spaces: what can be selected and copied.
 * Reads the one way in which certificates are written (fonts with two-byte codes and a map to Unicode); of other files
 * it gives what it finds.
 */
export function pdfText(parts: PdfParts): string {
  const fonts = fontsOf(parts);
  const drawn = parts.streams
    .map(({ bytes }) => bytes)
    .filter((bytes) => bytes.length < 1_000_000)
    .map((bytes) => new TextDecoder("latin1").decode(bytes))
    .filter((content) => content.includes("BT\n") && content.includes(" Tf"))
    .map((content) => textOfPage(content, fonts));
  return drawn.join("").replace(/\s/gu, "");
}

function textOfPage(content: string, fonts: ReadonlyMap<string, CodeMap>): string {
  let font: CodeMap | undefined;
  let text = "";
  for (const [, name, hex] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([\da-fA-F]+)>/g)) {
    if (name !== undefined) font = fonts.get(name);
    else for (const code of hex?.match(/.{4}/g) ?? []) text += font?.get(code.toLowerCase()) ?? "";
  }
  return text;
}

/** Maps of the fonts by the names under which pages use them. */
function fontsOf({ text, streams }: PdfParts): Map<string, CodeMap> {
  const objects = new Map<number, string>();
  for (const [, number = "", body = ""] of text.matchAll(/(\d{1,10}) 0 obj\s*((?:(?!endobj|stream)[^])*)/g)) {
    objects.set(Number(number), body);
  }
  const fonts = new Map<string, CodeMap>();
  for (const [, name = "", object = ""] of text.matchAll(/\/(F\d{1,4}) (\d{1,10}) 0 R/g)) {
    const [, unicode] = /\/ToUnicode (\d{1,10}) 0 R/.exec(objects.get(Number(object)) ?? "") ?? [];
    const map = streams.find((stream) => stream.object === Number(unicode));
    if (map && map.bytes.length < longestMap) fonts.set(name, codesOf(new TextDecoder("latin1").decode(map.bytes)));
  }
  return fonts;
}

/** Codes of a ToUnicode map: ranges with a list of texts, or with the first text. */
function codesOf(map: string): CodeMap {
  const codes = new Map<string, string>();
  const code = (value: number) => value.toString(16).padStart(4, "0");
  for (const [, first = "", , list, single] of map.matchAll(
    /<([\da-fA-F]{4})>\s*<([\da-fA-F]{4})>\s*(?:\[([^\]]{0,8000})\]|<([\da-fA-F]+)>)/g,
  )) {
    const start = Number.parseInt(first, 16);
    const texts =
      list === undefined ? [single ?? ""] : [...list.matchAll(/<([\da-fA-F ]+)>/g)].map(([, hex = ""]) => hex);
    texts.forEach((hex, i) => codes.set(code(start + i), utf16(hex.replaceAll(" ", ""))));
  }
  return codes;
}

function utf16(hex: string): string {
  return String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16)));
}
