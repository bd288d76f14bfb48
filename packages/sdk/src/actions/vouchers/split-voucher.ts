import { idsOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import type { Whole, Amount } from "../../input/whole.ts";
import { unitsOf } from "./units.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link splitVoucher} takes. */
export type SplitVoucherParams = {
  readonly voucherId: Whole;
  /** Units of each new voucher. */
  readonly units: readonly Amount[];
};

/**
 * Splits units off a voucher of the signer's party into new vouchers of the same party (拆分).
 *
 * @throws LedgerError UNITS_EXCEEDED, VOUCHER_NOT_HELD_BY, VOUCHER_LOCKED, SERIES_EXPIRED
 * @example
 * const { voucherIds } = await (await ledger.vouchers.split({ voucherId, units: ["200", "50"] })).wait();
 */
export const splitVoucher = /* @__PURE__ */ defineWrite<SplitVoucherParams, { readonly voucherIds: readonly bigint[] }>(
  {
    contract: "Ledger",
    data: ({ voucherId, units }, { contracts: { ledger } }) =>
      ledger.interface.encodeFunctionData("split", [voucherIdFrom(voucherId), some(units, "units").map(unitsOf)]),
    result: (events) => ({ voucherIds: idsOf(events, "VoucherSplit", "voucherId") }),
  },
);
