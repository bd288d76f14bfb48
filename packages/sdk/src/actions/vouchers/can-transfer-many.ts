import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { reasonOf, type Permission } from "../../client/reason.ts";
import { partyFor } from "../../client/resolve.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** Transfers from one party to another to ask about. */
export type TransferQuestions = {
  readonly voucherIds: readonly Whole[];
  readonly from: string;
  readonly to: string;
};

/**
 * The same as `canTransfer` for several vouchers of one party in one call.
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN
 * @example
 * const answers = await ledger.vouchers.canTransferMany({ voucherIds: [first, second], from: seller, to: buyer });
 */
export async function canTransferMany(
  client: LedgerClient,
  { voucherIds, from, to }: TransferQuestions,
  options?: ReadOptions,
): Promise<Permission[]> {
  const ids = voucherIds.map((id) => voucherIdFrom(id));
  const [sender, receiver] = await Promise.all([partyFor(client, from, "from"), partyFor(client, to, "to")]);
  const { lens } = client.contracts;
  const reasons = await read(client, () => lens.restrictions(sender, receiver, ids, asOf(options)));
  return reasons.map((reason) => reasonOf(client, reason));
}
