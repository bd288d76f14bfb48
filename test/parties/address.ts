import { concat, getCreate2Address, keccak256 } from "ethers";

/** A party's address as EIP-1014 and EIP-1167 give it: a clone of the template, made by the ledger, salted by the id. */
export function partyAddressOf(ledger: string, template: string, partyId: string): string {
  const code = concat(["0x3d602d80600a3d3981f3363d3d373d3d3d363d73", template, "0x5af43d82803e903d91602b57fd5bf3"]);
  return getCreate2Address(ledger, partyId, keccak256(code));
}
