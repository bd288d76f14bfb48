import { getAddress } from "ethers";
import { timeOrNull } from "../input/time.ts";
import { enumNames, enumText, type EnumName } from "../vocabulary/enums.ts";
import { namedValues } from "../vocabulary/named-values.ts";
import type { JsonValue } from "../codec/canonical.ts";

/** A parameter as a contract's JSON interface describes it. */
export type AbiParam = {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParam[];
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
  const special = namedValues[`${name}:${type}`];
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
