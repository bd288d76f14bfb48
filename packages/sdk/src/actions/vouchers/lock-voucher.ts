import { defineWrite } from "../../client/write.ts";
import { place } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { lockClasses, type LockClass } from "../../vocabulary/bits.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link lockVoucher} takes. */
export type LockVoucherParams = {
  readonly voucherId: Whole;
  readonly lockClass: LockClass;
  readonly detailsDigest: string;
};

/**
 * Locks a voucher (锁定). By the controller of the class.
 *
 * @throws LedgerError LOCK_STANDS, NOT_LOCK_CONTROLLER, VOUCHER_UNKNOWN
 * @example
 * await ledger.vouchers.lock({ voucherId, lockClass: "pledge", detailsDigest });
 */
export const lockVoucher = /* @__PURE__ */ defineWrite<LockVoucherParams>({
  contract: "Ledger",
  data: ({ voucherId, lockClass, detailsDigest }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("lock", [
      voucherIdFrom(voucherId),
      place(lockClasses, lockClass, "lockClass"),
      digest(detailsDigest, "detailsDigest"),
    ]),
});
