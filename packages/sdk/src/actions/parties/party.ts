import { timeText } from "../../input/time.ts";
import { bitNames, roles, type Role } from "../../vocabulary/bits.ts";
import { conditionWords, userKindOf, type Qualification, type UserKind } from "../../vocabulary/condition-words.ts";
import { enumText, type Standing } from "../../vocabulary/enums.ts";

/** A party as recorded. Its name stands in its history and at the gateway. */
export type Party = {
  /** The unchanging address. */
  readonly party: string;
  /** Place in the order of admission, from 1. */
  readonly index: number;
  readonly roles: readonly Role[];
  readonly standing: Standing;
  /** ISO 3166-1 numeric code. */
  readonly jurisdiction: number;
  /** How many vouchers it holds. */
  readonly vouchers: bigint;
  readonly admittedAt: string;
  /** Whether its minimal contract stands at its address. */
  readonly deployed: boolean;
  /** Which kind of user it is; null while none is on record. */
  readonly kind: UserKind | null;
  /** What is on record; whether its safe-use commitment counts follows from `edition`. */
  readonly qualifications: readonly Qualification[];
  /** Edition of the safe-use commitment that it signed last; 0 for none. */
  readonly edition: number;
};

type Recorded = {
  readonly party: string;
  readonly index: bigint;
  readonly roles: bigint;
  readonly standing: bigint;
  readonly jurisdiction: bigint;
  readonly vouchers: bigint;
  readonly admittedAt: bigint;
  readonly deployed: boolean;
  readonly kind: bigint;
  readonly qualifications: bigint;
  readonly edition: bigint;
};

/** A party in the words of the SDK. */
export function showParty(seen: Recorded): Party {
  return {
    party: seen.party,
    index: Number(seen.index),
    roles: bitNames(roles, seen.roles),
    standing: enumText("Standing", seen.standing),
    jurisdiction: Number(seen.jurisdiction),
    vouchers: seen.vouchers,
    admittedAt: timeText(seen.admittedAt),
    deployed: seen.deployed,
    kind: userKindOf(seen.kind),
    qualifications: conditionWords("qualifications", seen.qualifications),
    edition: Number(seen.edition),
  };
}
