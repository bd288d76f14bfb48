import {
  analysesOf,
  analysisCode,
  bitNumbers,
  bitNames,
  conditionWords,
  enumNames,
  kindsOf,
  lockClasses as lockClassNames,
  powers as powerNames,
  rightsOf,
  roles as roleNames,
  scopes as scopeNames,
  userKindOf,
} from "@data-voucher/sdk";
import type { Json } from "../index/rows.ts";
import { checksum } from "./checksum.ts";

/** The name of an enumeration's value; its number for a value that a later release added. */
function nameAt(names: readonly string[], value: number | bigint): string {
  return names[Number(value)] ?? String(value);
}

/** A parameter as a contract's JSON interface describes it. */
export interface AbiParam {
  readonly name: string;
  readonly type: string;
  readonly internalType?: string;
  readonly indexed?: boolean;
  readonly components?: readonly AbiParam[];
}

/** Turns a value that ethers decoded into its stored form. */
export type Converter = (value: unknown) => Json;

/** Values whose bits or numbers have names, by parameter name. */
const named: Readonly<Record<string, Converter>> = {
  "roles:uint16": (value) => bitNames(roleNames, value as bigint),
  "powers:uint8": (value) => bitNames(powerNames, value as bigint),
  "scopes:uint16": (value) => bitNames(scopeNames, value as bigint),
  "purposes:uint64": (value) => bitNumbers(value as bigint),
  "kinds:uint16": (value) => kindsOf(value as bigint),
  "analysis:uint8": (value) => analysisCode(value as bigint),
  "analyses:uint16": (value) => analysesOf(value as bigint),
  "rights:uint8": (value) => rightsOf(value as bigint),
  "users:uint16": (value) => conditionWords("users", value as bigint),
  "qualifications:uint16": (value) => conditionWords("qualifications", value as bigint),
  "environments:uint16": (value) => conditionWords("environments", value as bigint),
  "obligations:uint16": (value) => conditionWords("obligations", value as bigint),
  "open:uint8": (value) => conditionWords("open", value as bigint),
  "userKind:uint8": (value) => userKindOf(value as bigint),
  "lockClass:uint8": (value) => nameAt(lockClassNames, value as bigint),
};

/**
 * The converter of a parameter: enumerations and bit sets become names, integers of at most 40 bits numbers, wider
 * ones decimal strings, addresses checksummed, structs objects.
 */
export function converterOf(param: AbiParam): Converter {
  const { type } = param;
  if (type.endsWith("]")) {
    const item = converterOf({ ...param, type: type.slice(0, type.lastIndexOf("[")) });
    return (value) => Array.from(value as Iterable<unknown>, item);
  }
  if (type === "tuple") {
    const fields = param.components!.map((part, i) => ({ name: part.name || String(i), convert: converterOf(part) }));
    return (value) =>
      Object.fromEntries(fields.map(({ name, convert }, i) => [name, convert((value as readonly unknown[])[i])]));
  }
  const special = named[`${param.name}:${type}`];
  if (special) return special;
  const [, enumName] = /^enum (?:\w+\.)?(\w+)/.exec(param.internalType ?? "") ?? [];
  const names = enumNames[enumName as keyof typeof enumNames] as readonly string[] | undefined;
  if (names) return (value) => nameAt(names, value as bigint);
  if (type === "address") return (value) => checksum(value as string);
  if (type === "bool") return (value) => value as boolean;
  const [, bits] = /^u?int(\d+)$/.exec(type) ?? [];
  if (bits !== undefined) return Number(bits) <= 40 ? (value) => Number(value) : (value) => String(value);
  if (type.startsWith("bytes")) return (value) => (value as string).toLowerCase();
  return (value) => printable(value as string);
}

/** A text as the store can keep it: bytes that are no UTF-8 decode to lone halves. */
function printable(text: string): string {
  return text.toWellFormed();
}
