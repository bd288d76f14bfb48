import { defineWrite } from "../../client/write.ts";
import { some } from "../../input/choice.ts";
import { compactOf, encodeReceipt, type UseReceiptInput } from "./receipt.ts";
import { usedIn, type UnitsUsed } from "./used.ts";

/** What {@link settleUses} takes. */
export type SettleUsesParams = {
  /** Receipts, each with the signature for its holder. */
  readonly items: readonly { readonly receipt: UseReceiptInput; readonly holderSignature: string }[];
  /** The access point's one signature over all; left out where the sender is that account. */
  readonly accessPointSignature?: string | null | undefined;
};

/**
 * Has the ledger count several receipts of one access point in one transaction: all or none.
 *
 * @throws LedgerError LIST_EMPTY, and those of settleUse
 * @example
 * await (await accessPoint.usage.settleMany({ items })).wait();
 */
export const settleUses = /* @__PURE__ */ defineWrite<SettleUsesParams, { readonly used: readonly UnitsUsed[] }>({
  contract: "Ledger",
  data: ({ items, accessPointSignature }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("settleUses", [
      some(items, "items").map(({ receipt }) => encodeReceipt(receipt)),
      items.map(({ holderSignature }) => compactOf(holderSignature, "holderSignature")),
      compactOf(accessPointSignature, "accessPointSignature"),
    ]),
  result: usedIn,
});
