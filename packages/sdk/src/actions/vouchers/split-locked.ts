import { idOf } from "../../client/created.ts";
import { defineWrite } from "../../client/write.ts";
import { place } from "../../input/choice.ts";
import type { Whole, Amount } from "../../input/whole.ts";
import { lockClasses, type LockClass } from "../../vocabulary/bits.ts";
import { unitsOf } from "./units.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link splitLocked} takes. */
export type SplitLockedParams = {
  readonly voucherId: Whole;
  readonly lockClass: LockClass;
  readonly units: Amount;
};

/**
 * Splits units off a locked voucher; the new one inherits every lock. By a controller whose class is the only one on
 * it.
 *
 * @throws LedgerError NOT_LOCK_CONTROLLER, LOCK_MISSING, UNITS_EXCEEDED
 * @example
 * const { voucherId: part } = await (await ledger.vouchers.splitLocked({ voucherId, lockClass: "pledge", units: "10" })).wait();
 */
export const splitLocked = /* @__PURE__ */ defineWrite<SplitLockedParams, { readonly voucherId: bigint }>({
  contract: "Ledger",
  data: ({ voucherId, lockClass, units }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("splitLocked", [
      voucherIdFrom(voucherId),
      place(lockClasses, lockClass, "lockClass"),
      unitsOf(units),
    ]),
  result: (events) => ({ voucherId: idOf(events, "VoucherSplit", "voucherId") }),
});
