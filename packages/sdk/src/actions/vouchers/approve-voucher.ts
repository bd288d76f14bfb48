import { ZeroAddress } from "ethers";
import { defineWrite } from "../../client/write.ts";
import { uint48Max } from "../../codec/decimal.ts";
import { address } from "../../input/hex.ts";
import { whole, type Amount, type Whole } from "../../input/whole.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link approveVoucher} takes. */
export type ApproveVoucherParams = {
  readonly voucherId: Whole;
  /** Who may move it; null takes the approval of the whole voucher back. */
  readonly operator: string | null;
  /** Units that may be moved, 0 for no longer; the whole voucher unless given. */
  readonly units?: Amount | undefined;
};

/**
 * Lets somebody move a voucher, or units of it, for the signer's party.
 *
 * @throws LedgerError APPROVAL_INVALID, TOO_MANY_APPROVALS, VOUCHER_NOT_HELD_BY, ACCOUNT_LACKS_POWER
 * @example
 * await ledger.vouchers.approve({ voucherId, operator: broker.address, units: "100" });
 */
export const approveVoucher = /* @__PURE__ */ defineWrite<ApproveVoucherParams>({
  contract: "Ledger",
  data({ voucherId, operator, units }, { contracts: { ledger } }) {
    const id = voucherIdFrom(voucherId);
    const approved = operator === null ? ZeroAddress : address(operator, "operator");
    if (units === undefined) return ledger.interface.encodeFunctionData("approve(address,uint256)", [approved, id]);
    const amount = whole(units, { max: uint48Max, field: "units" });
    return ledger.interface.encodeFunctionData("approve(uint256,address,uint256)", [id, approved, amount]);
  },
});
