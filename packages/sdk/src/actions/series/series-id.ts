import { uint32Max } from "../../codec/decimal.ts";
import { whole, type Whole } from "../../input/whole.ts";

/** Id of a series. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export function seriesIdOf(seriesId: Whole): bigint {
  return whole(seriesId, { max: uint32Max, field: "seriesId" });
}
