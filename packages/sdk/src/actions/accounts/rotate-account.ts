import { defineWrite } from "../../client/write.ts";
import { address } from "../../input/hex.ts";

/** What {@link rotateAccount} takes. */
export type RotateAccountParams = {
  readonly oldAccount: string;
  readonly newAccount: string;
};

/**
 * Replaces a key by a new one with the same powers and limits (manage, or the key itself). Nothing that the party
 * holds moves.
 *
 * @throws LedgerError ACCOUNT_UNKNOWN, ACCOUNT_EXISTS, ACCOUNT_OF_ANOTHER_PARTY
 * @example
 * await ledger.accounts.rotate({ oldAccount: key.address, newAccount: next.address });
 */
export const rotateAccount = /* @__PURE__ */ defineWrite<RotateAccountParams>({
  contract: "Ledger",
  data: ({ oldAccount, newAccount }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("rotateAccount", [
      address(oldAccount, "oldAccount"),
      address(newAccount, "newAccount"),
    ]),
});
