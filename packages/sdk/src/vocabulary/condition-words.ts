import { bits, place } from "../input/choice.ts";
import { bitNames } from "./bits.ts";
import {
  environments,
  obligations,
  openTerms,
  qualifications,
  userKinds,
  type ConditionWord,
} from "./condition-list.ts";

/** Code of a kind of user. */
export type UserKind = (typeof userKinds)[number]["code"];
/** Code of a qualification. */
export type Qualification = (typeof qualifications)[number]["code"];
/** Code of a qualification that an authority records. */
export type RecordedQualification = Exclude<Qualification, "safeUse">;
/** Code of an environment of use. */
export type Environment = (typeof environments)[number]["code"];
/** Code of an obligation. */
export type Obligation = (typeof obligations)[number]["code"];
/** Code of an open-data term. */
export type OpenTerm = (typeof openTerms)[number]["code"];

/** The lists that a condition takes its words from. */
export const conditionLists = { users: userKinds, qualifications, environments, obligations, open: openTerms } as const;
/** A condition that is a set of words. */
export type WordCondition = keyof typeof conditionLists;

const codesOf = (list: readonly ConditionWord[]) => list.map(({ code }) => code);

/**
 * The mask of a condition's words.
 *
 * @throws LedgerError VALUE_UNKNOWN for a word that the list does not have
 * @example
 * conditionMask("users", ["enterprise"]); // 16
 */
export function conditionMask(condition: WordCondition, words: readonly string[]): number {
  return bits(codesOf(conditionLists[condition]), words, condition);
}

/** The words of a mask, in the order of the list; the bit's number for one that this release does not list. */
export function conditionWords<C extends WordCondition>(
  condition: C,
  mask: bigint | number,
): (typeof conditionLists)[C][number]["code"][] {
  return bitNames<string>(codesOf(conditionLists[condition]), mask) as (typeof conditionLists)[C][number]["code"][];
}

/** Number of a kind of user on the ledger, from 1. @throws LedgerError VALUE_UNKNOWN */
export function userKindNumber(kind: string): number {
  return place(codesOf(userKinds), kind, "kind") + 1;
}

/** Code of a kind of user; null while none is on record. */
export function userKindOf(number: bigint | number): UserKind | null {
  return Number(number) === 0 ? null : (conditionWords("users", 1 << (Number(number) - 1))[0] ?? null);
}
