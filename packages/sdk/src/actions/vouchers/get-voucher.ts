import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import type { Whole } from "../../input/whole.ts";
import { showVoucher, voucherIdFrom, type Voucher } from "./voucher.ts";

/**
 * A voucher as recorded; who held it before stands in its history.
 *
 * @throws LedgerError NUMBER_MALFORMED, NUMBER_OUT_OF_RANGE, VOUCHER_UNKNOWN also when it was given up or merged away
 * @example
 * const { holder, units } = await ledger.vouchers.get("12884901889");
 */
export async function getVoucher(client: LedgerClient, voucherId: Whole, options?: ReadOptions): Promise<Voucher> {
  const asked = voucherIdFrom(voucherId);
  return showVoucher(await read(client, () => client.contracts.ledger.voucherOf(asked, asOf(options))));
}
