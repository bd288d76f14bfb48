import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { bitNames } from "./bits.ts";
import { enumNames, enumValue, type RegistrationKind } from "./enums.ts";

/**
 * The mask of registration kinds: bit n stands for the kind with the value n.
 *
 * @throws LedgerError VALUE_UNKNOWN
 * @example
 * kindMask(["initial", "change"]); // 10
 */
export function kindMask(kinds: readonly RegistrationKind[]): number {
  return kinds.reduce((mask, kind) => {
    const value = enumValue("RegistrationKind", kind);
    if (value === undefined) throw clientError("VALUE_UNKNOWN", { field: "kinds", value: shown(kind) });
    return mask | (1 << value);
  }, 0);
}

/** The registration kinds of a mask, least bit first; numbers for kinds that a later release added. */
export function kindsOf(mask: bigint | number): RegistrationKind[] {
  return bitNames(enumNames.RegistrationKind as readonly RegistrationKind[], mask);
}
