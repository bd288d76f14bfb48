import type { LedgerClient } from "../../client/client.ts";
import { asOf, read, type ReadOptions } from "../../client/reading.ts";
import { partyFor } from "../../client/resolve.ts";

/**
 * Who keeps the records of a registry (承接机构): itself, or the one that took over (articles 13 and 38).
 *
 * @throws LedgerError ADDRESS_MALFORMED, PARTY_UNKNOWN
 * @example
 * const keeper = await ledger.registries.keeperOf(registry);
 */
export async function keeperOf(client: LedgerClient, registry: string, options?: ReadOptions): Promise<string> {
  const party = await partyFor(client, registry, "registry");
  return read(client, () => client.contracts.assets.keeperOf(party, asOf(options)));
}
