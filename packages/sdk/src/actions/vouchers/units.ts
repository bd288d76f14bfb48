import { uint48Max } from "../../codec/decimal.ts";
import { whole, type Amount } from "../../input/whole.ts";

/** Units of use, at least one. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export function unitsOf(units: Amount): bigint {
  return whole(units, { min: 1n, max: uint48Max, field: "units" });
}
