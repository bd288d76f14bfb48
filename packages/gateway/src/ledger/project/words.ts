import { key } from "../../store/keys.ts";
import { defineTable } from "../../store/table.ts";
import type { Tx } from "../../store/tx.ts";

/** What can be found by words. */
export type WordKind = "party" | "asset" | "record" | "profile";

/** Things by pairs of neighbouring characters of their name: key kind, pair, id. Finds parts of Chinese names too. */
export const wordTable = defineTable<1>("word");

/** The text under which a thing is found: key kind, id. */
export const wordTextTable = defineTable<string>("wordText");

/** The form of a text that search compares: compatible characters made one, lower case, single spaces. */
export function searchForm(text: string): string {
  const form = text.normalize("NFKC").toLowerCase().normalize("NFKC");
  return form
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toWellFormed();
}

/** The pairs of neighbouring characters within the words of a text; the last character of a word stands alone too. */
export function pairsOf(form: string): Set<string> {
  const pairs = new Set<string>();
  for (const word of form.split(" ")) {
    const characters = [...word];
    characters.forEach((character, i) => pairs.add(character + (characters[i + 1] ?? "")));
  }
  pairs.delete("");
  return pairs;
}

/** Makes a thing findable by a text, and no longer by the text before. */
export function findable(tx: Tx, kind: WordKind, id: string, text: string): void {
  const before = tx.get(wordTextTable, key(kind, id)) ?? "";
  const now = searchForm(text);
  if (before === now) return;
  const pairs = pairsOf(now);
  for (const pair of pairsOf(before)) if (!pairs.has(pair)) tx.del(wordTable, key(kind, pair, id));
  for (const pair of pairs) tx.put(wordTable, key(kind, pair, id), 1);
  if (now === "") tx.del(wordTextTable, key(kind, id));
  else tx.put(wordTextTable, key(kind, id), now);
}
