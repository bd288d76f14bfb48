import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { encodeTerms, type TermsInput } from "./terms.ts";

/**
 * Opens a series over the signer's own basis (设立凭证系列). By the grantor (operate).
 *
 * @throws LedgerError BASIS_NOT_LIVE, BASIS_OF_ANOTHER_PARTY, ASSET_NOT_TRADABLE, TERM_INVALID,
 *   TERRITORY_EXCEEDS_BASIS, PURPOSES_INVALID, RESALE_EXCEEDS_BASIS, CLASS_INVALID, CAP_ZERO, PRICE_INVALID
 * @example
 * const handle = await ledger.series.open({
 *   basis: { kind: "certificate", id: certificateId }, class: "product", resale: true, territory: 156,
 *   start: "2026-11-23T00:00:00Z", end: "2027-05-22T00:00:00Z", cap: "1000000", purposes: ["logistics"],
 *   priceRule: "negotiated", termsDigest,
 * });
 * const { seriesId } = await handle.wait();
 */
export const openSeries = /* @__PURE__ */ defineWrite<TermsInput, { readonly seriesId: number }>({
  contract: "Ledger",
  data: async (terms, client) =>
    client.contracts.ledger.interface.encodeFunctionData("openSeries", [await encodeTerms(client, terms)]),
  result: (events) => ({ seriesId: Number(idOf(events, "SeriesOpened", "seriesId")) }),
});
