import { defineWrite } from "../../client/write.ts";
import { address } from "../../input/hex.ts";

/** What {@link approveOperator} takes. */
export type ApproveOperatorParams = {
  readonly operator: string;
  readonly approved: boolean;
};

/**
 * Lets an account move every voucher that the signer's party holds, or no longer (ERC-721 setApprovalForAll).
 *
 * @throws LedgerError APPROVAL_INVALID, ACCOUNT_LACKS_POWER
 * @example
 * await ledger.vouchers.approveOperator({ operator: broker.address, approved: true });
 */
export const approveOperator = /* @__PURE__ */ defineWrite<ApproveOperatorParams>({
  contract: "Ledger",
  data: ({ operator, approved }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("setApprovalForAll", [address(operator, "operator"), approved]),
});
