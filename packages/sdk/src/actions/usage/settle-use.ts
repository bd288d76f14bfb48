import { usedIn, type UnitsUsed } from "./used.ts";
import { defineWrite } from "../../client/write.ts";
import { compactOf, encodeReceipt, type UseReceiptInput } from "./receipt.ts";

/** What {@link settleUse} takes. */
export type SettleUseParams = {
  readonly receipt: UseReceiptInput;
  /** Signature for the holder; left out where the sender is the holder's account. */
  readonly holderSignature?: string | null | undefined;
  /** Signature of the provider's access point; left out where the sender is that account. */
  readonly accessPointSignature?: string | null | undefined;
};

/**
 * Has the ledger count what a use receipt adds to what it counted before. Anyone may send it: what counts are the two
 * signatures.
 *
 * @throws LedgerError RECEIPT_COUNTED, RECEIPT_BACKWARD, RECEIPT_OUT_OF_ORDER, RECEIPT_OF_ANOTHER_EPOCH, UNITS_EXCEEDED,
 *   PURPOSE_NOT_ALLOWED, ANALYSIS_PROHIBITED, ANALYSIS_UNKNOWN, USE_OUTSIDE_TERM, SERIES_NOT_STARTED, SERIES_EXPIRED,
 *   SERIES_SUSPENDED, SERIES_BASIS_LOST, VOUCHER_LOCKED, VOUCHER_UNKNOWN, NOT_PROVIDER, USE_SIGNATURE_INVALID,
 *   METER_SIGNATURE_INVALID, SIGNATURE_MALFORMED, codes of accounts and of the input
 * @example
 * const handle = await accessPoint.usage.settle({ receipt, holderSignature });
 * const { used } = await handle.wait(); // [{ voucherId: 4294967297n, units: 12n }]
 */
export const settleUse = /* @__PURE__ */ defineWrite<SettleUseParams, { readonly used: readonly UnitsUsed[] }>({
  contract: "Ledger",
  data: ({ receipt, holderSignature, accessPointSignature }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("settleUse", [
      encodeReceipt(receipt),
      compactOf(holderSignature, "holderSignature"),
      compactOf(accessPointSignature, "accessPointSignature"),
    ]),
  result: usedIn,
});
