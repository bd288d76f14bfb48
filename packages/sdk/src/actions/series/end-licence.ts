import { defineWrite } from "../../client/write.ts";
import type { Whole } from "../../input/whole.ts";
import { seriesIdOf } from "./series-id.ts";

/**
 * Ends a sub-licence of which no unit lives any more (终止再许可): its voucher is free again, less what was used under it.
 * By its grantor (operate); after its term by anyone.
 *
 * @throws LedgerError SERIES_UNKNOWN, LICENCE_NOT_OPEN, LICENCE_IN_USE, NOT_GRANTOR
 * @example
 * await (await ledger.series.endLicence({ seriesId: 7 })).wait();
 */
export const endLicence = /* @__PURE__ */ defineWrite<{ readonly seriesId: Whole }>({
  contract: "Ledger",
  data: ({ seriesId }, client) =>
    client.contracts.ledger.interface.encodeFunctionData("endLicence", [seriesIdOf(seriesId)]),
});
