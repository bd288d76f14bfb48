import type { FlagJson } from "../../schemas/registration.ts";
import { key } from "../../store/keys.ts";
import { assetTable } from "../project/asset.ts";
import { pairsOf, searchForm, wordTable, wordTextTable } from "../project/words.ts";
import { assetRow } from "./asset.ts";
import { lastPart, linked, type Reading } from "./reading.ts";

/** Names that share at least this much of their pairs, in per mille, are near to each other. */
export const nearFrom = 800;
/** Most flags of each kind. */
const mostFlags = 50;
/** Most names that are looked at for one pair of characters. */
const mostOfPair = 200;

/**
 * How near two names are, in per mille: twice the pairs of neighbouring characters that they share, by all that they
 * have (Dice), of their forms for search. 1000 for names of the same pairs.
 */
export function nearness(one: string, other: string): number {
  return shared(pairsOf(searchForm(one)), pairsOf(searchForm(other)));
}

function shared(own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const both = [...own].filter((pair) => others.has(pair)).length;
  return own.size + others.size === 0 ? 0 : Math.floor((2000 * both) / (own.size + others.size));
}

/**
 * Assets that a person should compare with the one of a case (articles 21 and 39): of the same fingerprint, of the same
 * description, of nearly the same name. They block nothing.
 */
export async function flagsOf(reading: Reading, assetId: string): Promise<FlagJson[]> {
  const { view } = reading;
  const { name, declarant, fingerprint, descriptorDigest } = assetRow(reading, assetId);
  const [prints, descriptions, names] = await Promise.all([
    linked(reading, "asset", `fingerprint:${fingerprint}`),
    linked(reading, "asset", `descriptor:${descriptorDigest}`),
    nearNames(reading, name),
  ]);
  const flag = (kind: FlagJson["kind"], id: string, similarity: number): FlagJson => {
    const other = view.get(assetTable, id)!;
    const sameDeclarant = other.declarant === declarant;
    return { kind, assetId: id, assetName: other.name, declarant: other.declarant, sameDeclarant, similarity };
  };
  const others = (ids: readonly string[]) => ids.filter((id) => id !== assetId).slice(0, mostFlags);
  return [
    ...others(prints).map((id) => flag("equalFingerprint", id, 1000)),
    ...others(descriptions).map((id) => flag("equalDescription", id, 1000)),
    ...names
      .filter(([id]) => id !== assetId)
      .slice(0, mostFlags)
      .map(([id, similarity]) => flag("nearName", id, similarity)),
  ];
}

/**
 * Assets with near names, the nearest first. A near name shares so many pairs with this one that it must have one of
 * any few of them: the rarest few are looked up. Of a pair that more than 200 names have, the first 200.
 */
async function nearNames({ view }: Reading, name: string): Promise<[id: string, similarity: number][]> {
  const own = pairsOf(searchForm(name));
  if (own.size === 0) return [];
  const least = Math.ceil((nearFrom * own.size) / (2000 - nearFrom));
  const lists = await Promise.all(
    [...own].map((pair) => view.list(wordTable, { under: ["asset", pair], limit: mostOfPair })),
  );
  const rarest = lists.sort((a, b) => a.length - b.length).slice(0, own.size - least + 1);
  const near = new Map<string, number>();
  for (const { key: joined } of rarest.flat()) {
    const id = lastPart(joined);
    if (near.has(id)) continue;
    near.set(id, shared(own, pairsOf(view.get(wordTextTable, key("asset", id)) ?? "")));
  }
  return [...near]
    .filter(([, similarity]) => similarity >= nearFrom)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
