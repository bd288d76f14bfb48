import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { enumValue, type EnumName } from "../vocabulary/enums.ts";

/**
 * Value of an enumeration's name.
 *
 * @throws LedgerError VALUE_UNKNOWN
 */
export function choice(name: EnumName, value: string, field: string): number {
  const found = enumValue(name, value);
  if (found === undefined) throw clientError("VALUE_UNKNOWN", { field, value: shown(value) });
  return found;
}

/**
 * Place of a name in a list.
 *
 * @throws LedgerError VALUE_UNKNOWN
 */
export function place(names: readonly string[], value: string, field: string): number {
  const found = names.indexOf(value);
  if (found < 0) throw clientError("VALUE_UNKNOWN", { field, value: shown(value) });
  return found;
}

/**
 * Mask of names, each a bit by its place in the list.
 *
 * @throws LedgerError VALUE_UNKNOWN
 */
export function bits(names: readonly string[], values: readonly string[], field: string): number {
  return values.reduce((mask, value) => mask | (1 << place(names, value, field)), 0);
}

/**
 * The list, unless it is empty.
 *
 * @throws LedgerError LIST_EMPTY
 */
export function some<T>(items: readonly T[], field: string): readonly T[] {
  if (items.length === 0) throw clientError("LIST_EMPTY", { field });
  return items;
}
