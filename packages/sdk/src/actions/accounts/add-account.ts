import { defineWrite } from "../../client/write.ts";
import { address } from "../../input/hex.ts";
import { encodeLimits, type AccountTerms } from "./limits.ts";

/**
 * Adds a key to the signer's party (manage).
 *
 * @throws LedgerError ACCOUNT_EXISTS, POWERS_INVALID, ACCOUNT_LACKS_POWER
 * @example
 * await ledger.accounts.add({ account: clerk.address, powers: ["operate"], unitLimit: "1000" });
 */
export const addAccount = /* @__PURE__ */ defineWrite<AccountTerms>({
  contract: "Ledger",
  data: (params, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("addAccount", [address(params.account, "account"), ...encodeLimits(params)]),
});
