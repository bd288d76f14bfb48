import { LedgerError } from "../errors/ledger-error.ts";

/** What a text may be. */
export type TextRules = {
  /** Most characters (Unicode code points, not UTF-16 units). */
  readonly maxChars: number;
  /** Fewest characters; none unless asked. */
  readonly minChars?: number | undefined;
  /** Allows line feeds and tabs. */
  readonly lines?: boolean | undefined;
  /** Name under which errors speak of it. */
  readonly field?: string | undefined;
};

/**
 * Returns the text unchanged when it may stand on record: whole characters of any language, emoji and right-to-left
 * scripts included, but nothing that hides, reorders or breaks what a reader sees.
 *
 * @throws LedgerError TEXT_MALFORMED, TEXT_LONE_SURROGATE, TEXT_NUL, TEXT_BIDI_CONTROL, TEXT_CONTROL_CHARACTER,
 *   TEXT_EMPTY, TEXT_TOO_LONG
 */
export function wellFormedText(
  text: string,
  { maxChars, minChars = 0, lines = false, field = "text" }: TextRules,
): string {
  const refuse = (code: string, why: string, details: object = {}): never => {
    throw new LedgerError(code, { message: `${field} ${why}`, details: { field, ...details } });
  };
  if (typeof text !== "string") refuse("TEXT_MALFORMED", `must be a text, not ${typeof text}`);
  // Most characters take one unit; no text of twice as many units can be short enough.
  if (text.length > 2 * maxChars) refuse("TEXT_TOO_LONG", `has more than ${maxChars} characters`, { maxChars });
  if (!text.isWellFormed()) refuse("TEXT_LONE_SURROGATE", "holds half a character", { at: text.search(/\p{Cs}/u) });

  const found = (
    lines ? /[^\P{Cc}\n\t]|[\u2028\u2029\p{Bidi_Control}]/u : /[\p{Cc}\u2028\u2029\p{Bidi_Control}]/u
  ).exec(text);
  if (found) {
    const details = { at: found.index, character: nameOf(found[0]) };
    const [code, kind] = kindOf(found[0]);
    refuse(code, `holds ${kind} ${details.character} at ${details.at}`, details);
  }

  const chars = [...text].length;
  if (chars > maxChars)
    refuse("TEXT_TOO_LONG", `has ${chars} characters; at most ${maxChars} are allowed`, { chars, maxChars });
  if (chars < minChars)
    refuse("TEXT_EMPTY", `has ${chars} characters; at least ${minChars} are needed`, { chars, minChars });
  return text;
}

function kindOf(character: string): [code: string, kind: string] {
  if (character === "\0") return ["TEXT_NUL", "the character"];
  if (/\p{Bidi_Control}/u.test(character)) return ["TEXT_BIDI_CONTROL", "the reordering character"];
  return ["TEXT_CONTROL_CHARACTER", "the control character"];
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
}
