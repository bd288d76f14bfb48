import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import type { Whole } from "../../input/whole.ts";
import { showVoucher, voucherIdFrom, type Voucher } from "./voucher.ts";

/**
 * Several vouchers in one call; null in place of one that is unknown, given up or merged away.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE
 * @example
 * const [voucher, child] = await ledger.vouchers.getMany([voucherId, childId]);
 */
export async function getVouchers(
  client: LedgerClient,
  voucherIds: readonly Whole[],
  options?: ReadOptions,
): Promise<(Voucher | null)[]> {
  const asked = voucherIds.map((id) => voucherIdFrom(id));
  const seen = await read(client, () => client.contracts.lens.vouchers(asked, asOf(options)));
  return seen.map((voucher) => (voucher.voucherId === 0n ? null : showVoucher(voucher)));
}
