import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { seriesIdOf } from "./series-id.ts";

/** What {@link suspendSeries} takes. */
export type SuspendSeriesParams = {
  readonly seriesId: Whole;
  readonly suspended: boolean;
  readonly documentDigest: string;
};

/**
 * Suspends a series, or lets it go on. By an authority (approve) on a document.
 *
 * @throws LedgerError SUSPENSION_UNCHANGED, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.series.suspend({ seriesId: 3, suspended: true, documentDigest });
 */
export const suspendSeries = /* @__PURE__ */ defineWrite<SuspendSeriesParams>({
  contract: "Ledger",
  data: ({ seriesId, suspended, documentDigest }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("suspendSeries", [
      seriesIdOf(seriesId),
      suspended,
      digest(documentDigest, "documentDigest"),
    ]),
});
