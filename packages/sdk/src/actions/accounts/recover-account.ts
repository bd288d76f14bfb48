import { ZeroAddress } from "ethers";
import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { bits } from "../../input/choice.ts";
import { address, digest } from "../../input/hex.ts";
import { powers, type Power } from "../../vocabulary/bits.ts";

/** What {@link recoverAccount} takes. */
export type RecoverAccountParams = {
  readonly party: string;
  readonly lostAccount?: string | null | undefined;
  readonly newAccount: string;
  readonly powers: readonly Power[];
  readonly documentDigest: string;
};

/**
 * Restores access of a party that lost its keys: revokes the lost one, if it is named, and adds a new one. By an
 * authority (approve) on a document.
 *
 * @throws LedgerError PARTY_UNKNOWN, ACCOUNT_EXISTS, DOCUMENT_MISSING, OWN_CASE, ROLE_MISSING
 * @example
 * await ledger.accounts.recover({ party, lostAccount, newAccount, powers: ["operate", "manage"], documentDigest });
 */
export const recoverAccount = /* @__PURE__ */ defineWrite<RecoverAccountParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("recoverAccount", [
      await partyFor(client, params.party, "party"),
      params.lostAccount ? address(params.lostAccount, "lostAccount") : ZeroAddress,
      address(params.newAccount, "newAccount"),
      bits(powers, params.powers, "powers"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
