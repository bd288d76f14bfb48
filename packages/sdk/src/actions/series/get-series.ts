import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { seriesIdOf } from "./series-id.ts";
import { showSeries, type Series } from "./series.ts";
import type { Whole } from "../../input/whole.ts";

/**
 * A series with its terms, totals and state.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, SERIES_UNKNOWN
 * @example
 * const { terms, totals } = await ledger.series.get(3);
 */
export async function getSeries(client: LedgerClient, seriesId: Whole, options?: ReadOptions): Promise<Series> {
  const asked = seriesIdOf(seriesId);
  return showSeries(await read(client, () => client.contracts.ledger.seriesOf(asked, asOf(options))));
}
