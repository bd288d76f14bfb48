import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link cancelVoucher} takes. */
export type CancelVoucherParams = {
  readonly voucherId: Whole;
  readonly reasonDigest: string;
};

/**
 * Gives a voucher of the signer's party up for good (注销).
 *
 * @throws LedgerError VOUCHER_NOT_HELD_BY, VOUCHER_LOCKED, DOCUMENT_MISSING
 * @example
 * await ledger.vouchers.cancel({ voucherId, reasonDigest });
 */
export const cancelVoucher = /* @__PURE__ */ defineWrite<CancelVoucherParams>({
  contract: "Ledger",
  data: ({ voucherId, reasonDigest }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("cancel", [voucherIdFrom(voucherId), digest(reasonDigest, "reasonDigest")]),
});
