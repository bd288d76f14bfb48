import { idOf } from "../../client/created.ts";
import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import type { Whole, Amount } from "../../input/whole.ts";
import { seriesIdOf } from "../series/series-id.ts";
import { unitsOf } from "./units.ts";

/** What {@link issueVoucher} takes. */
export type IssueVoucherParams = {
  readonly seriesId: Whole;
  /** Party, or one of its accounts. */
  readonly to: string;
  readonly units: Amount;
  /** Digest of the voucher's document. */
  readonly digest: string;
};

/**
 * Issues units as one voucher (发行凭证). By the grantor (operate).
 *
 * @throws LedgerError NOT_GRANTOR, SERIES_EXHAUSTED, SERIES_EXPIRED, SERIES_SUSPENDED, SERIES_BASIS_LOST,
 *   SERIES_CLOSED, PARTY_MAY_NOT_HOLD, NOT_NAMED_USER, OUTSIDE_TERRITORY
 * @example
 * const { voucherId } = await (await ledger.vouchers.issue({ seriesId: 3, to: buyer, units: "1000", digest })).wait();
 */
export const issueVoucher = /* @__PURE__ */ defineWrite<IssueVoucherParams, { readonly voucherId: bigint }>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("issue", [
      seriesIdOf(params.seriesId),
      await partyFor(client, params.to, "to"),
      unitsOf(params.units),
      digest(params.digest, "digest"),
    ]),
  result: (events) => ({ voucherId: idOf(events, "VoucherIssued", "voucherId") }),
});
