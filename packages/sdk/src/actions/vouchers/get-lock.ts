import { ZeroAddress } from "ethers";
import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { place } from "../../input/choice.ts";
import { timeText } from "../../input/time.ts";
import type { Whole } from "../../input/whole.ts";
import { lockClasses, type LockClass } from "../../vocabulary/bits.ts";
import { voucherIdFrom } from "./voucher.ts";

/** A lock that stands on a voucher. */
export type Lock = { readonly controller: string; readonly since: string; readonly detailsDigest: string };

/**
 * The lock of a class on a voucher, or null when none stands.
 *
 * @throws LedgerError VALUE_UNKNOWN, NUMBER_MALFORMED
 * @example
 * const pledge = await ledger.vouchers.getLock({ voucherId, lockClass: "pledge" });
 */
export async function getLock(
  client: LedgerClient,
  { voucherId, lockClass }: { readonly voucherId: Whole; readonly lockClass: LockClass },
  options?: ReadOptions,
): Promise<Lock | null> {
  const [id, number] = [voucherIdFrom(voucherId), place(lockClasses, lockClass, "lockClass")];
  const seen = await read(client, () => client.contracts.ledger.lockOf(id, number, asOf(options)));
  const { controller, since, detailsDigest } = seen;
  return controller === ZeroAddress ? null : { controller, since: timeText(since), detailsDigest };
}
