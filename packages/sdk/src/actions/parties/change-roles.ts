import { partyFor } from "../../client/resolve.ts";
import { defineWrite } from "../../client/write.ts";
import { bits } from "../../input/choice.ts";
import { digest } from "../../input/hex.ts";
import { roles, type Role } from "../../vocabulary/bits.ts";

/** What {@link changeRoles} takes. */
export type ChangeRolesParams = {
  readonly party: string;
  readonly roles: readonly Role[];
  readonly documentDigest: string;
};

/**
 * Replaces the roles of a party. By an authority (approve); governance for authorities.
 *
 * @throws LedgerError ROLES_NOT_COMBINABLE, OWN_CASE, DOCUMENT_MISSING, ROLE_MISSING
 * @example
 * await ledger.parties.changeRoles({ party, roles: ["trader", "operator"], documentDigest });
 */
export const changeRoles = /* @__PURE__ */ defineWrite<ChangeRolesParams>({
  contract: "Ledger",
  data: async (params, client) =>
    client.contracts.ledger.interface.encodeFunctionData("changeRoles", [
      await partyFor(client, params.party, "party"),
      bits(roles, params.roles, "roles"),
      digest(params.documentDigest, "documentDigest"),
    ]),
});
