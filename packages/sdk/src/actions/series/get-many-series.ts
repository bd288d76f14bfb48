import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import type { Whole } from "../../input/whole.ts";
import { seriesIdOf } from "./series-id.ts";
import { showSeries, type Series } from "./series.ts";

/**
 * Several series in one call; null in place of an id that is no series'.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * const [first, second] = await ledger.series.getMany([1, 2]);
 */
export async function getManySeries(
  client: LedgerClient,
  seriesIds: readonly Whole[],
  options?: ReadOptions,
): Promise<(Series | null)[]> {
  const asked = seriesIds.map(seriesIdOf);
  const seen = await read(client, () => client.contracts.lens.series(asked, asOf(options)));
  return seen.map((series) => (series.seriesId === 0n ? null : showSeries(series)));
}
