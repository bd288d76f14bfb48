import { whole, type Whole } from "../../input/whole.ts";
import { bitNames, lockClasses, type LockClass } from "../../vocabulary/bits.ts";

/** A voucher as recorded (数据资产凭证). */
export type Voucher = {
  readonly voucherId: bigint;
  readonly seriesId: number;
  readonly holder: string;
  readonly units: bigint;
  /** Classes of the locks that stand on it. */
  readonly locks: readonly LockClass[];
  /** How often holder or units changed otherwise than by use; a use receipt names it. */
  readonly epoch: number;
  readonly digest: string;
};

type Recorded = {
  readonly voucherId: bigint;
  readonly seriesId: bigint;
  readonly holder: string;
  readonly units: bigint;
  readonly locks: bigint;
  readonly epoch: bigint;
  readonly digest: string;
};

/** Id of a voucher. @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE */
export function voucherIdFrom(voucherId: Whole, field = "voucherId"): bigint {
  return whole(voucherId, { field });
}

/** A voucher in the words of the SDK. */
export function showVoucher({ voucherId, seriesId, holder, units, locks, epoch, digest }: Recorded): Voucher {
  const shown = { voucherId, seriesId: Number(seriesId), holder, units };
  return { ...shown, locks: bitNames(lockClasses, locks), epoch: Number(epoch), digest };
}
