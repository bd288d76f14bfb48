import { uint32Max } from "../../codec/decimal.ts";
import { whole, type Whole } from "../../input/whole.ts";
import { kindMask, kindsOf } from "../../vocabulary/kinds.ts";
import type { ProfileTerms } from "../../vocabulary/profiles.ts";

/** The members that are numbers, with the most that the ledger's word has room for. */
const limits = {
  acceptanceDays: 255n,
  examinationDays: 255n,
  extensionDays: 255n,
  noticeDays: 255n,
  objectionDays: 255n,
  informDays: 255n,
  validityMonths: 65_535n,
  renewalMonths: 255n,
  nameLimit: 65_535n,
  summaryLimit: 65_535n,
  keepYears: 255n,
} as const satisfies Partial<Record<keyof ProfileTerms, bigint>>;

type NumberTerm = keyof typeof limits;
type Numbers<T> = Record<NumberTerm, T>;
type Recorded = Numbers<bigint> & Omit<ProfileTerms, NumberTerm | "kinds"> & { readonly kinds: bigint };

/** Terms as the contract takes them. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, VALUE_UNKNOWN */
export function encodeProfileTerms(terms: ProfileTerms) {
  const { noticeWaivable, transferNeedsAllRights, fourEyes, trial } = terms;
  const numbers = ofNumbers((name) => whole(terms[name], { max: limits[name], field: name }));
  return { ...numbers, kinds: kindMask(terms.kinds), noticeWaivable, transferNeedsAllRights, fourEyes, trial };
}

/** Recorded terms in the words of the SDK. */
export function showProfileTerms(seen: Recorded): ProfileTerms {
  const { noticeWaivable, transferNeedsAllRights, fourEyes, trial } = seen;
  const numbers = ofNumbers((name) => Number(seen[name]));
  return { ...numbers, kinds: kindsOf(seen.kinds), noticeWaivable, transferNeedsAllRights, fourEyes, trial };
}

function ofNumbers<T>(value: (name: NumberTerm) => T): Numbers<T> {
  return Object.fromEntries((Object.keys(limits) as NumberTerm[]).map((name) => [name, value(name)])) as Numbers<T>;
}

/** Id of a profile. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export function profileIdOf(profileId: Whole): bigint {
  return whole(profileId, { max: uint32Max, field: "profileId" });
}
