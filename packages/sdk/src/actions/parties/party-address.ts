import { concat, getCreate2Address, keccak256 } from "ethers";
import { addressOf, type LedgerDeployment } from "../../client/deployment.ts";
import { address, digest } from "../../input/hex.ts";

/**
 * The address of the party with an id, admitted or not, without asking a node: that of the ERC-1167 clone of the
 * ledger's party template that the ledger creates with the id as salt (CREATE2, EIP-1014).
 *
 * @throws LedgerError DIGEST_MALFORMED, DEPLOYMENT_INVALID when the record has no `PartyTemplate`
 * @example
 * const partyId = randomPartyId();
 * const party = partyAddressOf(deployment, partyId); // known before the authority admits it
 */
export function partyAddressOf(deployment: LedgerDeployment, partyId: string): string {
  const template = address(addressOf(deployment, "PartyTemplate"), "PartyTemplate");
  const ledger = address(addressOf(deployment, "Ledger"), "Ledger");
  const code = concat(["0x3d602d80600a3d3981f3363d3d373d3d3d363d73", template, "0x5af43d82803e903d91602b57fd5bf3"]);
  return getCreate2Address(ledger, digest(partyId, "partyId"), keccak256(code));
}
