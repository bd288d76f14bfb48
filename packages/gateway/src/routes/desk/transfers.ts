import Type from "typebox";
import type { Desk } from "../../desk/desk.ts";
import { AddressIn, DecimalIn, addressOf, invalid, unitsOf, wordOf } from "../../desk/values.ts";
import type { App } from "../app.ts";
import { receiverCodes } from "./codes.ts";
import { deskPost } from "./desk-post.ts";

/** Transfers by an exchange or operator that the holder approved. Holders transfer by signed transactions. */
export function transferDeskRoutes(app: App, desk: Desk): void {
  deskPost(app, desk, {
    path: "/v1/transfers",
    summary: "Pass a voucher, or units of it, on for a holder who approved this desk's party",
    roles: ["exchange", "operator"],
    body: Type.Object(
      {
        voucherId: DecimalIn,
        from: Type.Optional({ ...AddressIn, description: "The holder; for a whole voucher, not with units" }),
        to: AddressIn,
        units: Type.Optional({ ...DecimalIn, description: "Units to split off for the receiver; all when left out" }),
      },
      { additionalProperties: false },
    ),
    codes: [
      ...receiverCodes,
      "ACCOUNT_LIMIT_EXCEEDED",
      "ALLOWANCE_EXCEEDED",
      "RESALE_NOT_ALLOWED",
      "TRANSFER_NOT_APPROVED",
      "TRANSFER_TO_SELF",
      "UNITS_EXCEEDED",
      "VOUCHER_LOCKED",
      "VOUCHER_NOT_HELD_BY",
      "VOUCHER_UNKNOWN",
    ],
    call: ({ voucherId, from, to, units }) => {
      const id = wordOf(voucherId, "/voucherId");
      const receiver = addressOf(to, "/to");
      const base = { contract: "Ledger", power: "operate" } as const;
      if (units === undefined) {
        if (from === undefined) throw invalid("/from", "is missing");
        const args = [addressOf(from, "/from"), receiver, id];
        return { ...base, method: "transferFrom(address,address,uint256)", args };
      }
      // The ledger takes units from whoever holds the voucher: a holder named here would promise more than is checked.
      if (from !== undefined) throw invalid("/from", "is not taken with units", from);
      const args = [id, receiver, unitsOf(units, "/units")];
      return { ...base, method: "transferFrom(uint256,address,uint256)", args };
    },
  });
}
