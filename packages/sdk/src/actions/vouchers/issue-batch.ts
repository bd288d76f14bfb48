import { idsOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import type { Whole } from "../../input/whole.ts";
import { seriesIdOf } from "../series/series-id.ts";
import { type IssueItem, encodeItems } from "./issue-item.ts";

/** What {@link issueBatch} takes. */
export type IssueBatchParams = {
  readonly seriesId: Whole;
  readonly items: readonly IssueItem[];
};

/**
 * Issues a voucher to each of several parties in one transaction. By the grantor (operate).
 *
 * @throws LedgerError those of issueVoucher
 * @example
 * const items = [{ to: buyer, units: "1000", digest }, { to: other, units: "500", digest: otherDigest }];
 * const { voucherIds } = await (await ledger.vouchers.issueBatch({ seriesId: 3, items })).wait();
 */
export const issueBatch = /* @__PURE__ */ defineWrite<IssueBatchParams, { readonly voucherIds: readonly bigint[] }>({
  contract: "Ledger",
  data: async ({ seriesId, items }, client) => {
    const { to, units, digests } = await encodeItems(client, items);
    const series = seriesIdOf(seriesId);
    return client.contracts.ledger.interface.encodeFunctionData("issueBatch", [series, to, units, digests]);
  },
  result: (events) => ({ voucherIds: idsOf(events, "VoucherIssued", "voucherId") }),
});
