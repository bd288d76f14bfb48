import { idOf } from "../../client/created.ts";
import { ownParty, partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import type { Amount, Whole } from "../../input/whole.ts";
import { unitsOf } from "./units.ts";
import { voucherIdFrom } from "./voucher.ts";

/** What {@link transferVoucher} takes. */
export type TransferVoucherParams = {
  readonly voucherId: Whole;
  /** Receiving party, or one of its accounts: an account stands for the party it was given to. */
  readonly to: string;
  /** Units to split off into a new voucher of the receiver; the whole voucher unless given. */
  readonly units?: Amount | undefined;
  /** Holder, where the signer acts by its approval; the signer's own party unless given. Whole vouchers only. */
  readonly from?: string | undefined;
};

/**
 * Transfers a voucher, or units of it, to another party (转让). By the holder (operate), or whoever it approved. Whole
 * vouchers keep their id; units arrive as a new voucher, whose id the result names.
 *
 * @throws LedgerError VOUCHER_NOT_HELD_BY, TRANSFER_NOT_APPROVED, UNITS_EXCEEDED, VOUCHER_LOCKED, RESALE_NOT_ALLOWED,
 *   OUTSIDE_TERRITORY, PARTY_MAY_NOT_HOLD, PARTY_NOT_IN_STANDING, SERIES_SUSPENDED, SERIES_BASIS_LOST, SERIES_EXPIRED
 * @example
 * const handle = await ledger.vouchers.transfer({ voucherId, to: buyer, units: "200" }, { id: "order-17" });
 * const { voucherId: received } = await handle.wait();
 */
export const transferVoucher = /* @__PURE__ */ defineWrite<TransferVoucherParams, { readonly voucherId: bigint }>({
  contract: "Ledger",
  async data({ voucherId, to, units, from }, client) {
    const { interface: ledger } = client.contracts.ledger;
    const id = voucherIdFrom(voucherId);
    const receiver = await partyFor(client, to, "to");
    if (units !== undefined) {
      return ledger.encodeFunctionData("transferFrom(uint256,address,uint256)", [id, receiver, unitsOf(units)]);
    }
    const sender = from === undefined ? await ownParty(client) : await partyFor(client, from, "from");
    return ledger.encodeFunctionData("transferFrom(address,address,uint256)", [sender, receiver, id]);
  },
  result: (events, { voucherId, units }) => ({
    voucherId: units === undefined ? voucherIdFrom(voucherId) : idOf(events, "VoucherSplit", "voucherId"),
  }),
});
