import { defineWrite } from "../../client/write.ts";
import { uint256Max } from "../../codec/decimal.ts";
import { whole, type Amount } from "../../input/whole.ts";

/** What {@link withdrawRequest} takes. */
export type WithdrawRequestParams = {
  /** Number of the request. */
  readonly nonce: Amount;
};

/**
 * Withdraws a signed request of the signer's party that no registry has carried out yet.
 *
 * @throws LedgerError REQUEST_USED
 * @example
 * await ledger.series.withdrawRequest({ nonce: request.nonce });
 */
export const withdrawRequest = /* @__PURE__ */ defineWrite<WithdrawRequestParams>({
  contract: "Ledger",
  data: ({ nonce }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("withdrawRequest", [whole(nonce, { max: uint256Max, field: "nonce" })]),
});
