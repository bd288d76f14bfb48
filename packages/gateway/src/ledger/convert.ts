import { enumNames, namedValues } from "@data-voucher/sdk";
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
  const words = namedValues[`${param.name}:${type}`];
  if (words) return (value) => words(value as bigint);
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
