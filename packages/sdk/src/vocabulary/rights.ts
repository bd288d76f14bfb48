import { clientError } from "../client/client-errors.ts";
import { shown } from "../codec/decimal.ts";
import { bitNames } from "./bits.ts";
import { enumNames, enumValue, type Right } from "./enums.ts";

/**
 * The mask of rights: bit n stands for the right with the value n.
 *
 * @param field name under which errors speak of it
 * @throws LedgerError VALUE_UNKNOWN
 * @example
 * rightMask(["hold", "use"]); // 6
 */
export function rightMask(rights: readonly Right[], field = "rights"): number {
  return rights.reduce((mask, right) => {
    const value = enumValue("Right", right);
    if (value === undefined) throw clientError("VALUE_UNKNOWN", { field, value: shown(right) });
    return mask | (1 << value);
  }, 0);
}

/** The rights of a mask, least bit first; numbers for bits that a later release added. */
export function rightsOf(mask: bigint | number): Right[] {
  return bitNames(enumNames.Right as readonly Right[], mask);
}
