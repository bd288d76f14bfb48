import { defineWrite } from "../../client/write.ts";
import { address } from "../../input/hex.ts";

/** What {@link revokeAccount} takes. */
export type RevokeAccountParams = {
  readonly account: string;
};

/**
 * Revokes a key of the signer's party for good (manage, or the key itself). Nothing that the party holds moves.
 *
 * @throws LedgerError ACCOUNT_UNKNOWN, ACCOUNT_OF_ANOTHER_PARTY, ACCOUNT_REVOKED
 * @example
 * await ledger.accounts.revoke({ account: lost });
 */
export const revokeAccount = /* @__PURE__ */ defineWrite<RevokeAccountParams>({
  contract: "Ledger",
  data: ({ account }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("revokeAccount", [address(account, "account")]),
});
