import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import type { Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link transferEach} takes. */
export type TransferEachParams = {
  readonly items: readonly { readonly voucherId: Whole; readonly to: string }[];
};

/**
 * Transfers whole vouchers of the signer's party, each to a party of its own, or none of them.
 *
 * @throws LedgerError those of transferVoucher
 * @example
 * await ledger.vouchers.transferEach({ items: [{ voucherId: first, to: buyer }, { voucherId: second, to: other }] });
 */
export const transferEach = /* @__PURE__ */ defineWrite<TransferEachParams>({
  contract: "Ledger",
  data: async ({ items }, client) => {
    const all = some(items, "items");
    const to = await Promise.all(all.map((item) => partyFor(client, item.to, "to")));
    const ids = all.map(({ voucherId }) => voucherIdFrom(voucherId));
    return client.contracts.ledger.interface.encodeFunctionData("transferEach", [ids, to]);
  },
});
