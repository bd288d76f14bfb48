import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { address } from "../../input/hex.ts";
import { showParty, type Party } from "./party.ts";

/**
 * Several parties in one call; null in place of an address that is no party's.
 *
 * @throws LedgerError ADDRESS_MALFORMED
 * @example
 * const [seller, buyer] = await ledger.parties.getMany([sellerAddress, buyerAddress]);
 */
export async function getParties(
  client: LedgerClient,
  parties: readonly string[],
  options?: ReadOptions,
): Promise<(Party | null)[]> {
  const asked = parties.map((party) => address(party, "party"));
  const seen = await read(client, () => client.contracts.lens.parties(asked, asOf(options)));
  return seen.map((party) => (party.index === 0n ? null : showParty(party)));
}
