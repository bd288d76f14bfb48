import { addAccount } from "../actions/accounts/add-account.ts";
import { changeAccount } from "../actions/accounts/change-account.ts";
import { getAccount } from "../actions/accounts/get-account.ts";
import { recoverAccount } from "../actions/accounts/recover-account.ts";
import { revokeAccount } from "../actions/accounts/revoke-account.ts";
import { rotateAccount } from "../actions/accounts/rotate-account.ts";
import { admitParty } from "../actions/parties/admit-party.ts";
import { changeIdentity } from "../actions/parties/change-identity.ts";
import { changeJurisdiction } from "../actions/parties/change-jurisdiction.ts";
import { changeRoles } from "../actions/parties/change-roles.ts";
import { changeStanding } from "../actions/parties/change-standing.ts";
import { deployParty } from "../actions/parties/deploy-party.ts";
import { getParties } from "../actions/parties/get-parties.ts";
import { getParty } from "../actions/parties/get-party.ts";
import { partyAddressOf } from "../actions/parties/party-address.ts";
import { pauseScopes } from "../actions/parties/pause-scopes.ts";
import { qualifyParty } from "../actions/parties/qualify-party.ts";
import type { LedgerClient } from "../client/client.ts";
import { bindReads, bindWrites } from "./bind.ts";

/** Parties and their accounts. */
export function bindParties(client: LedgerClient) {
  return {
    parties: {
      ...bindReads(client, { get: getParty, getMany: getParties }),
      ...bindWrites(client, {
        admit: admitParty,
        deploy: deployParty,
        changeRoles,
        changeStanding,
        changeJurisdiction,
        changeIdentity,
        qualify: qualifyParty,
        pause: pauseScopes,
      }),
      /** Address of the party with an id, admitted or not. */
      addressOf: (partyId: string) => partyAddressOf(client.deployment, partyId),
    },
    accounts: {
      ...bindReads(client, { get: getAccount }),
      ...bindWrites(client, {
        add: addAccount,
        change: changeAccount,
        revoke: revokeAccount,
        rotate: rotateAccount,
        recover: recoverAccount,
      }),
    },
  };
}
