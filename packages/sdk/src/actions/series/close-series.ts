import { defineWrite } from "../../client/write.ts";
import type { Whole } from "../../input/whole.ts";
import { seriesIdOf } from "./series-id.ts";

/** What {@link closeSeries} takes. */
export type CloseSeriesParams = {
  readonly seriesId: Whole;
};

/**
 * Closes a series to further issue. By the grantor (operate).
 *
 * @throws LedgerError NOT_GRANTOR, SERIES_CLOSED, SERIES_UNKNOWN
 * @example
 * await ledger.series.closeToIssue({ seriesId: 3 });
 */
export const closeSeries = /* @__PURE__ */ defineWrite<CloseSeriesParams>({
  contract: "Ledger",
  data: ({ seriesId }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("closeSeries", [seriesIdOf(seriesId)]),
});
