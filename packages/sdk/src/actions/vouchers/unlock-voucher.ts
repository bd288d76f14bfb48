import { defineWrite } from "../../client/write.ts";
import { place } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import type { Whole } from "../../input/whole.ts";
import { lockClasses, type LockClass } from "../../vocabulary/bits.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link unlockVoucher} takes. */
export type UnlockVoucherParams = {
  readonly voucherId: Whole;
  readonly lockClass: LockClass;
  readonly detailsDigest: string;
};

/**
 * Lifts a lock of a voucher. By the controller of the class.
 *
 * @throws LedgerError LOCK_MISSING, NOT_LOCK_CONTROLLER
 * @example
 * await ledger.vouchers.unlock({ voucherId, lockClass: "pledge", detailsDigest });
 */
export const unlockVoucher = /* @__PURE__ */ defineWrite<UnlockVoucherParams>({
  contract: "Ledger",
  data: ({ voucherId, lockClass, detailsDigest }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("unlock", [
      voucherIdFrom(voucherId),
      place(lockClasses, lockClass, "lockClass"),
      digest(detailsDigest, "detailsDigest"),
    ]),
});
