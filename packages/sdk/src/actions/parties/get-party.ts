import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { address } from "../../input/hex.ts";
import { showParty, type Party } from "./party.ts";

/**
 * A party as recorded.
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN
 * @example
 * const { roles, standing, vouchers } = await ledger.parties.get("0x6A3f…");
 */
export async function getParty(client: LedgerClient, party: string, options?: ReadOptions): Promise<Party> {
  const { ledger } = client.contracts;
  return showParty(await read(client, () => ledger.partyOf(address(party, "party"), asOf(options))));
}
