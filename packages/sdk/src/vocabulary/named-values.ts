import { analysesOf, analysisCode } from "./analyses.ts";
import { bitNames, bitNumbers, lockClasses, powers, roles, scopes } from "./bits.ts";
import { conditionWords, userKindOf } from "./condition-words.ts";
import { kindsOf } from "./kinds.ts";
import { rightsOf } from "./rights.ts";

/**
 * Values of the contracts whose bits or numbers have names, by a parameter's name and type: what turns the number into
 * its words. One table, so that an event says the same wherever it is read.
 */
export const namedValues: Readonly<Record<string, (value: bigint) => string | null | string[] | number[]>> = {
  "roles:uint16": (value) => bitNames(roles, value),
  "powers:uint8": (value) => bitNames(powers, value),
  "scopes:uint16": (value) => bitNames(scopes, value),
  "purposes:uint64": bitNumbers,
  "kinds:uint16": kindsOf,
  "analysis:uint8": analysisCode,
  "analyses:uint16": analysesOf,
  "rights:uint8": rightsOf,
  "users:uint16": (value) => conditionWords("users", value),
  "qualifications:uint16": (value) => conditionWords("qualifications", value),
  "environments:uint16": (value) => conditionWords("environments", value),
  "obligations:uint16": (value) => conditionWords("obligations", value),
  "open:uint8": (value) => conditionWords("open", value),
  "userKind:uint8": userKindOf,
  "lockClass:uint8": (value) => lockClasses[Number(value)] ?? String(value),
};
