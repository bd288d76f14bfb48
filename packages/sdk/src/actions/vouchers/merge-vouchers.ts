import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link mergeVouchers} takes. */
export type MergeVouchersParams = {
  readonly intoId: Whole;
  readonly fromIds: readonly Whole[];
};

/**
 * Merges vouchers of one series and holder into one of them; the others are gone (合并).
 *
 * @throws LedgerError SERIES_DIFFER, MERGE_WITH_SELF, VOUCHER_NOT_HELD_BY, VOUCHER_LOCKED
 * @example
 * await ledger.vouchers.merge({ intoId: voucherId, fromIds: [childId] });
 */
export const mergeVouchers = /* @__PURE__ */ defineWrite<MergeVouchersParams>({
  contract: "Ledger",
  data: ({ intoId, fromIds }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("merge", [
      voucherIdFrom(intoId, "intoId"),
      some(fromIds, "fromIds").map((id) => voucherIdFrom(id, "fromIds")),
    ]),
});
