import { defineWrite } from "../../client/write.ts";
import type { Whole, Amount } from "../../input/whole.ts";
import { unitsOf } from "./units.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link moveUnits} takes. */
export type MoveUnitsParams = {
  readonly fromId: Whole;
  readonly toId: Whole;
  readonly units: Amount;
};

/**
 * Moves units between two vouchers of one series (ERC-3525). By the holder, or whoever it approved.
 *
 * @throws LedgerError SERIES_DIFFER, UNITS_EXCEEDED, ALLOWANCE_EXCEEDED, TRANSFER_NOT_APPROVED, VOUCHER_LOCKED
 * @example
 * await ledger.vouchers.moveUnits({ fromId: voucherId, toId: otherId, units: "10" });
 */
export const moveUnits = /* @__PURE__ */ defineWrite<MoveUnitsParams>({
  contract: "Ledger",
  data: ({ fromId, toId, units }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("transferFrom(uint256,uint256,uint256)", [
      voucherIdFrom(fromId, "fromId"),
      voucherIdFrom(toId, "toId"),
      unitsOf(units),
    ]),
});
