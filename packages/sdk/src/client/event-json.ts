import { getAddress } from "ethers";
import { timeOrNull } from "../input/time.ts";
import { analysesOf, analysisCode } from "../vocabulary/analyses.ts";
import { bitNames, bitNumbers, lockClasses, powers, roles, scopes } from "../vocabulary/bits.ts";
import { conditionWords, userKindOf } from "../vocabulary/condition-words.ts";
import { enumNames, enumText, type EnumName } from "../vocabulary/enums.ts";
import { kindsOf } from "../vocabulary/kinds.ts";
import { rightsOf } from "../vocabulary/rights.ts";
import type { JsonValue } from "../codec/canonical.ts";

/** A parameter as a contract's JSON interface describes it. */
export type AbiParam = {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParam[];
};

const named: Readonly<Record<string, (value: bigint) => JsonValue>> = {
  "roles:uint16": (value) => bitNames(roles, value),
  "powers:uint8": (value) => bitNames(powers, value),
  "scopes:uint16": (value) => bitNames(scopes, value),
  "purposes:uint64": (value) => bitNumbers(value),
  "kinds:uint16": (value) => kindsOf(value),
  "analysis:uint8": (value) => analysisCode(value),
  "analyses:uint16": (value) => analysesOf(value),
  "rights:uint8": (value) => rightsOf(value),
  "users:uint16": (value) => conditionWords("users", value),
  "qualifications:uint16": (value) => conditionWords("qualifications", value),
  "environments:uint16": (value) => conditionWords("environments", value),
  "obligations:uint16": (value) => conditionWords("obligations", value),
  "open:uint8": (value) => conditionWords("open", value),
  "userKind:uint8": (value) => userKindOf(value),
  "lockClass:uint8": (value) => lockClasses[Number(value)] ?? String(value),
};

/** Parameters that are moments; 0 stands for none. */
const times = new Set([
  "acceptedAt",
  "deadline",
  "effectiveAt",
  "end",
  "exitAt",
  "start",
  "until",
  "usedUntil",
  "validUntil",
]);

/**
 * A decoded value as API and SDK write it: enumerations and bit sets by name, moments as RFC 3339 text, integers of at
 * most 40 bits as numbers, wider ones as decimal text, addresses with checksum, structs as objects.
 */
export function eventJson(param: AbiParam, value: unknown): JsonValue {
  const { name, type } = param;
  if (type.endsWith("]")) {
    const item = { ...param, type: type.slice(0, type.lastIndexOf("[")) };
    return Array.from(value as Iterable<unknown>, (one) => eventJson(item, one));
  }
  if (type === "tuple") {
    const parts = param.components ?? [];
    return Object.fromEntries(parts.map((part, i) => [part.name, eventJson(part, (value as unknown[])[i])]));
  }
  const special = named[`${name}:${type}`];
  if (special) return special(value as bigint);
  const [, enumName = ""] = /^enum (?:\w+\.)?(\w+)/.exec(param.internalType ?? "") ?? [];
  if (Object.hasOwn(enumNames, enumName)) return enumText(enumName as EnumName, value as bigint);
  if (type === "address") return getAddress(value as string);
  if (type === "bool") return value as boolean;
  const [, size] = /^u?int(\d+)$/.exec(type) ?? [];
  if (size !== undefined && Number(size) > 40) return String(value);
  if (size !== undefined) return times.has(name) ? timeOrNull(value as bigint) : Number(value);
  return type.startsWith("bytes") ? (value as string).toLowerCase() : (value as string).toWellFormed();
}
