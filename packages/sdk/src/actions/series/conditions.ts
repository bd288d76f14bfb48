import { choice } from "../../input/choice.ts";
import { whole, type Whole } from "../../input/whole.ts";
import {
  conditionMask,
  conditionWords,
  type Environment,
  type Obligation,
  type OpenTerm,
  type Qualification,
  type UserKind,
} from "../../vocabulary/condition-words.ts";
import { enumText, type UsePeriod } from "../../vocabulary/enums.ts";

const uint16Max = 0xffffn;
const uint32Max = 0xffff_ffffn;

/** Conditions of use as they are given (使用条件); what is left out is not asked for. */
export type ConditionsInput = {
  /** Kinds of user that may hold and use; everybody unless given. */
  readonly users?: readonly UserKind[] | undefined;
  /** All that a holder must have. */
  readonly qualifications?: readonly Qualification[] | undefined;
  /** Where the data may be used; anywhere unless given. */
  readonly environments?: readonly Environment[] | undefined;
  readonly obligations?: readonly Obligation[] | undefined;
  /** Open-data terms; the price rule is then `free`. */
  readonly open?: readonly OpenTerm[] | undefined;
  /** How many sub-licences may stand one upon the other under a voucher, at most 3; none unless given. */
  readonly onward?: number | undefined;
  /** Most units used within one hour, day, week, month or year of Asia/Shanghai. */
  readonly frequency?: { readonly units: Whole; readonly period: UsePeriod } | null | undefined;
  /** Longest time of one use, in hours. */
  readonly durationHours?: number | undefined;
  /** Longest time that what was received may be kept, in days. */
  readonly retentionDays?: number | undefined;
};

/** Conditions of use as recorded; empty lists, null and 0 ask for nothing. */
export type Conditions = {
  readonly users: readonly UserKind[];
  readonly qualifications: readonly Qualification[];
  readonly environments: readonly Environment[];
  readonly obligations: readonly Obligation[];
  readonly open: readonly OpenTerm[];
  readonly onward: number;
  readonly frequency: { readonly units: number; readonly period: UsePeriod } | null;
  readonly durationHours: number;
  readonly retentionDays: number;
};

/** Conditions as the contract takes and gives them. */
export type RecordedConditions = {
  readonly users: bigint | number;
  readonly qualifications: bigint | number;
  readonly environments: bigint | number;
  readonly obligations: bigint | number;
  readonly open: bigint | number;
  readonly onward: bigint | number;
  readonly period: bigint | number;
  readonly frequency: bigint | number;
  readonly durationHours: bigint | number;
  readonly retentionDays: bigint | number;
};

/**
 * Conditions as the contract takes them.
 *
 * @throws LedgerError VALUE_UNKNOWN for a word that the vocabulary does not have, NUMBER_OUT_OF_RANGE
 */
export function encodeConditions(given: ConditionsInput = {}) {
  const { frequency } = given;
  const small = (value: number | undefined, field: string, max = uint16Max) =>
    whole(value ?? 0, { max, field: `conditions.${field}` });
  return {
    users: conditionMask("users", given.users ?? []),
    qualifications: conditionMask("qualifications", given.qualifications ?? []),
    environments: conditionMask("environments", given.environments ?? []),
    obligations: conditionMask("obligations", given.obligations ?? []),
    open: conditionMask("open", given.open ?? []),
    onward: small(given.onward, "onward", 0xffn),
    period: frequency ? choice("UsePeriod", frequency.period, "conditions.frequency.period") : 0,
    frequency: frequency ? whole(frequency.units, { max: uint32Max, field: "conditions.frequency.units" }) : 0n,
    durationHours: small(given.durationHours, "durationHours"),
    retentionDays: small(given.retentionDays, "retentionDays"),
  };
}

/** Conditions in the words of the SDK. */
export function showConditions(seen: RecordedConditions): Conditions {
  const units = Number(seen.frequency);
  return {
    users: conditionWords("users", seen.users),
    qualifications: conditionWords("qualifications", seen.qualifications),
    environments: conditionWords("environments", seen.environments),
    obligations: conditionWords("obligations", seen.obligations),
    open: conditionWords("open", seen.open),
    onward: Number(seen.onward),
    frequency: units === 0 ? null : { units, period: enumText("UsePeriod", seen.period) },
    durationHours: Number(seen.durationHours),
    retentionDays: Number(seen.retentionDays),
  };
}
