/** The tag for a text in another language than the page's, so that it is read and drawn right. */
export function langOf(text: string): "zh-CN" | undefined {
  return /\p{Script=Han}/u.test(text) ? "zh-CN" : undefined;
}

/** Width of a text in columns: Han and full-width signs take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const sign of text) columns += isWide(sign) ? 2 : 1;
  return columns;
}

/** The text, cut to a width in columns and marked when it was longer. */
export function fitColumns(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let cut = "";
  let columns = 1;
  for (const sign of text) {
    columns += isWide(sign) ? 2 : 1;
    if (columns > most) break;
    cut += sign;
  }
  return `${cut}…`;
}

function isWide(sign: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u.test(
    sign,
  );
}
