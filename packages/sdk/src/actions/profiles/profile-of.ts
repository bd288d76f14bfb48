import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { partyFor } from "../../client/resolve.ts";

/**
 * Id of the profile of a registry's new cases.
 *
 * @param registry its party, or one of its accounts
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN, PROFILE_MISSING
 * @example
 * const terms = await ledger.profiles.get(await ledger.profiles.of(registry));
 */
export async function profileOf(client: LedgerClient, registry: string, options?: ReadOptions): Promise<number> {
  const party = await partyFor(client, registry, "registry");
  return Number(await read(client, () => client.contracts.profiles.profileOf(party, asOf(options))));
}
