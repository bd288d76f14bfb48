import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link expireVouchers} takes. */
export type ExpireVouchersParams = {
  readonly voucherIds: readonly Whole[];
};

/**
 * Writes down vouchers whose series ended (到期). Anyone may: it changes nothing that time has not changed.
 *
 * @throws LedgerError SERIES_NOT_EXPIRED, VOUCHER_UNKNOWN
 * @example
 * await ledger.vouchers.expire({ voucherIds: [voucherId] });
 */
export const expireVouchers = /* @__PURE__ */ defineWrite<ExpireVouchersParams>({
  contract: "Ledger",
  data: ({ voucherIds }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("expire", [some(voucherIds, "voucherIds").map((id) => voucherIdFrom(id))]),
});
