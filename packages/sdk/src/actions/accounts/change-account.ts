import { defineWrite } from "../../client/write.ts";
import { address } from "../../input/hex.ts";
import { encodeLimits, type AccountTerms } from "./limits.ts";

/**
 * Changes powers and limits of a key of the signer's party (manage).
 *
 * @throws LedgerError ACCOUNT_UNKNOWN, ACCOUNT_OF_ANOTHER_PARTY, POWERS_INVALID
 * @example
 * await ledger.accounts.change({ account: clerk.address, powers: ["operate", "view"] });
 */
export const changeAccount = /* @__PURE__ */ defineWrite<AccountTerms>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("changeAccount", [address(params.account, "account"), ...encodeLimits(params)]),
});
