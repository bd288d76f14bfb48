import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { bytes } from "../../input/hex.ts";
import { encodeSeriesRequest, type SignedSeriesRequest } from "./series-request.ts";

/**
 * Opens a series on the grantor's signed order. By a registry (operate); the order counts once.
 *
 * @throws LedgerError REQUEST_SIGNATURE_INVALID, REQUEST_USED, REQUEST_EXPIRED, ROLE_MISSING, and those of openSeries
 * @example
 * const { seriesId } = await (await registry.series.openOnRequest(request, { id: request.nonce })).wait();
 */
export const openSeriesOnRequest = /* @__PURE__ */ defineWrite<SignedSeriesRequest, { readonly seriesId: number }>({
  contract: "Ledger",
  async data({ signature, ...request }, client) {
    const { terms, nonce, deadline } = await encodeSeriesRequest(client, request);
    const proof = bytes(signature, "signature");
    return client.contracts.ledger.interface.encodeFunctionData("openSeriesOnRequest", [terms, nonce, deadline, proof]);
  },
  result: (events) => ({ seriesId: Number(idOf(events, "SeriesOpened", "seriesId")) }),
});
