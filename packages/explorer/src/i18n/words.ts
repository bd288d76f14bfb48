import { en } from "./en/index.ts";
import { language } from "./language.ts";
import { fill } from "./template.ts";
import { zh } from "./zh/index.ts";

/** A key of the dictionaries. */
export type Word = keyof typeof zh;

const dictionaries: Record<"zh-CN" | "en", Record<Word, string>> = { "zh-CN": zh, en };

/** The raw text of a key in the language of the page; undefined for a key that is none. */
export function rawWord(key: string): string | undefined {
  const words: Record<string, string> = dictionaries[language.value];
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** A word or sentence in the language of the page, its places filled. */
export function t(key: Word, values?: Readonly<Record<string, string | number>>): string {
  return fill(dictionaries[language.value][key], values);
}

type GroupOf<K> = K extends `${infer G}.${string}` ? G : never;

/** Enumerations with words in the dictionaries. */
export type Group = GroupOf<Word>;

/** The word for a value of an enumeration; the value itself when the dictionaries do not know it. */
export function label(group: Group, value: string | number | boolean): string {
  return rawWord(`${group}.${value}`) ?? String(value);
}
