import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";

/** The font's file within its package; its licence (SIL OFL 1.1) stands beside it and allows embedding. */
const file = "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";

let opened: Font | undefined;

/** The font of printed certificates: opened at the first use, subset on embedding. */
export function paperFont(): Font {
  return (opened ??= open());
}

function open(): Font {
  const font = create(readFileSync(createRequire(import.meta.url).resolve(file))) as Font;
  const layout = font.layout.bind(font);
  // Without ligatures: two letters f of a digest stay two.
  font.layout = (text, features, ...more) => layout(text, features ?? { liga: false }, ...more);
  return font;
}

/**
 * A text as the font can draw it: a character that it lacks is written by its code, such as 〔U+20BB7〕, because an
 * empty box would be read as any character.
 */
export function drawable(text: string): string {
  const font = paperFont();
  return Array.from(text.normalize("NFC"), (character) => {
    const code = character.codePointAt(0) as number;
    return font.hasGlyphForCodePoint(code) ? character : `〔U+${code.toString(16).toUpperCase().padStart(4, "0")}〕`;
  }).join("");
}
