import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link transferBatch} takes. */
export type TransferBatchParams = {
  readonly voucherIds: readonly Whole[];
  /** Party, or one of its accounts. */
  readonly to: string;
};

/**
 * Transfers several whole vouchers of the signer's party to one party, or none of them.
 *
 * @throws LedgerError those of transferVoucher
 * @example
 * await ledger.vouchers.transferBatch({ voucherIds: [first, second], to: buyer });
 */
export const transferBatch = /* @__PURE__ */ defineWrite<TransferBatchParams>({
  contract: "Ledger",
  data: async ({ voucherIds, to }, client) =>
    client.contracts.ledger.interface.encodeFunctionData("transferBatch", [
      some(voucherIds, "voucherIds").map((id) => voucherIdFrom(id)),
      await partyFor(client, to, "to"),
    ]),
});
