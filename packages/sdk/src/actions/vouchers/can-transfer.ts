import type { LedgerClient } from "../../client/client.ts";
import { read, asOf, type ReadOptions } from "../../client/reading.ts";
import { reasonOf, type Permission } from "../../client/reason.ts";
import { partyFor } from "../../client/resolve.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** A transfer to ask about. */
export type TransferQuestion = {
  readonly voucherId: Whole;
  /** Receiving party, or one of its accounts. */
  readonly to: string;
  /** Sending party, or one of its accounts; the holder unless given. */
  readonly from?: string | undefined;
};

/**
 * Whether a voucher can pass from its holder to a party now, and the reason where it cannot: the code with which the
 * transfer would be refused. Who may act for the holder is another question, which `transfer.simulate` answers.
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN, VOUCHER_UNKNOWN
 * @example
 * const answer = await ledger.vouchers.canTransfer({ voucherId, to: buyer });
 * if (!answer.ok) console.log(answer.code, answer.title); // OUTSIDE_TERRITORY …
 */
export async function canTransfer(
  client: LedgerClient,
  { voucherId, to, from }: TransferQuestion,
  options?: ReadOptions,
): Promise<Permission> {
  const { ledger } = client.contracts;
  const id = voucherIdFrom(voucherId);
  const receiver = await partyFor(client, to, "to");
  const sender =
    from === undefined
      ? (await read(client, () => ledger.voucherOf(id, asOf(options)))).holder
      : await partyFor(client, from, "from");
  return reasonOf(client, await read(client, () => ledger.transferRestriction(sender, receiver, id, asOf(options))));
}
