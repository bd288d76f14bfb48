import { defineWrite } from "../../client/write.ts";
import { digest } from "../../input/hex.ts";

/** What {@link deployParty} takes. */
export type DeployPartyParams = {
  readonly partyId: string;
};

/**
 * Deploys a party's minimal contract (ERC-1271, token receiver) if it is not there yet. Anyone may.
 *
 * @throws LedgerError PARTY_UNKNOWN
 * @example
 * const handle = await ledger.parties.deploy({ partyId });
 */
export const deployParty = /* @__PURE__ */ defineWrite<DeployPartyParams>({
  contract: "Ledger",
  data: ({ partyId }, { contracts: { ledger } }) =>
    ledger.interface.encodeFunctionData("deployParty", [digest(partyId, "partyId")]),
});
